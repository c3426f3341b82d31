"""Inventions made outside the work for us: told by who made them, answered by counsel with a reason."""

import datetime

from agreements import invention_law
from agreements.models import IndependentInvention
from agreements.policies import own as policy
from core.actors import Actor
from core.events import record
from core.workflow import become
from vendors import business_days


def tell(vendor, *, title: str, by: Actor, at: datetime.datetime, **said) -> IndependentInvention:
    """The same said twice by one person is one."""
    policy.check_can_tell(by)
    same = {"vendor": vendor, "person_id": by.person_id, "title": title, **said}
    if known := IndependentInvention.objects.filter(**same).first():
        return known
    made = IndependentInvention.objects.create(
        noticed_at=at, answer_by=invention_law.answer_by(business_days.day_of(at)), **same
    )
    record("independent.told", made, by=by, at=at, made_on=made.made_on, near=made.near, answer_by=made.answer_by)
    return made


def accept(row: IndependentInvention, *, because: str, by: Actor, at: datetime.datetime) -> IndependentInvention:
    """It is theirs alone."""
    return _answer(row, "accepted", because=because, by=by, at=at)


def claim(row: IndependentInvention, *, because: str, by: Actor, at: datetime.datetime) -> IndependentInvention:
    """We say that it came of the work for us."""
    return _answer(row, "claimed", because=because, by=by, at=at)


def _answer(row: IndependentInvention, status: str, *, because: str, by: Actor, at) -> IndependentInvention:
    policy.check_can_answer(by)
    policy.check_says_why(because)
    row = IndependentInvention.objects.select_for_update(no_key=True, of=["self"]).get(pk=row.pk)
    if row.status == status:
        return row
    policy.check_is_open(row, status)
    owed = become(row, status, decided_at=at, decided_by=by.user, because=because)
    record(owed, row, by=by, at=at, because=because, about=row.person_id)
    return row
