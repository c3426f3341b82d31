"""Laying the table of a paper: who approves, signs, witnesses and gets a copy, and whom to ask now."""

import datetime

from agreements import table
from agreements.models import Agreement, Seat
from agreements.policies import agreements as policies
from agreements.table import Place


def lay(agreement: Agreement, places: list[Place] | None, *, at: datetime.datetime) -> list[int]:
    """For the action that issues: keep the seats and ask the first. Returns the numbers of those who are asked."""
    places = table.usual(agreement) if places is None else sorted(places, key=lambda place: place.position)
    policies.check_seats(agreement, places)
    for number, place in enumerate(places, start=1):
        Seat.objects.create(
            agreement=agreement, vendor_id=agreement.vendor_id, number=number, position=place.position, role=place.role,
            person=place.person, user=place.user,
        )  # fmt: skip
    return ask(agreement, at=at)


def ask(agreement: Agreement, *, at: datetime.datetime) -> list[int]:
    """Note who is asked from now on; the numbers of the seats that were not asked before."""
    asked = [seat for seat in table.turn(agreement) if seat.asked_at is None]
    for seat in asked:
        seat.asked_at = at
        seat.save(update_fields=["asked_at"])
    return [seat.number for seat in asked]
