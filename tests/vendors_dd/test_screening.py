"""Screening: one person records, another decides, and what was decided holds until its review."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from core import clock
from core.refusals import NotAllowed, NotNow
from core.web import step_up
from tests import make, make_dd
from vendors.actions import screenings
from vendors.models import Screening, ScreeningScore, VendorFact

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
    screenings.decide(found, "refuse", by=make.officer(), at=clock.now(), because="On a list")
    firm.refresh_from_db()
    assert firm.status == "restricted"
    assert not VendorFact.objects.filter(vendor=firm, requirement="screening").holding(clock.now()).current().exists()


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
