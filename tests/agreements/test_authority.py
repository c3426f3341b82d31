"""May the one who signs for the firm do so? Stated with its proof, confirmed with a source, and asked for before it counts."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from agreements import authority, evidence
from agreements.actions import authorities
from agreements.models import Authority, AuthorityWaiver, Signature
from agreements.panels import agreements as panels
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from core.web.viewer import form_token
from tests import make, make_dd
from tests import make_agreements as papers
from tests.agreements.test_pages import enter

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works")


@pytest.fixture
def signatory(firm):
    return make.contact(firm, "Nora Byrne")


@pytest.fixture
def half_signed(firm, signatory):
    """Signed by the firm's contact, of whom nothing is confirmed."""
    agreement = papers.issued(firm)
    papers.sign(agreement, make.as_person(signatory), is_authorised=False)
    return agreement


def confirm(row, **said):
    said = {"source": "CRO extract", "looked_on": clock.now().date(), "by": make.officer(), "at": clock.now(), **said}
    return authorities.confirm(row, **said)


def test_nothing_is_countersigned_before_somebody_has_confirmed_who_signed(half_signed, signatory):
    counsel = papers.counsel()
    with pytest.raises(NotNow, match="confirmed first") as refused:
        papers.sign(half_signed, counsel)
    assert refused.value.unmet == ["It is not confirmed that Nora Byrne may sign for Corrib Test Works."]
    row = papers.authority(signatory)
    with pytest.raises(NotNow):
        papers.sign(half_signed, counsel)  # stated is not confirmed
    confirm(row)
    papers.sign(half_signed, counsel)
    half_signed.refresh_from_db()
    assert half_signed.status == "signed"


@pytest.mark.parametrize("said", [
    {"until_on": datetime.date(2020, 6, 1)}, {"from_on": datetime.date(2999, 1, 1)},
])  # fmt: skip
def test_an_authority_covers_its_days_alone(half_signed, signatory, said):
    confirm(papers.authority(signatory, **said))
    with pytest.raises(NotNow, match="confirmed first"):
        papers.sign(half_signed, papers.counsel())


def test_one_that_was_ended_or_refused_is_none(half_signed, signatory):
    row = confirm(papers.authority(signatory))
    authorities.end(row, because="Left the board", by=make.officer(), at=clock.now())
    other = papers.authority(signatory)
    authorities.refuse(other, because="Not in the register", by=make.officer(), at=clock.now())
    with pytest.raises(NotNow, match="confirmed first"):
        papers.sign(half_signed, papers.counsel())


def test_a_namesakes_authority_is_not_ones_own(half_signed, firm):
    namesake = make.contact(firm, "Nora Byrne")
    confirm(papers.authority(namesake))
    said = authority.missing(half_signed, clock.now(), also=namesake)
    assert said == ["It is not confirmed that Nora Byrne may sign for Corrib Test Works."]


def test_who_may_sign_only_jointly_does_not_sign_alone(firm, signatory):
    jointly = {"manner": "joint", "joint_with": "any director"}
    confirm(papers.authority(signatory, **jointly))
    agreement = papers.issued(firm)
    papers.sign(agreement, make.as_person(signatory))
    with pytest.raises(NotNow) as refused:
        papers.sign(agreement, papers.counsel())
    assert "only together with any director" in refused.value.unmet[0]
    other = make.person(firm, "Ida Roth", is_signatory=True)
    confirm(papers.authority(other, **jointly))
    both = papers.at_table(
        firm, ("subcontractor_signatory", 1, signatory), ("subcontractor_signatory", 2, other), ("company_signatory", 3, None)
    )  # fmt: skip
    for who in (make.as_person(signatory), make.as_person(other), papers.counsel()):
        papers.sign(both, who)
    both.refresh_from_db()
    assert both.status == "signed"


def test_where_the_company_signs_first_the_last_signature_asks_for_it(firm, signatory):
    agreement = papers.at_table(firm, ("company_signatory", 1, None), ("subcontractor_signatory", 2, None))
    papers.sign(agreement, papers.counsel())
    by = make.as_person(signatory)
    with pytest.raises(NotNow, match="confirmed first"):
        papers.sign(agreement, by, is_authorised=False)
    confirm(papers.authority(signatory))
    papers.sign(agreement, by)


@pytest.mark.parametrize("rule", ["warn", "off"])
def test_a_template_may_warn_only_or_not_ask(firm, signatory, rule, monkeypatch):
    monkeypatch.setattr(authority, "asked_by", lambda template: rule)
    agreement = papers.issued(firm)
    papers.sign(agreement, make.as_person(signatory), is_authorised=False)
    papers.sign(agreement, papers.counsel())
    agreement.refresh_from_db()
    assert agreement.status == "signed" and agreement.authority_rule == rule


