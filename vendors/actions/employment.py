"""The fact that somebody works for a subcontractor, from when to when; written for actions that checked before."""

import datetime

from core import facts
from core.actors import Actor
from core.events import record
from core.models import Event
from vendors import business_days
from vendors.models import Person, PersonFact, Vendor

REQUIREMENT = "employment"
DETAILS = [
    "name",
    "sort_name",
    "email",
    "hr_id",
    "hr_source",
    "job_title",
    "site",
    "country",
    "sponsor",
    "is_contact",
    "is_signatory",
    "is_worker",
    "starts_on",
    "ends_on",
]


def make(vendor: Vendor, *, by: Actor, at: datetime.datetime, cause: Event | None = None, **details) -> Person:
    """The person, the employment fact and the event."""
    person = Person.objects.create(vendor=vendor, **only_details(details))
    employ(person, at)
    record(
        "person.added",
        person,
        by=by,
        at=at,
        cause=cause,
        starts_on=person.starts_on,
        ends_on=person.ends_on,
        hats=person.hats,
    )
    return person


def employ(person: Person, at: datetime.datetime) -> None:
    """Let the newest fact say the days that the person's row says: added, corrected, or left as it is."""
    if known := newest(person):
        during = business_days.whole(person.starts_on, person.ends_on)
        facts.correct(known, at=at, during=during, **_source(person))
    else:
        begin_again(person, at)


def begin_again(person: Person, at: datetime.datetime) -> None:
    """A further time of employment beside the earlier ones."""
    facts.assert_fact(
        PersonFact,
        at=at,
        during=business_days.whole(person.starts_on, person.ends_on),
        vendor_id=person.vendor_id,
        person=person,
        requirement=REQUIREMENT,
        **_source(person),
    )


def end(person: Person, at: datetime.datetime, last_on: datetime.date | None) -> None:
    """It stops after `last_on`, or now. A fact that had not begun by then is taken back whole."""
    ends_at = business_days.end_of(last_on) if last_on else at
    for fact in _held(person):
        if fact.starts_at >= ends_at:
            facts.retract(fact, at=at)
        else:
            facts.end(fact, at=at, ends_at=ends_at)


def withdraw(person: Person, at: datetime.datetime) -> None:
    """We no longer hold that they were ever employed."""
    for fact in _held(person):
        facts.retract(fact, at=at)


def newest(person: Person) -> PersonFact | None:
    """The latest employment that we hold to be so now."""
    return _held(person).order_by("-during").first()


def _source(person: Person) -> dict:
    return {"source_kind": Person._meta.label_lower, "source_id": person.pk}


def _held(person: Person):
    return PersonFact.objects.current().filter(person=person, requirement=REQUIREMENT)


def only_details(details: dict) -> dict:
    """Raises TypeError for what a person does not have."""
    if unknown := set(details) - set(DETAILS):
        raise TypeError(f"a person has no {sorted(unknown)}")
    return details
