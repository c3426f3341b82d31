"""How does a test name those who work for a subcontractor? Through the actions, with what is not said filled in."""

from core import clock
from tests import make, make_dd
from vendors.actions import sub_approvals, sub_suppliers
from vendors.models import Person, SubSupplier, SubSupplierDetails, SubSupplierFact

SAID = {
    "name": "Ostrava Plating",
    "country": "CZ",
    "registration_number": "",
    "key_person": "",
    "work": "Coats the fixtures",
    "reaches": False,
    "engagement": None,
}


def named(contact: Person, *, at=None, since=None, parent: SubSupplier | None = None, **said) -> SubSupplier:
    by, day = make.as_person(contact), since or make_dd.days(-10)
    return sub_suppliers.name(contact.vendor, since=day, parent=parent, by=by, at=at or clock.now(), **{**SAID, **said})


def corrected(node: SubSupplier, contact: Person, *, at=None, since=None, parent=None, **said) -> SubSupplier:
    old = details(node)
    stood = {key: getattr(old, key) for key in SAID}
    by, day = make.as_person(contact), since or make_dd.days(-10)
    return sub_suppliers.correct(node, since=day, parent=parent, by=by, at=at or clock.now(), **{**stood, **said})


def put_right(node: SubSupplier, *, because="The register says so", by=None, since=None, **said) -> SubSupplier:
    """A correction by one of us."""
    old = details(node)
    stood = {key: getattr(old, key) for key in (*SAID, "parent")}
    by, day = by or make.officer(), since or make_dd.days(-10)
    return sub_suppliers.correct(node, since=day, because=because, by=by, at=clock.now(), **{**stood, **said})


def stopped(node: SubSupplier, *, because="It left our work", by=None, days_ago: int = 0) -> SubSupplier:
    """An end by one of us."""
    said = {"last_on": make_dd.days(-days_ago), "because": because, "by": by or make.officer()}
    return sub_suppliers.end(node, at=clock.now(), **said)


def approved(node: SubSupplier, *by, at=None) -> SubSupplier:
    """By one officer, or by those who are named, one after the other."""
    for each in by or [make.officer()]:
        node = sub_approvals.approve(node, because="Known and sound", by=each, at=at or clock.now())
    return node


def passed_down(node: SubSupplier, contact: Person, requirement="confidentiality", **said) -> SubSupplierFact:
    said = {"on": make_dd.days(-5), "words": "Signed by both directors", **said}
    return sub_suppliers.pass_down(node, requirement, by=make.as_person(contact), at=clock.now(), **said)


def details(node: SubSupplier) -> SubSupplierDetails:
    return SubSupplierDetails.objects.current().get(node=node)
