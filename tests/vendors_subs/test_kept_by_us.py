"""One of us puts right what is said of a sub-supplier, or ends it: with a reason, which the subcontractor reads."""

import pytest
from django.test import Client
from django.urls import reverse

from core import clock, limits, notices
from core.models import Event, EventDetail, Notice
from core.refusals import NotAllowed, NotNow
from tests import make, make_dd, make_subs
from tests.vendors.test_pages import signed_in
from tests.vendors_subs.test_pages import days, typed
from vendors.actions import sub_suppliers
from vendors.models import SubSupplier, SubSupplierDetails, SubSupplierFact

pytestmark = pytest.mark.django_db
WHY = "The Czech register says another country"


@pytest.fixture
def contact():
    return make.contact(make.vendor("Corrib Test Works", status="active"), "Aoife Byrne")


@pytest.fixture
def portal(contact):
    client = signed_in(make.as_person(contact))
    client.get("/portal/")
    return client


@pytest.fixture
def desk():
    return make.confirm(Client(), make.officer().user)


def test_a_correction_by_us_keeps_what_was_said_and_its_reason(contact):
    node = make_subs.named(contact)
    make_subs.put_right(node, work="Plates and coats", because=WHY)
    first, second = SubSupplierDetails.objects.filter(node=node).order_by("known")
    assert (first.work, first.because, first.said_by_name) == ("Coats the fixtures", "", "Aoife Byrne")
    assert (second.work, second.because) == ("Plates and coats", WHY)
    said = EventDetail.objects.get(pk=Event.objects.get(name="sub-supplier.changed").pk).data
    assert said["because"] == WHY


def test_the_same_correction_again_changes_nothing(contact):
    node = make_subs.named(contact)
    for _each in range(2):
        make_subs.put_right(node, work="Plates and coats", because=WHY)
    assert Event.objects.filter(name="sub-supplier.changed").count() == 1


def test_what_the_approval_rested_on_is_approved_anew(contact):
    node = make_subs.approved(make_subs.named(contact))
    make_subs.put_right(node, country="SK", because=WHY)
    assert SubSupplier.objects.get(pk=node.pk).status == "named"
    assert (
        not SubSupplierFact.objects.current().filter(node=node, requirement="approved", during__upper_inf=True).exists()
    )


def test_an_end_by_us_takes_those_below_along_and_says_why(contact):
    node = make_subs.named(contact)
    below = make_subs.named(contact, name="Brno Tools", parent=node)
    make_subs.stopped(node, because="Its works closed")
    below.refresh_from_db()
    node.refresh_from_db()
    assert (node.status, below.status) == ("ended", "ended")
    assert (node.ended_because, below.ended_because) == ("Its works closed", "Its works closed")


@pytest.mark.parametrize("deed", [make_subs.put_right, make_subs.stopped])
def test_we_never_do_it_without_a_reason(contact, deed):
    node = make_subs.named(contact)
    with pytest.raises(NotNow, match="Say why"):
        deed(node, because=" ")
    assert make_subs.details(node).because == ""
    assert SubSupplier.objects.get(pk=node.pk).status == "named"


@pytest.mark.parametrize("role", ["reader", "auditor", "approver"])
@pytest.mark.parametrize("deed", [make_subs.put_right, make_subs.stopped])
def test_who_does_not_keep_the_register_does_neither(contact, role, deed):
    with pytest.raises(NotAllowed):
        deed(make_subs.named(contact), by=make.staff_member(role))


def told(node) -> set[str]:
    """The titles of what the contacts hear of all that happened to it."""
    for event in Event.objects.about(node):
        notices.tell(event.pk, at=clock.now(), by=make.CLOCK)
    return set(Notice.objects.filter(url__startswith="/portal/").values_list("title", flat=True))


def test_the_contacts_hear_of_it_and_not_of_their_own_deeds(contact):
    node = make_subs.named(contact)
    make_subs.corrected(node, contact, work="Plates")
    assert told(node) == set()
    make_subs.put_right(node, work="Plates and coats", because=WHY)
    make_subs.stopped(node, because="Its works closed")
    assert told(node) == {
        "We corrected what is said of Ostrava Plating",
        "We ended your sub-supplier Ostrava Plating",
    }


def test_an_officer_corrects_and_ends_and_the_contact_reads_the_reason(desk, portal, contact):
    node = make_subs.named(contact)
    page = desk.get(reverse("sub_supplier", args=[node.pk])).content.decode()
    address = reverse("sub_supplier_correction", args=[node.pk])
    assert address in page
    form = desk.get(address).content.decode()
    assert "Coats the fixtures" in form and "Corrib Test Works" in form
    refused = desk.post(address, typed(work="Plates and coats"))
    assert (refused.status_code, "Plates and coats" in refused.content.decode()) == (422, True)
    assert desk.post(address, typed(work="Plates and coats", because=WHY)).status_code == 302
    read = portal.get(reverse("portal_sub_supplier", args=[node.pk])).content.decode()
    assert "Plates and coats" in read and WHY in read
    ending = reverse("sub_supplier_ending", args=[node.pk])
    assert desk.get(ending).status_code == 200
    assert desk.post(ending, {"because": "Its works closed", **days("last_on", 0)}).status_code == 302
    read = portal.get(reverse("portal_sub_supplier", args=[node.pk])).content.decode()
    assert "Ended by us: Its works closed" in read
    assert "Ended by us" in desk.get(reverse("sub_supplier", args=[node.pk])).content.decode()


def test_what_the_contact_ended_is_not_said_to_be_by_us(portal, contact):
    node = make_subs.named(contact)
    by = make.as_person(contact)
    sub_suppliers.end(node, last_on=make_dd.days(0), because="We parted", by=by, at=clock.now())
    read = portal.get(reverse("portal_sub_supplier", args=[node.pk])).content.decode()
    assert "We parted" in read and "by us" not in read


def test_only_work_of_the_same_subcontractor_is_offered(desk, contact):
    other = make.contact(make.vendor("Alder Works", status="active"))
    make_subs.named(other, name="Somebody else's")
    node = make_subs.named(contact)
    page = desk.get(reverse("sub_supplier_correction", args=[node.pk])).content.decode()
    assert "Somebody else" not in page


# Caps


def test_a_contact_cannot_say_something_else_without_end_and_we_still_can(contact, monkeypatch):
    monkeypatch.setattr(limits, "SUB_SUPPLIER_WORDS", 2)
    node = make_subs.named(contact)
    make_subs.corrected(node, contact, work="Plates")
    with pytest.raises(NotNow, match="changed 2 times"):
        make_subs.corrected(node, contact, work="Plates again")
    make_subs.put_right(node, work="Plates and coats")
    assert make_subs.details(node).work == "Plates and coats"


def test_a_contact_cannot_pass_down_without_end(contact, monkeypatch):
    monkeypatch.setattr(limits, "SUB_SUPPLIER_WORDS", 1)
    node = make_subs.named(contact)
    fact = make_subs.passed_down(node, contact)
    assert make_subs.passed_down(node, contact).pk == fact.pk
    with pytest.raises(NotNow, match="changed 1 times"):
        make_subs.passed_down(node, contact, words="Signed by all")
    make_subs.passed_down(node, contact, "training")


def test_those_that_have_ended_count_against_a_last_limit(contact, monkeypatch):
    monkeypatch.setattr(limits, "SUB_SUPPLIERS_EVER", 1)
    make_subs.stopped(make_subs.named(contact))
    with pytest.raises(NotNow, match="those that have ended included"):
        make_subs.named(contact, name="Brno Tools")
    assert SubSupplier.objects.count() == 1
