"""What holds, since when, and since when did we know? Rows with two time axes, never overwritten.

`during` says when a fact holds in the world, `known` when we held it to be so. A correction closes `known`
on the old row and adds a new one (ADR 0003). Both are half-open ranges of UTC instants.
"""

import datetime
from typing import TypeVar

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from core.models.rows import Row

Instant = datetime.datetime
FactRow = TypeVar("FactRow", bound="Fact")


def span(start: Instant | None, end: Instant | None = None) -> DateTimeTZRange:
    """[start, end): from `start` until just before `end`; None is open."""
    return DateTimeTZRange(start, end, "[)")


class FactQuerySet(models.QuerySet):
    def believed(self, at: Instant):
        """What we held to be so at `at`."""
        return self.filter(known__contains=at)

    def holding(self, at: Instant):
        """What held in the world at `at`."""
        return self.filter(during__contains=at)

    def current(self):
        """What we hold to be so now, whenever it applies. One taken back in its own moment has an empty range."""
        return self.filter(known__upper_inf=True)


class Fact(Row):
    """One fact with its two axes. Subclasses add whom it is about."""

    during = DateTimeRangeField()
    known = DateTimeRangeField()

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def starts_at(self) -> Instant | None:
        return self.during.lower

    @property
    def ends_at(self) -> Instant | None:
        return self.during.upper


def assert_fact(model: type[FactRow], *, at: Instant, during: DateTimeTZRange, **about) -> FactRow:
    """Write down that `during` holds, known from `at` on. Called by actions only."""
    return model.objects.create(during=during, known=span(at), **about)


def retract(fact: FactRow, *, at: Instant) -> None:
    """We no longer hold this to be so, from `at` on. The row stays; what we knew before stays answerable.

    Who waited for a lock may come with an `at` from before the fact was known: then it is known for no moment.
    """
    if fact.known.upper is None:
        fact.known = span(fact.known.lower, max(at, fact.known.lower))
        fact.save(update_fields=["known"])


def correct(fact: FactRow, *, at: Instant, during: DateTimeTZRange, **changes) -> FactRow:
    """Replace a fact by one with another range (or other fields), known from `at` on. Repeating it changes nothing."""
    same = fact.during == during and all(getattr(fact, name) == value for name, value in changes.items())
    if same and fact.known.upper is None:
        return fact
    copied = {
        field.attname: getattr(fact, field.attname)
        for field in fact._meta.concrete_fields
        if field.name not in {"id", "during", "known", "created_at", *changes}
    }
    retract(fact, at=at)
    return assert_fact(type(fact), at=at, during=during, **{**copied, **changes})


def end(fact: FactRow, *, at: Instant, ends_at: Instant | None = None) -> FactRow:
    """The fact stops holding at `ends_at` (by default `at`). One that already ends by then, or never held, stays as it is."""
    moment = ends_at or at
    if fact.during.isempty or (fact.during.upper is not None and fact.during.upper <= moment):
        return fact
    return correct(fact, at=at, during=span(fact.during.lower, max(moment, fact.during.lower or moment)))