def test_the_rule_is_the_templates_and_an_undertaking_has_none(firm):
    agreement = papers.issued(firm)
    assert authority.rule(agreement) == "" and authority.rule(papers.undertaking(make.person(firm))) == "off"
    draft = papers.draft(firm, "confidentiality-mutual")
    draft.template.content["authority"] = "warn"
    assert authority.rule(draft) == "warn"


def test_counsel_sets_it_aside_with_a_reason_that_stands_in_the_evidence(half_signed):
    counsel, at = papers.counsel(), clock.now()
    with pytest.raises(NotAllowed):
        authorities.set_aside(half_signed, because="In a hurry", by=make.officer(), at=at)
    with pytest.raises(NotNow, match="reason"):
        authorities.set_aside(half_signed, because=" ", by=counsel, at=at)
    first = authorities.set_aside(half_signed, because="Known for twenty years", by=counsel, at=at)
    assert authorities.set_aside(half_signed, because="Again", by=counsel, at=at) == first
    assert Event.objects.about(half_signed).filter(name="agreement.authority-set-aside").count() == 1
    papers.sign(half_signed, counsel)
    half_signed.refresh_from_db()
    said = evidence.context(half_signed, half_signed.papers.model(level="B-B"), None, at, "")
    assert said["authority_waiver"].because == "Known for twenty years" and said["signers"][0]["authority"] is None
    with pytest.raises(NotNow, match="nothing to set aside"):
        authorities.set_aside(half_signed, because="Late", by=counsel, at=at)


def test_the_evidence_names_the_ground_of_each_who_signed_for_the_firm(half_signed, signatory):
    row = confirm(papers.authority(signatory), source="CRO, entry of 3 November")
    papers.sign(half_signed, papers.counsel())
    first, second = evidence.signers(half_signed)
    assert first["authority"] == row and first["is_for_firm"] and second["authority"] is None


def test_the_evidence_keeps_what_was_confirmed_when_it_was_signed(half_signed, signatory):
    row = confirm(papers.authority(signatory), at=clock.now())
    papers.sign(half_signed, papers.counsel(), at=clock.now() + datetime.timedelta(seconds=1))
    half_signed.refresh_from_db()
    authorities.end(row, because="Left", by=make.officer(), at=half_signed.signed_at + DAY)
    later = confirm(papers.authority(signatory, ground="statute"), at=half_signed.signed_at + 2 * DAY)
    assert evidence.signers(half_signed)[0]["authority"] == row != later


def test_those_who_speak_for_the_firm_state_it_of_a_signatory_once(firm, signatory):
    other = make.contact(firm, "Ned Flood", is_signatory=False)
    with pytest.raises(NotAllowed):
        papers.authority(signatory, by=make.as_person(make.person(firm)))
    with pytest.raises(NotAllowed):
        papers.authority(signatory, by=make.as_person(make.contact(make.vendor())))
    with pytest.raises(NotNow, match="named as a signatory"):
        papers.authority(other)
    row = papers.authority(signatory, by=make.as_person(other))
    assert papers.authority(signatory) == row and Authority.objects.count() == 1
    for who in (make.staff_member("auditor"), make.as_person(signatory)):
        with pytest.raises(NotAllowed):
            confirm(row, by=who)


def test_what_was_stated_and_found_stays(signatory):
    row = confirm(papers.authority(signatory))
    for change in ({"limits": "None at all"}, {"source": "Another"}, {"looked_on": datetime.date(2020, 1, 1)}):
        with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
            Authority.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        Authority.objects.all().delete()


