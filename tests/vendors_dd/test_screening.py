"""Screening: one person records, another decides, and what was decided holds until its review."""

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from core import clock, notices, search
from core.models import Event, Notice
from core.refusals import NotAllowed, NotNow
from core.web import step_up
from core.web.viewer import form_token
from tests import make, make_dd
from vendors.actions import conditions, screenings
from vendors.models import Screening, ScreeningScore, Vendor, VendorFact

pytestmark = pytest.mark.django_db


def signed_in(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.fixture
def analyst():
    return make_dd.analyst()


@pytest.fixture
def handed_in(analyst):
    found = make_dd.screening(make.vendor("Brightmoor Test Lab"), by=analyst, insurance=2)
    return screenings.hand_in(found, summary="Sound firm", by=analyst, at=clock.now())


def test_an_analyst_opens_scores_and_hands_in(analyst):
    make.starter_content()
    firm, client = make.vendor(), signed_in(analyst)
    client.post(reverse("screening_opening", args=[firm.pk]))
    found = Screening.objects.get(vendor=firm)
    said = {"score": "3", "confidence": "high", "source": "Register", "note": "", **boxes("fresh_on", make_dd.today())}
    address = reverse("screening_dimension", args=[found.pk, "legal"])
    assert client.get(address).status_code == 200 and client.post(address, said).status_code == 302
    assert ScreeningScore.objects.get(screening=found).score == 3
    page = client.get(reverse("screening", args=[found.pk]))
    assert b"3 of 4" in page.content and page.content.count(b"Not assessed") == 6
    assert client.post(reverse("screening_proposal", args=[found.pk]), {"summary": "Sound"}).status_code == 302
    found.refresh_from_db()
    assert found.status == "proposed"


def test_a_score_says_where_from_how_sure_and_how_fresh(analyst):
    found = make_dd.screening(make.vendor(), by=analyst, score=None)
    page = signed_in(analyst).post(reverse("screening_dimension", args=[found.pk, "legal"]), {"score": "3"})
    assert page.status_code == 422 and set(page.context["form"].errors) == {"confidence", "source", "fresh_on"}


def test_nothing_is_handed_in_where_nothing_was_assessed(analyst):
    found = make_dd.screening(make.vendor(), by=analyst, score=None)
    with pytest.raises(NotNow):
        screenings.hand_in(found, summary="-", by=analyst, at=clock.now())


def test_a_second_person_approves_and_the_fact_holds(handed_in):
    client, address = make.confirm(Client(), make.officer().user), reverse("screening_decision", args=[handed_in.pk])
    page = client.get(reverse("screening", args=[handed_in.pk])).content.decode()
    assert "Sound firm" in page and "Confirm that it is you" not in page
    said = {"answer": "approve", "because": "Every dimension is sound", **boxes("valid_until", make_dd.days(200))}
    assert client.post(address, said).status_code == 302
    handed_in.vendor.refresh_from_db()
    assert handed_in.vendor.status == "approved" and handed_in.vendor.next_review_on == make_dd.days(200)
    assert VendorFact.objects.filter(vendor=handed_in.vendor, requirement="screening").holding(clock.now()).exists()


def test_a_password_alone_decides_nothing(handed_in):
    client, record = signed_in(make.officer()), reverse("screening", args=[handed_in.pk])
    page = client.get(record).content.decode()
    assert "Confirm that it is you" in page and 'name="because"' not in page
    said = {"answer": "refuse", "because": "On a list", **boxes("valid_until", make_dd.days(200))}
    answer = client.post(reverse("screening_decision", args=[handed_in.pk]), said)
    assert answer.status_code == 303 and answer.url == step_up.address(record)
    handed_in.refresh_from_db()
    assert handed_in.status == "proposed"


def test_who_screened_may_not_decide(analyst, handed_in):
    assert (
        signed_in(analyst).post(reverse("screening_decision", args=[handed_in.pk]), {"answer": "approve"}).status_code
        == 403
    )
    both = make.officer("Did both")
    mine = make_dd.screening(make.vendor(), by=both)
    screenings.hand_in(mine, summary="-", by=both, at=clock.now())
    assert (
        signed_in(both)
        .post(reverse("screening_decision", args=[mine.pk]), {"answer": "approve", "because": "-"})
        .status_code
        == 403
    )
    with pytest.raises(NotAllowed):
        screenings.decide(mine, "approve", by=both, at=clock.now(), because="-")


def test_the_table_insists_on_a_second_person(analyst, handed_in):
    with pytest.raises(IntegrityError):
        Screening.objects.filter(pk=handed_in.pk).update(decided_by=analyst.user)


def test_conditions_have_an_owner_and_a_day(handed_in):
    officer = make.officer()
    client, address = make.confirm(Client(), officer.user), reverse("screening_decision", args=[handed_in.pk])
    said = {
        "answer": "approve_with_conditions",
        "because": "Cover is short",
        "conditions": "Raise the limit",
        **boxes("valid_until", make_dd.days(200)),
    }
    assert client.post(address, said).status_code == 422
    assert (
        client.post(address, {**said, "owner": officer.user.pk, **boxes("due_on", make_dd.days(60))}).status_code == 302
    )
    assert handed_in.conditions.get().text == "Raise the limit"
    page = signed_in(make_dd.analyst("Other")).post(
        reverse("screening_condition", args=[handed_in.pk, handed_in.conditions.get().pk]), {"because": "Policy seen"}
    )
    assert page.status_code == 302 and handed_in.conditions.get().met_at


def test_an_unacceptable_dimension_cannot_be_approved(analyst):
    found = make_dd.screening(make.vendor(), by=analyst, legal=0)
    screenings.hand_in(found, summary="-", by=analyst, at=clock.now())
    with pytest.raises(NotNow):
        screenings.decide(found, "approve", by=make.officer(), at=clock.now(), because="-")


def test_a_refusal_ends_the_approval_that_held(analyst):
    firm = make.vendor(status="approved")
    found = screenings.hand_in(make_dd.screening(firm, by=analyst, legal=0), summary="-", by=analyst, at=clock.now())
    said = {"because": "On a list", "told_as": "Your owner is on a list", "by": make.officer(), "at": clock.now()}
    screenings.decide(found, "refuse", **said)
    firm.refresh_from_db()
    assert (firm.status, firm.told_as) == ("restricted", "Your owner is on a list")
    assert not VendorFact.objects.filter(vendor=firm, requirement="screening").holding(clock.now()).current().exists()


def test_a_refusal_says_what_the_firm_reads_of_it_and_an_approval_does_not(handed_in):
    client = make.confirm(Client(), make.officer().user)
    address, until = reverse("screening_decision", args=[handed_in.pk]), boxes("valid_until", make_dd.days(200))
    answer = client.post(address, {"answer": "refuse", "because": "On a list", **until})
    assert answer.status_code == 422 and "the subcontractor reads it" in answer.text
    said = {"because": "Sound", "told_as": "Sound", "by": make.officer(), "at": clock.now()}
    with pytest.raises(NotNow, match="an approval does not"):
        screenings.decide(handed_in, "approve", **said)
    assert client.post(address, {"answer": "refuse", "because": "x", "told_as": "Late", **until}).status_code == 302
    handed_in.vendor.refresh_from_db()
    assert handed_in.vendor.told_as == "Late"


def test_a_firm_that_was_refused_says_so_while_its_people_are_still_there(analyst, handed_in):
    officer = make.officer()
    client, firm = make.confirm(Client(), officer.user), handed_in.vendor
    make.person(firm)
    said = {"because": "On a list", "told_as": "Your owner is on a list", "by": officer, "at": clock.now()}
    screenings.decide(handed_in, "refuse", **said)
    firm.refresh_from_db()
    assert (firm.status, firm.state_key, str(firm.state_name)) == ("screening", "refused", "Refused")
    assert ">Refused<" in client.get(reverse("subcontractor", args=[firm.pk])).text.replace("</svg>", ">")
    listed = {
        state: firm.name in client.get(reverse("subcontractors"), {"state": state}).text
        for state in ("screening", "refused")
    }
    assert listed == {"screening": False, "refused": True}
    assert not Vendor.objects.arriving().filter(pk=firm.pk).exists()
    (group,) = [each for each in search.find(firm.name, officer, most=5) if str(each["label"]) == "Subcontractors"]
    assert str(group["items"][0]["note"]) == "Refused"
    step = client.get(reverse("subcontractor_state", args=[firm.pk, "archived"])).text
    assert "It was refused" in step and "Report the departures first" in step
    screenings.open(firm, by=analyst, at=clock.now())
    assert Vendor.objects.arriving().get(pk=firm.pk).state_key == "screening"


def test_a_firm_that_is_looked_at_again_is_refused_no_longer(analyst, handed_in):
    said = {"because": "On a list", "told_as": "Your owner is on a list", "by": make.officer(), "at": clock.now()}
    screenings.decide(handed_in, "refuse", **said)
    screenings.open(handed_in.vendor, by=analyst, at=clock.now())
    handed_in.vendor.refresh_from_db()
    assert handed_in.vendor.told_as == ""


def test_a_screening_sent_back_can_be_scored_again(handed_in):
    client = make.confirm(Client(), make.officer().user)
    client.post(
        reverse("screening_decision", args=[handed_in.pk]),
        {"answer": "send_back", "because": "Look at the owners", **boxes("valid_until", make_dd.days(200))},
    )
    handed_in.refresh_from_db()
    assert handed_in.status == "recording" and not handed_in.proposals.exists()


def test_a_weakness_proposes_something_with_its_reason(handed_in):
    assert all(row.because for row in handed_in.proposals.all()) and handed_in.proposals.exists()


def test_neither_readers_nor_strangers_screen(handed_in):
    reader, stranger = make.steward(handed_in.vendor), make.steward(make.vendor())
    assert signed_in(reader).get(reverse("screening", args=[handed_in.pk])).status_code == 200
    assert signed_in(reader).post(reverse("screening_opening", args=[handed_in.vendor.pk])).status_code == 403
    assert signed_in(stranger).get(reverse("screening", args=[handed_in.pk])).status_code == 404
    contact = make.contact(handed_in.vendor)
    assert signed_in(make.as_person(contact)).get(reverse("screening", args=[handed_in.pk])).status_code in {
        302,
        403,
        404,
    }


def test_the_list_opens(handed_in):
    assert b"Brightmoor" in signed_in(make.officer()).get(reverse("screenings")).content


@pytest.fixture
def asked(handed_in):
    """A condition that the firm meets, approved by an officer, and the firm's contact."""
    officer, contact = make.officer(), make.contact(handed_in.vendor, "Aoife Varga")
    terms = [
        {"text": "Raise the limit to 5 million", "due_on": make_dd.days(10), "owner": officer.user, "is_theirs": True},
        {"text": "Visit them in spring", "due_on": make_dd.days(90), "owner": officer.user, "is_theirs": False},
    ]
    said = {"because": "Cover is short", "conditions": terms, "by": officer, "at": clock.now()}
    screenings.decide(handed_in, "approve_with_conditions", **said)
    return SimpleNamespace(
        row=handed_in.conditions.get(is_theirs=True), screening=handed_in, officer=officer, contact=contact, actor=make.as_person(contact)
    )  # fmt: skip


def test_the_contact_reads_answers_and_proves_a_condition_of_the_firm(asked):
    client, home = signed_in(asked.actor), reverse("your_tasks")
    page = client.get(home).content.decode()
    assert "Raise the limit to 5 million" in page and "Visit them" not in page
    url = reverse("portal_condition", args=[asked.row.pk])
    said = {"as_person": form_token(asked.actor), "text": "The insurer has raised it"}
    assert client.post(url, {**said, "text": ""}).status_code == 422
    broken = SimpleUploadedFile("new.pdf", b"%PDF-1.4 broken", "application/pdf")
    assert client.post(url, {**said, "file": broken}).status_code == 422 and not asked.row.answers.exists()
    proof = SimpleUploadedFile("new.pdf", make_dd.PDF, "application/pdf")
    assert client.post(url, {**said, "file": proof}).status_code == 302
    given = asked.row.answers.get()
    assert "The insurer has raised it" in client.get(url).content.decode()
    desk = signed_in(make_dd.analyst("Other"))
    page = desk.get(reverse("screening_condition", args=[asked.screening.pk, asked.row.pk])).content.decode()
    assert "The insurer has raised it" in page and "new.pdf" in page
    file = desk.get(reverse("condition_file", args=[asked.screening.pk, asked.row.pk, given.pk]))
    assert b"".join(file.streaming_content) == make_dd.PDF
    conditions.meet(asked.row, by=asked.officer, at=clock.now(), because="Policy seen")
    assert "Met" in client.get(url).content.decode() and client.post(url, {**said, "text": "More"}).status_code == 409


def test_what_is_ours_or_another_firms_is_not_found_in_the_portal(asked):
    ours = asked.screening.conditions.get(is_theirs=False)
    stranger = make.as_person(make.contact(make.vendor("Elsewhere")))
    worker = make.as_person(make.person(asked.screening.vendor))
    for actor, row in [(asked.actor, ours), (stranger, asked.row), (worker, asked.row)]:
        assert signed_in(actor).get(reverse("portal_condition", args=[row.pk])).status_code == 404


def test_an_overdue_condition_stands_on_today_and_on_the_record(asked):
    asked.screening.conditions.update(due_on=make_dd.days(-1))
    other = signed_in(make_dd.analyst("Other"))
    assert "Raise the limit" in other.get(reverse("today"), {"due": "overdue"}).content.decode()
    page = other.get(reverse("subcontractor", args=[asked.screening.vendor_id])).content.decode()
    panel = page.partition("Conditions of the approval")[2].partition("</section>")[0]
    assert "0 of 2 met" in panel and panel.count("Overdue") == 2


def test_both_sides_are_told_of_conditions_in_turn(asked):
    def told(name: str, who) -> list[str]:
        notices.tell(Event.objects.filter(name=name).latest("at").pk, at=clock.now(), by=None)
        return list(Notice.objects.filter(user=who.user, event__name=name).values_list("title", "context__text"))

    [(title, text)] = told("screening.approved-with-conditions", asked.contact)
    assert title == "Your approval has conditions" and "1. Raise the limit" in text and "Visit them" not in text
    conditions.answer(asked.row, text="Done", by=asked.actor, at=clock.now())
    conditions.answer(asked.row, text="Done", by=asked.actor, at=clock.now())
    assert Event.objects.filter(name="condition.answered").count() == 1
    assert "Raise the limit" in told("condition.answered", asked.officer)[0][0]
    conditions.meet(asked.row, by=make_dd.analyst("Other"), at=clock.now(), because="Policy seen by us alone")
    [(title, text)] = told("screening.condition-met", asked.contact)
    assert title.startswith("Met") and "alone" not in text
    ours = asked.screening.conditions.get(is_theirs=False)
    conditions.meet(ours, by=asked.officer, at=clock.now(), because="Visited")
    assert told("screening.condition-met", asked.contact) == [(title, text)]


def test_who_decides_reads_what_we_hold_beside_the_scores(handed_in):
    contact = make.contact(handed_in.vendor)
    certificate = make_dd.certificate(contact)
    make.assessment(handed_in.vendor)
    page = signed_in(make.officer()).get(reverse("screening", args=[handed_in.pk])).content.decode()
    held = page.partition("What we hold")[2].partition("Hits on watchlists")[0]
    assert reverse("evidence_review", args=["certificates", certificate.pk]) in held
    assert "No questionnaire was sent yet" in held
    assert "Nothing held" in held and "Required" in held
