"""A subcontractor's own sub-suppliers: a tree without circles, approved one by one, with everything kept that was said."""

import datetime
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string

from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_dd, make_subs
from vendors import sub_tree
from vendors.actions import sub_approvals, sub_suppliers
from vendors.models import SubSupplier, SubSupplierDetails, SubSupplierFact
from vendors.panels import sub_suppliers as panels

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    return make.contact(make.vendor("Corrib Test Works", status="active"), "Aoife Byrne")


@pytest.fixture
def officer():
    return make.officer()


def branches(contact):
    return sub_tree.current(make.officer(), contact.vendor)


def named(contact, *names) -> list:
    """Each below the one before."""
    nodes: list = []
    for name in names:
        nodes.append(make_subs.named(contact, name=name, parent=nodes[-1] if nodes else None))
    return nodes


def test_the_tree_knows_depth_and_path_however_deep(contact):
    named(contact, *(f"Level {number:02}" for number in range(1, 41)))
    make_subs.named(contact, name="Beside")
    found = branches(contact)
    assert [each.depth for each in found] == [1, *range(1, 41)]
    assert found[-1].path[:2] == ["Level 01", "Level 02"] and len(found[-1].path) == 40


class Nesting(HTMLParser):
    """What each item of a list stands in, and what is closed in its turn."""

    def __init__(self):
        super().__init__()
        self.open: list[str] = []
        self.items: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag == "li" and self.open[-1] == "li":
            self.open.pop()  # it ends where the next one begins
        if tag in {"ul", "li"}:
            assert tag != "li" or self.open[-1] == "ul"
            assert tag != "ul" or self.open[-1:] in ([], ["li"])
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in {"ul", "li"}:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if data.strip() in {"A", "A1", "A2", "B", "B1", "C"}:
            self.items.append(f"{data.strip()}{self.open.count('ul')}")


def test_the_lists_of_the_page_nest_as_the_tree_does(contact):
    first, second = make_subs.named(contact, name="A"), make_subs.named(contact, name="B")
    make_subs.named(contact, name="A2", parent=make_subs.named(contact, name="A1", parent=first))
    make_subs.named(contact, name="B1", parent=second)
    make_subs.named(contact, name="C")
    page = Nesting()
    page.feed(render_to_string("components/sub_tree.html", {"branches": branches(contact)}))
    assert page.open == [] and page.items == ["A1", "A12", "A23", "B1", "B12", "C1"]


def test_the_same_said_twice_is_one(contact):
    assert make_subs.named(contact) == make_subs.named(contact)
    assert Event.objects.filter(name="sub-supplier.named").count() == 1


def test_nobody_works_for_itself_however_long_the_way(contact):
    first, second, third = named(contact, "First", "Second", "Third")
    for below in (first, second, third):
        with pytest.raises(NotNow):
            make_subs.corrected(first, contact, parent=below)
    assert make_subs.corrected(third, contact, parent=first).pk == third.pk


def test_a_move_takes_it_elsewhere_with_what_is_below(contact):
    first, second, _third = named(contact, "First", "Second", "Third")
    other = make_subs.named(contact, name="Other")
    work = make.engagement(contact.vendor, make.person(contact.vendor))
    make_subs.corrected(second, contact, parent=other, engagement=work)
    assert [each.path for each in branches(contact)] == [
        ["First"], ["Other"], ["Other", "Second"], ["Other", "Second", "Third"],
    ]  # fmt: skip
    assert make_subs.details(second).engagement == work
    make_subs.corrected(second, contact, parent=None)
    assert [each.depth for each in branches(contact)] == [1, 1, 1, 2]
    assert make_subs.details(first).parent is None


def test_only_a_contact_of_the_firm_names(contact):
    other, worker = make.contact(make.vendor()), make.person(contact.vendor)
    said = {**make_subs.SAID, "since": make_dd.today(), "at": clock.now()}
    for who in (make.as_person(other), make.as_person(worker), make.officer()):
        with pytest.raises(NotAllowed):
            sub_suppliers.name(contact.vendor, by=who, **said)


