"""Acknowledge the expectations sheet: each person, each version, word by word as it was shown."""

import datetime
import hashlib

from django.utils.translation import gettext as _

from core import facts
from core.actors import Actor
from core.events import record
from core.refusals import NotNow
from vendors import expectations
from vendors.actions import people
from vendors.models import Acknowledgement, ExpectationSheet, Person, PersonFact
from vendors.policies import people as policy

REQUIREMENT = "expectations"


def acknowledge(person: Person, *, shown: str, by: Actor, at: datetime.datetime) -> Acknowledgement:
    """`shown` is the SHA-256 of the text on the page; where the text changed meanwhile, NotNow. The fact holds from now
    on, until a newer version retires it. Repeating it changes nothing."""
    policy.check_can_acknowledge(by, person)
    person = people.lock(person)
    sheet = ExpectationSheet.objects.latest()
    if before := Acknowledgement.objects.filter(person=person, sheet=sheet).first():
        return before
    text = expectations.as_text(sheet, person.vendor)
    if digest_of(text) != shown:
        raise NotNow(_("The text has changed since you opened the page. Read it again."))
    made = Acknowledgement.objects.create(
        vendor_id=person.vendor_id, person=person, sheet=sheet, text=text, digest=digest_of(text), made_at=at
    )
    _write_fact(person, made, at)
    record("expectations.acknowledged", made, by=by, at=at, person=person.pk, version=sheet.version, sha256=made.digest)
    return made


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _write_fact(person: Person, made: Acknowledgement, at: datetime.datetime) -> None:
    for older in PersonFact.objects.current().filter(person=person, requirement=REQUIREMENT):
        facts.end(older, at=at)
    facts.assert_fact(
        PersonFact,
        at=at,
        during=facts.span(at),
        vendor_id=person.vendor_id,
        person=person,
        requirement=REQUIREMENT,
        source_kind=Acknowledgement._meta.label_lower,
        source_id=made.pk,
    )