def test_from_the_portal_to_the_countersignature_through_the_pages(client, firm, signatory, half_signed):
    enter(client, signatory.user)
    listed = client.get(reverse("portal_authorities")).content.decode()
    assert "Nothing is stated yet of" in listed and "Nora Byrne" in listed
    new = reverse("portal_authority_new")
    said = {
        "person": signatory.pk, "ground": "power", "said": "Power of the board, 3 May 2024", "manner": "joint", "limits": "Up to EUR 50,000",
        "from_on_day": 3, "from_on_month": 5, "from_on_year": 2024,
    }  # fmt: skip
    wrong = client.post(new, {"as_person": form_token(make.as_person(signatory)), **said})
    assert wrong.status_code == 422
    assert (
        "Add the paper that shows it" in wrong.content.decode() and "who has to sign beside" in wrong.content.decode()
    )
    said |= {"manner": "sole", "file": SimpleUploadedFile("power.pdf", make_dd.PDF)}
    assert client.post(new, {"as_person": form_token(make.as_person(signatory)), **said}).status_code == 302
    row = Authority.objects.get()
    assert (
        row.stored.name == "power.pdf"
        and "Waits to be checked" in client.get(reverse("portal_authorities")).content.decode()
    )
    counsel, officer = papers.counsel(), make.officer()
    enter(client, counsel.user, confirmed=True)
    sign = reverse("desk_agreement_signature", args=[half_signed.pk])
    page = client.get(sign).content.decode()
    assert "This cannot be signed yet" in page and "Set it aside with a reason" in page
    signed = {"consents": "on", "typed_name": "Lea Brandt", "shown_sha256": half_signed.document_sha256}
    assert client.post(sign, signed).status_code == 409 and Signature.objects.count() == 1
    assert [todo.title for todo in panels.desk_tasks(officer, clock.now())] == [
        "Check that Nora Byrne may sign for Corrib Test Works"
    ]
    enter(client, officer.user)
    assert "Nora Byrne" in client.get(reverse("desk_authorities")).content.decode()
    record = reverse("desk_authority", args=[row.pk])
    assert "Up to EUR 50,000" in client.get(record).content.decode()
    assert client.post(record, {"answer": "confirm"}).status_code == 422
    today = clock.now().date()
    looked = {"looked_on_day": today.day, "looked_on_month": today.month, "looked_on_year": today.year}
    late = client.post(record, {"answer": "confirm", "source": "The deed", **looked, "looked_on_year": today.year + 1})
    assert late.status_code == 422 and "has not come yet" in late.content.decode()
    assert client.post(record, {"answer": "confirm", "source": "The deed", **looked}).status_code == 302
    enter(client, counsel.user, confirmed=True)
    assert client.post(sign, signed).status_code == 302
    assert "Power of attorney" in client.get(reverse("desk_agreement", args=[half_signed.pk])).content.decode()
    assert not AuthorityWaiver.objects.exists()


def test_the_signing_page_asks_for_the_ground_and_the_issuing_page_shows_what_is_missing(client, firm, signatory):
    agreement = papers.issued(firm)
    enter(client, signatory.user, confirmed=True)
    url = reverse("portal_agreement_signature", args=[agreement.pk])
    assert "State on what ground you sign" in client.get(url).content.decode()
    papers.authority(signatory)
    assert "we are checking it" in client.get(url).content.decode()
    confirm(Authority.objects.get())
    assert "Entered in the commercial register" in client.get(url).content.decode()
    make.person(firm, "Ida Roth", is_signatory=True)
    draft = papers.draft(firm, "confidentiality-mutual")
    enter(client, papers.counsel().user)
    page = client.get(reverse("desk_agreement_issue", args=[draft.pk])).content.decode()
    assert "Ida Roth" in page and "Not confirmed" in page


def test_one_of_us_enters_what_came_by_mail_and_another_confirms_it(client, firm, signatory, half_signed):
    counsel, officer = papers.counsel(), make.officer()
    enter(client, counsel.user)
    tab = reverse("subcontractor_tab", args=[firm.pk, "agreements"])
    new = reverse("desk_authority_new", args=[signatory.pk])
    for page in (tab, reverse("desk_agreement", args=[half_signed.pk])):
        assert new in client.get(page).content.decode()
    said = {
        "ground": "power",
        "said": "Power of the board, 3 May 2024",
        "manner": "sole",
        "from_on_day": 3,
        "from_on_month": 5,
        "from_on_year": 2024,
    }
    assert "Add the paper that shows it" in client.post(new, said).content.decode()
    done = client.post(new, {**said, "file": SimpleUploadedFile("power.pdf", make_dd.PDF)})
    row = Authority.objects.get()
    record = reverse("desk_authority", args=[row.pk])
    assert done["Location"] == record and row.stated_by == counsel.user and row.stored.name == "power.pdf"
    shown = client.get(record)
    assert "Somebody else confirms it" in shown.content.decode() and shown.context["form"] is None
    assert client.post(record, {"answer": "refuse", "because": "No"}).status_code == 403
    assert not any(todo.key == f"authority-{row.pk}" for todo in panels.desk_tasks(counsel, clock.now()))
    for decide in (confirm, lambda row, by: authorities.refuse(row, because="No", by=by, at=clock.now())):
        with pytest.raises(NotAllowed, match="Somebody else looks at it"):
            decide(row, by=counsel)
    assert [todo.url for todo in panels.desk_tasks(officer, clock.now())] == [record]
    confirm(row, by=officer)
    papers.sign(half_signed, counsel)
    assert "Power of attorney, alone" in client.get(tab).content.decode()
    enter(client, signatory.user)
    assert "By us, from what we received" in client.get(reverse("portal_authorities")).content.decode()


def test_who_may_not_confirm_enters_nothing_and_only_of_a_signatory(client, firm, signatory):
    enter(client, make.staff_member("auditor").user)
    assert client.get(reverse("desk_authority_new", args=[signatory.pk])).status_code == 403
    enter(client, papers.counsel().user)
    worker = make.person(firm)
    assert client.get(reverse("desk_authority_new", args=[worker.pk])).status_code == 409
    assert not Authority.objects.exists()
