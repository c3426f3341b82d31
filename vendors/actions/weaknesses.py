"""Note what is open at a subcontractor and adds to its risk. Called by the floor that knows it; the score reads the notes."""

import datetime

from core import facts
from vendors.models import ScoreDoubt, Weakness

Instant = datetime.datetime


def note(
    *, vendor_id, source, reference: str, title: str, severity: str, due_on: datetime.date | None, at: Instant
) -> None:
    """It is open from now on, by these terms. The same again changes nothing."""
    said = {"reference": reference, "title": title, "severity": severity, "due_on": due_on}
    standing = _of(source).filter(during__upper_inf=True).first()
    if standing and all(getattr(standing, name) == value for name, value in said.items()):
        return
    if standing:
        facts.correct(standing, at=at, during=standing.during, **said)
    else:
        facts.assert_fact(
            Weakness,
            at=at,
            during=facts.span(at),
            vendor_id=vendor_id,
            source_kind=source._meta.label_lower,
            source_id=source.pk,
            **said,
        )
    ScoreDoubt.objects.create(vendor_id=vendor_id)


def settle(*, vendor_id, source, at: Instant) -> None:
    """It is open no longer."""
    for row in _of(source):
        facts.end(row, at=at)
        ScoreDoubt.objects.create(vendor_id=vendor_id)


def _of(source):
    return Weakness.objects.current().filter(source_id=source.pk)