def test_one_approves_what_no_information_reaches(contact, officer):
    node = make_subs.approved(make_subs.named(contact), officer)
    assert node.status == "approved"
    assert SubSupplierFact.objects.get(node=node, requirement="approved").said_by_name == officer.label


def test_two_people_approve_what_protected_information_reaches(contact, officer):
    node = make_subs.approved(make_subs.named(contact, reaches=True), officer)
    assert node.status == "named" and node.first_by == officer.user
    with pytest.raises(NotAllowed):
        make_subs.approved(node, officer)
    assert make_subs.approved(node, make.staff_member("approver")).status == "approved"


def test_who_may_not_decide_does_not(contact):
    node = make_subs.named(contact)
    for role in ("analyst", "legal", "owner", "reader"):
        with pytest.raises(NotAllowed):
            make_subs.approved(node, make.staff_member(role))


def test_a_refusal_ends_the_approval_and_says_why(contact, officer):
    node = make_subs.approved(make_subs.named(contact), officer, at=make.earlier())
    node = sub_approvals.refuse(node, because="On a list", by=officer, at=clock.now())
    fact = SubSupplierFact.objects.current().get(node=node)
    assert (node.status, node.because) == ("refused", "On a list") and fact.ends_at is not None
    assert branches(contact)[0].warnings[0].startswith("Refused")


def test_a_correction_of_what_it_rested_on_asks_again(contact, officer):
    node = make_subs.approved(make_subs.named(contact), officer)
    node = make_subs.corrected(node, contact, work="Coats and packs")
    assert SubSupplier.objects.get(pk=node.pk).status == "approved"
    make_subs.corrected(node, contact, country="UA")
    node.refresh_from_db()
    assert (node.status, node.decided_by, node.because) == ("named", None, "")
    assert Event.objects.get(name="sub-supplier.reopened").cause.name == "sub-supplier.changed"


def test_a_correction_takes_half_an_approval_back(contact, officer):
    node = make_subs.approved(make_subs.named(contact, reaches=True), officer)
    make_subs.corrected(node, contact, name="Ostrava Coatings")
    node.refresh_from_db()
    assert node.first_by is None and str(node) == "Ostrava Coatings"


def test_what_was_corrected_meanwhile_is_not_approved(contact, officer):
    node = make_subs.named(contact)
    seen = make_subs.details(node).pk
    make_subs.corrected(node, contact, country="UA")
    with pytest.raises(NotNow):
        sub_approvals.approve(node, because="Fine", seen=seen, by=officer, at=clock.now())


def test_both_axes_are_kept(contact):
    then = clock.now() - datetime.timedelta(days=3)
    node = make_subs.named(contact, at=then, since=make_dd.days(-30))
    make_subs.corrected(node, contact, country="UA", since=make_dd.days(-30))
    now, before = clock.now(), then + datetime.timedelta(hours=1)
    viewer = make.officer()
    assert [each.country for each in sub_tree.as_of(viewer, contact.vendor, before, now)] == ["UA"]
    assert [each.country for each in sub_tree.as_of(viewer, contact.vendor, before, before)] == ["CZ"]
    assert sub_tree.as_of(viewer, contact.vendor, then - datetime.timedelta(days=60), now) == []
    assert SubSupplierDetails.objects.filter(node=node).count() == 2


def test_an_end_takes_those_below_along(contact, officer):
    first, second, third = named(contact, "First", "Second", "Third")
    make_subs.approved(third, officer)
    by, at = make.as_person(contact), clock.now()
    sub_suppliers.end(first, last_on=make_dd.today(), because="Work is done", by=by, at=at)
    assert {each.status for each in SubSupplier.objects.all()} == {"ended"} and branches(contact) == []
    causes = Event.objects.filter(name="sub-supplier.ended").exclude(cause=None)
    assert {each.cause.subject_id for each in causes} == {first.pk} and causes.count() == 2
    sub_suppliers.end(first, last_on=make_dd.today(), because="Again", by=by, at=at)
    assert Event.objects.filter(name="sub-supplier.ended").count() == 3


