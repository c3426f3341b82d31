"""HR is silent: what we hold of the people it reports ends with its silence, and is as before once it speaks again.

The facts of employment are corrected, so that access closes at its instant with nothing running, and the day of what we
knew stays answerable. The clock's work.
"""

import datetime

from core import facts
from core.actors import Actor
from core.events import record
from vendors import hr_feed
from vendors.actions import employment
from vendors.models import HrWord, PersonFact


def keep_in_step(*, by: Actor, at: datetime.datetime, most: int = 200) -> int:
    """Shorten or give back. Returns how many people it was, at most `most`; they are locked by their order."""
    feed = hr_feed.state()
    if feed.is_silent(at) and feed.ends_at:
        return _shorten(feed.ends_at, by=by, at=at, most=most)
    return _give_back(by=by, at=at, most=most)


def _shorten(ends_at: datetime.datetime, *, by: Actor, at: datetime.datetime, most: int) -> int:
    """Of whoever begins after that, HR's last words still hold."""
    found = _employed().filter(
        person__hr_word__has_left=False, during__startswith__lt=ends_at, during__endswith__gt=ends_at
    )
    found = found.select_related("person__hr_word")[:most]
    for fact in found:
        person = fact.person
        source = {"source_kind": HrWord._meta.label_lower, "source_id": person.hr_word.pk}
        facts.correct(fact, at=at, during=facts.span(fact.starts_at, ends_at), **source)
        record("person.unconfirmed", person, by=by, at=at, ends_at=ends_at, heard_at=person.hr_word.heard_at)
    return len(found)


def _give_back(*, by: Actor, at: datetime.datetime, most: int) -> int:
    found = _employed().filter(source_kind=HrWord._meta.label_lower).select_related("person")[:most]
    for fact in found:
        employment.employ(fact.person, at)
        record("person.confirmed", fact.person, by=by, at=at, ends_on=fact.person.ends_on)
    return len(found)


def _employed():
    held = PersonFact.objects.current().filter(requirement=employment.REQUIREMENT, person__departed_at=None)
    return held.select_for_update(of=["self", "person"], no_key=True, skip_locked=True).order_by("person_id", "pk")
