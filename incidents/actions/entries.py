"""Write the timeline of a case, line by line. The only writer of entries; nothing of it is ever changed."""

import datetime

from django.utils.translation import gettext as _

from core import events, limits
from core.actors import Actor
from core.refusals import NotNow
from incidents import policies
from incidents.models import Case, CaseEntry
from incidents.models.entry import TALK

Instant = datetime.datetime


def write(
    case: Case, kind: str, text: str, *, by: Actor, at: Instant, happened_at: Instant | None = None, **more
) -> CaseEntry:
    """One line, for the other actions here: they have asked the policy and record the event."""
    return CaseEntry.objects.create(
        vendor_id=case.vendor_id,
        case=case,
        kind=kind,
        text=text,
        happened_at=happened_at or at,
        recorded_at=at,
        recorded_by=by.user,
        recorded_by_name=by.label,
        **more,
    )


def add(case: Case, *, kind: str, text: str, by: Actor, at: Instant, happened_at: Instant | None = None) -> CaseEntry:
    """A note, a fact, a decision or a step taken; `happened_at` may lie before now, never after.

    The same again, at once, is a second press.
    """
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    policies.check_can_work(by, case)
    _check_is_past(happened_at, at)
    last = case.entries.filter(recorded_by=by.user).last()
    if last and at - last.recorded_at < limits.SECOND_PRESS and _is_same(last, kind, text, happened_at):
        return last
    entry = write(case, kind, text, by=by, at=at, happened_at=happened_at)
    events.record("incident.entry-added", case, by=by, at=at, entry=entry, kind=kind)
    return entry


def _is_same(last: CaseEntry, kind: str, text: str, happened_at: Instant | None) -> bool:
    return (last.kind, last.text) == (kind, text) and happened_at in {None, last.happened_at}


def correct(
    entry: CaseEntry, *, text: str, because: str, by: Actor, at: Instant, happened_at: Instant | None = None
) -> CaseEntry:
    """A new line in place of this one, which stays, struck through, with the reason."""
    entry.case = Case.objects.select_for_update(no_key=True).get(pk=entry.case_id)
    policies.check_can_correct(by, entry)
    _check_is_past(happened_at, at)
    made = write(
        entry.case,
        entry.kind,
        text,
        by=by,
        at=at,
        happened_at=happened_at or entry.happened_at,
        corrects=entry,
        because=because,
    )
    events.record("incident.entry-corrected", entry.case, by=by, at=at, entry=made, corrects=entry)
    return made


def ask(case: Case, *, text: str, by: Actor, at: Instant) -> CaseEntry:
    """A question or an answer that a reporter without a name reads when they come back with their code.

    The same again is a second press.
    """
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    policies.check_can_ask(by, case)
    last = case.entries.filter(kind__in=TALK).last()
    if last and (last.kind, last.text) == ("asked", text):
        return last
    entry = write(case, "asked", text, by=by, at=at)
    events.record("incident.asked", case, by=by, at=at, entry=entry)
    return entry


def _check_is_past(happened_at: Instant | None, at: Instant) -> None:
    if happened_at is not None and happened_at > at:
        raise NotNow(_("A line tells what has happened; the moment you gave is still to come."))