def test_what_has_ended_is_neither_corrected_nor_hired_through(contact):
    node = make_subs.named(contact)
    sub_suppliers.end(node, last_on=make_dd.today(), because="Done", by=make.as_person(contact), at=clock.now())
    with pytest.raises(NotNow):
        make_subs.corrected(node, contact, country="UA")
    with pytest.raises(NotNow):
        make_subs.named(contact, name="Another", parent=node)


def test_an_approval_does_not_cover_who_stands_below_the_unapproved(contact, officer):
    _first, second = named(contact, "First", "Second")
    make_subs.approved(second, officer)
    assert branches(contact)[1].warnings == ["Not everybody above it is approved."]


def test_what_is_passed_down_is_asked_for_where_information_gets(contact):
    node = make_subs.named(contact, reaches=True)
    make_subs.named(contact, name="Cleaner")
    titles = [each.title for each in panels.portal_tasks(make.as_person(contact), clock.now())]
    assert titles == [
        "Pass the confidentiality agreement down to Ostrava Plating",
        "Have the people of Ostrava Plating trained",
    ]
    make_subs.passed_down(node, contact)
    make_subs.passed_down(node, contact, "training", words="", source=make_dd.PDF, name="list.pdf")
    assert panels.portal_tasks(make.as_person(contact), clock.now()) == []


def test_saying_it_anew_keeps_what_was_said(contact):
    node = make_subs.named(contact, reaches=True)
    make_subs.passed_down(node, contact)
    make_subs.passed_down(node, contact)
    make_subs.passed_down(node, contact, words="Signed by one director")
    rows = SubSupplierFact.objects.filter(node=node)
    assert rows.count() == 2 and rows.current().get().words == "Signed by one director"


def test_who_decides_is_asked_and_not_twice(contact, officer):
    node = make_subs.named(contact, reaches=True)
    (task,) = panels.desk_tasks(officer, clock.now())
    assert task.consequence == 2 and task.vendor == contact.vendor
    make_subs.approved(node, officer)
    assert panels.desk_tasks(officer, clock.now()) == []
    assert len(panels.desk_tasks(make.staff_member("approver"), clock.now())) == 1
    assert panels.desk_tasks(make.staff_member("analyst"), clock.now()) == []


def test_what_belongs_to_another_firm_is_not_named(contact):
    stranger = make.contact(make.vendor("Other Works"))
    foreign, work = make_subs.named(stranger), make.engagement(stranger.vendor, make.person(stranger.vendor))
    node = make_subs.named(contact)
    for said in ({"parent": foreign}, {"engagement": work}):
        with pytest.raises(NotAllowed):
            make_subs.named(contact, name="Another", **said)
        with pytest.raises(NotAllowed):
            make_subs.corrected(node, contact, **said)


def test_more_than_the_limit_is_not_named(contact, monkeypatch):
    monkeypatch.setattr("core.limits.SUB_SUPPLIERS", 1)
    make_subs.named(contact)
    with pytest.raises(NotNow):
        make_subs.named(contact, name="One more")


def test_a_name_that_was_refused_is_remembered(contact, officer):
    node = make_subs.named(contact)
    sub_approvals.refuse(node, because="On a list", by=officer, at=clock.now())
    said = {"last_on": make_dd.today(), "because": "As you say", "by": make.as_person(contact), "at": clock.now()}
    sub_suppliers.end(node, **said)
    again = make_subs.named(contact, name="OSTRAVA PLATING")
    assert again.pk != node.pk
    assert [row["meta"] for row in panels.named_before(again, officer)] == ["On a list"]
