"""The table of agreed sums of a draft. Once it is issued the text has frozen it, and nothing here changes it."""

import datetime
from decimal import Decimal

from agreements.actions.agreements import about, lock
from agreements.models import Agreement, PenaltyTerm
from agreements.policies import agreements as policies
from core import events
from core.actors import Actor


def set_term(
    agreement: Agreement, *, event: str, formula: str, amount: Decimal, currency: str, clause: str, by: Actor, at: datetime.datetime,
    cap_event: Decimal | None = None, cap_year: Decimal | None = None, cure_days: int = 0,
) -> PenaltyTerm:  # fmt: skip
    """The sum for one kind of event; one that is there for it is replaced."""
    policies.check_can_write(by)
    agreement = lock(agreement)
    policies.check_is_draft(agreement)
    said = {
        "formula": formula, "amount": amount, "currency": currency, "clause": clause, "cap_event": cap_event, "cap_year": cap_year,
        "cure_days": cure_days,
    }  # fmt: skip
    found = PenaltyTerm.objects.filter(agreement=agreement, event=event).first()
    if found and all(getattr(found, name) == value for name, value in said.items()):
        return found
    term, _made = PenaltyTerm.objects.update_or_create(
        agreement=agreement, event=event, defaults={**said, "vendor_id": agreement.vendor_id}
    )
    events.record("penalty.set", agreement, by=by, at=at, breach=event, **said, **about(agreement))
    return term


def drop_term(agreement: Agreement, event: str, *, by: Actor, at: datetime.datetime) -> None:
    policies.check_can_write(by)
    agreement = lock(agreement)
    policies.check_is_draft(agreement)
    gone, _rows = PenaltyTerm.objects.filter(agreement=agreement, event=event).delete()
    if gone:
        events.record("penalty.dropped", agreement, by=by, at=at, breach=event, **about(agreement))
