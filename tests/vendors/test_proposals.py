"""A contact tells us what changes at the company; nothing changes until one of us takes it over."""

import datetime
import re

import pytest

from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make
from tests.vendors.test_pages import signed_in
from vendors import business_days
from vendors.actions import proposals
from vendors.models import Invitation, Person, Proposal, Vendor

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    return make.contact(make.vendor("Corrib Test Works", status="active"), "Aoife Byrne")


@pytest.fixture
def worker(contact):
    return make.person(contact.vendor, "Sean Daly")


@pytest.fixture
def portal(contact):
    client = signed_in(make.as_person(contact))
    client.get("/portal/")
    return client


def days(name: str, on: datetime.date) -> dict:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def today() -> datetime.date:
    return business_days.day_of(clock.now())


def told(contact, worker, on=None) -> Proposal:
    said = {"last_on": on or today(), "because": "New job"}
    return proposals.tell_leaver(worker, **said, by=make.as_person(contact), at=clock.now())


def token(portal, path: str) -> dict:
    """What a form of the portal carries."""
    page = portal.get(path).content.decode()
    return dict(re.findall(r'name="(as_person|form_token)" value="([^"]*)"', page))


def test_the_page_of_the_company_leads_to_all_three(portal):
    page = portal.get("/portal/company/").content.decode()
    for words in ("Ask a colleague in", "Somebody has left", "Correct the details", "Not provided"):
        assert words in page, words


def test_a_colleague_is_asked_in(portal):
    path = "/portal/company/colleague/"
    portal.post(path, {**token(portal, path), "name": "Elm", "email": "elm@corrib.test"})
    assert Invitation.objects.get(email="elm@corrib.test").status == "open"
    assert not Person.objects.get(email="elm@corrib.test").is_worker


def test_telling_that_somebody_left_closes_nothing_until_it_is_taken_over(portal, worker):
    path = "/portal/company/leaver/"
    portal.post(path, {**token(portal, path), "person": worker.pk, **days("last_on", today())})
    row = Proposal.objects.get()
    assert row.person == worker and Person.objects.get(pk=worker.pk).departed_at is None
    officer = signed_in(make.officer())
    assert "Sean Daly has left, says the company" in officer.get("/desk/").content.decode()
    officer.post(f"/desk/proposals/{row.pk}/", {"answer": "accept"})
    assert Person.objects.get(pk=worker.pk).departed_at
    assert Event.objects.get(name="person.departed").cause.name == "proposal.accepted"


def test_a_colleague_of_another_firm_cannot_be_chosen(portal):
    path = "/portal/company/leaver/"
    stranger = make.person()
    answer = portal.post(path, {**token(portal, path), "person": stranger.pk, **days("last_on", today())})
    assert answer.status_code == 422 and not Proposal.objects.exists()


def test_telling_twice_is_telling_once_with_the_newer_day(contact, worker):
    told(contact, worker)
    row = told(contact, worker, today() + datetime.timedelta(days=3))
    assert Proposal.objects.count() == 1 and row.said["last_on"] == (today() + datetime.timedelta(days=3)).isoformat()


def test_who_is_gone_or_speaks_is_not_told_of(contact, worker):
    with pytest.raises(NotNow):
        told(contact, contact)
    with pytest.raises(NotAllowed):
        told(worker, contact)


def test_details_are_seen_on_both_sides_and_taken_over(portal, contact):
    path = "/portal/company/details/"
    portal.post(path, {**token(portal, path), "legal_name": "Corrib Test Works DAC", "vat_number": "IE123"})
    row = Proposal.objects.get()
    assert row.said == {"legal_name": "Corrib Test Works DAC", "vat_number": "IE123"}
    page = signed_in(make.officer()).get(f"/desk/proposals/{row.pk}/").content.decode()
    assert "Corrib Test Works DAC" in page and "Not provided" in page
    proposals.accept(row, by=make.officer(), at=clock.now())
    assert Vendor.objects.get(pk=contact.vendor_id).vat_number == "IE123"


def test_what_we_hold_already_is_no_proposal(contact):
    said = {"legal_name": contact.vendor.legal_name}
    by = make.as_person(contact)
    assert proposals.correct_details(contact.vendor, said=said, because="", by=by, at=clock.now()) is None


def test_a_refusal_needs_a_reason(contact, worker):
    row, officer = told(contact, worker), signed_in(make.officer())
    assert officer.post(f"/desk/proposals/{row.pk}/", {"answer": "decline"}).status_code == 422
    officer.post(f"/desk/proposals/{row.pk}/", {"answer": "decline", "reason": "Still on site"})
    row.refresh_from_db()
    assert row.status == "declined" and row.answer == "Still on site"
    assert Person.objects.get(pk=worker.pk).departed_at is None


def test_a_trainer_settles_nothing(contact, worker):
    with pytest.raises(NotAllowed):
        proposals.accept(told(contact, worker), by=make.staff_member("trainer"), at=clock.now())
