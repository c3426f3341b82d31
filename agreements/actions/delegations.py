"""Giving a seat to somebody else: a signatory proposes it and one of us answers, or one of us replaces who has left."""

import datetime

from agreements.actions.agreements import about, lock
from agreements.models import Agreement, Delegation, Seat
from agreements.policies import agreements as policies
from agreements.policies import seats as policies_seats
from core import events
from core.actors import Actor
from core.workflow import become
from vendors.models import Person


def propose(agreement: Agreement, email: str, *, by: Actor, at: datetime.datetime, because: str) -> Delegation:
    """Somebody of the same firm instead of oneself, by their address. The same proposal again is the one that waits."""
    agreement = lock(agreement)
    seat = policies_seats.check_may_delegate(by, agreement)
    to_person = Person.objects.filter(vendor_id=agreement.vendor_id, email__iexact=email.strip()).first()
    waiting = Delegation.objects.filter(seat=seat, status="proposed").first()
    if waiting and to_person and waiting.to_person_id == to_person.pk:
        return waiting
    policies_seats.check_can_delegate(agreement, seat, to_person, waiting, at, because)
    made = Delegation.objects.create(
        agreement=agreement, vendor_id=agreement.vendor_id, seat=seat, from_person_id=by.person_id, to_person=to_person,
        because=because, asked_at=at,
    )  # fmt: skip
    events.record(
        "agreement.delegation-asked", agreement, by=by, at=at, because=because, to_person=to_person, seat=seat.number,
        **about(agreement),
    )  # fmt: skip
    return made


def approve(delegation: Delegation, *, by: Actor, at: datetime.datetime) -> Delegation:
    """The one proposed has the seat from now on, and is asked to sign."""
    agreement, delegation, seat = _held(delegation)
    policies.check_can_write(by)
    if delegation.status == "approved":
        return delegation
    policies_seats.check_can_answer(agreement, delegation, seat, at)
    policies_seats.check_can_hold(agreement, seat, delegation.to_person)
    seat.person = delegation.to_person
    seat.save(update_fields=["person"])
    owed = become(delegation, "approved", decided_at=at, decided_by=by.user)
    events.record(
        owed, agreement, by=by, at=at, because=delegation.because, from_person=delegation.from_person, to_person=delegation.to_person,
        seat=seat.number, asked=[seat.number], **about(agreement),
    )  # fmt: skip
    return delegation


def refuse(delegation: Delegation, *, by: Actor, at: datetime.datetime, because: str) -> Delegation:
    """The seat stays with the one who has it; they are told why."""
    agreement, delegation, seat = _held(delegation)
    policies.check_can_write(by)
    if delegation.status == "refused":
        return delegation
    policies_seats.check_can_answer(agreement, delegation, seat, at)
    policies_seats.check_reason(because)
    owed = become(delegation, "refused", decided_at=at, decided_by=by.user, answer=because)
    events.record(
        owed, agreement, by=by, at=at, because=because, from_person=delegation.from_person, to_person=delegation.to_person,
        seat=seat.number, **about(agreement),
    )  # fmt: skip
    return delegation


def replace(seat: Seat, holder, *, by: Actor, at: datetime.datetime, because: str) -> Seat:
    """Somebody else in the place of one who left or may not act there any more; `holder` is a Person or an account."""
    agreement = lock(seat.agreement)
    seat = Seat.objects.select_for_update(no_key=True, of=("self",)).select_related("person", "user").get(pk=seat.pk)
    policies.check_can_write(by)
    if holder in (seat.person, seat.user):
        return seat
    policies_seats.check_can_replace(agreement, seat, at, because)
    policies_seats.check_can_hold(agreement, seat, holder)
    before = seat.name
    is_person = isinstance(holder, Person)
    seat.person, seat.user = (holder, None) if is_person else (None, holder)
    seat.save(update_fields=["person", "user"])
    events.record(
        "agreement.seat-replaced", agreement, by=by, at=at, because=because, before=before, after=holder.name, seat=seat.number,
        asked=[seat.number] if seat.asked_at else [], **about(agreement),
    )  # fmt: skip
    return seat


def _held(delegation: Delegation) -> tuple[Agreement, Delegation, Seat]:
    """In the house's order: the paper, then what hangs on it."""
    agreement = lock(delegation.agreement)
    found = Delegation.objects.select_for_update(no_key=True, of=("self",))
    delegation = found.select_related("from_person", "to_person").get(pk=delegation.pk)
    return agreement, delegation, Seat.objects.select_for_update(no_key=True, of=("self",)).get(pk=delegation.seat_id)
