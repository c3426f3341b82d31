"""Let one person hold two things that conflict, for a time, because something else keeps the risk small.

Lock order: person, then exception, as for grants. It lapses by itself: its period ends, and the decision says no.
"""

import datetime

from access import conflicts
from access.models import Asset, ConflictException, ConflictSet, ExceptionPeriod
from access.policies import conflicts as policies
from core import events, facts
from core.actors import Actor
from core.workflow import become
from vendors.models import Person

Instant = datetime.datetime


def ask(
    person: Person,
    conflict_set: ConflictSet,
    pair: tuple[Asset, Asset],
    *,
    because: str,
    control: str,
    ends_at: Instant,
    by: Actor,
    at: Instant,
) -> ConflictException:
    """`control`: what keeps the risk small while both are held. While one waits, asking again returns it.

    Raises NotAllowed; NotNow where it ends too late, or not later than now.
    """
    policies.check_can_ask(by)
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    one, two = conflicts.in_order(pair[0].pk, pair[1].pk)
    about = {"person": person, "conflict_set": conflict_set, "asset_one_id": one, "asset_two_id": two}
    if waiting := ConflictException.objects.filter(status="asked", **about).first():
        return waiting
    policies.check_ends_in_time(ends_at, at)
    row = ConflictException.objects.create(
        vendor_id=person.vendor_id,
        because=because,
        control=control,
        ends_at=ends_at,
        asked_at=at,
        asked_by=by.user,
        **about,
    )
    events.record("exception.asked", row, by=by, at=at, because=because, control=control, ends_at=ends_at, **_said(row))
    return row


def grant(row: ConflictException, *, by: Actor, at: Instant, because: str) -> ConflictException:
    """From `at` until its end the pair is excused. Raises NotAllowed for who asked, NotNow once it is decided otherwise."""
    row = _locked(row)
    policies.check_may_decide(by, row)
    if row.status == "granted":
        return row
    policies.check_can_decide(by, row, at=at)
    owed = become(row, "granted", decided_at=at, decided_by=by.user, decided_because=because)
    facts.assert_fact(
        ExceptionPeriod,
        at=at,
        during=facts.span(at, row.ends_at),
        vendor_id=row.vendor_id,
        exception=row,
        person_id=row.person_id,
        conflict_set_id=row.conflict_set_id,
        asset_one_id=row.asset_one_id,
        asset_two_id=row.asset_two_id,
    )
    events.record(owed, row, by=by, at=at, because=because, ends_at=row.ends_at, asker=row.asked_by_id, **_said(row))
    return row


def decline(row: ConflictException, *, by: Actor, at: Instant, because: str) -> ConflictException:
    """No, with the reason. Repeating it returns the declined one."""
    row = _locked(row)
    policies.check_may_decide(by, row)
    if row.status == "declined":
        return row
    policies.check_can_decide(by, row, at=at)
    owed = become(row, "declined", decided_at=at, decided_by=by.user, decided_because=because)
    events.record(owed, row, by=by, at=at, because=because, asker=row.asked_by_id, **_said(row))
    return row


def withdraw(row: ConflictException, *, by: Actor, at: Instant) -> ConflictException:
    """Who asked takes it back."""
    row = _locked(row)
    policies.check_can_withdraw(by, row)
    if row.status == "withdrawn":
        return row
    owed = become(row, "withdrawn", ended_at=at, ended_by=by.user)
    events.record(owed, row, by=by, at=at, **_said(row))
    return row


def end(row: ConflictException, *, by: Actor, at: Instant, because: str) -> ConflictException:
    """Before its day: the pair conflicts again from `at` on. Repeating it changes nothing."""
    row = _locked(row)
    policies.check_can_end(by)
    if row.status == "ended":
        return row
    owed = become(row, "ended", ended_at=at, ended_by=by.user)
    for period in row.periods.current():
        facts.end(period, at=at)
    events.record(owed, row, by=by, at=at, because=because, asker=row.asked_by_id, **_said(row))
    return row


def _said(row: ConflictException) -> dict:
    return {"person": row.person_id, "person_name": row.person.name, "pair": row.pair}


def _locked(row: ConflictException) -> ConflictException:
    Person.objects.select_for_update(no_key=True).get(pk=row.person_id)
    return (
        ConflictException.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person", "asset_one", "asset_two", "conflict_set")
        .get(pk=row.pk)
    )
