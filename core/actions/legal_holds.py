"""Place a legal hold over a record, and release it: while it stands, nothing destroys what it holds."""

import datetime

from django.db import models

from core import events, legal_holds
from core.actors import Actor
from core.database import locks
from core.models import LegalHold
from core.policies import check_can_keep_holds


def place(subject: models.Model, *, name: str, because: str, by: Actor, at: datetime.datetime) -> LegalHold:
    """`name`: of the matter, as counsel calls it. The same matter holds a record once."""
    check_can_keep_holds(by)
    locks.one_at_a_time(subject.pk)
    if there := legal_holds.over(subject).filter(name=name).first():
        return there
    hold = LegalHold.objects.create(
        name=name, because=because, subject_kind=subject._meta.label_lower, subject_id=subject.pk,
        vendor_id=getattr(subject, "vendor_id", None), placed_at=at, placed_by=by.user,
    )  # fmt: skip
    events.record("hold.placed", subject, by=by, at=at, because=because, hold=hold, matter=name)
    return hold


def release(subject: models.Model, hold: LegalHold, *, because: str, by: Actor, at: datetime.datetime) -> LegalHold:
    """`hold` stands over `subject`. Releasing it twice is releasing it once."""
    check_can_keep_holds(by)
    hold = LegalHold.objects.select_for_update(no_key=True).get(pk=hold.pk)
    if hold.released_at:
        return hold
    hold.released_at, hold.released_by = at, by.user
    hold.save(update_fields=["released_at", "released_by"])
    events.record("hold.released", subject, by=by, at=at, because=because, hold=hold, matter=hold.name)
    return hold
