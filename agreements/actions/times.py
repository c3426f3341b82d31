"""Until when may a paper be signed? More time for its signers, and the end of what nobody signed in time."""

import datetime

from agreements.actions.agreements import about, lock
from agreements.models import Agreement
from agreements.policies import agreements as policies
from core import events
from core.actors import Actor
from core.workflow import become


def extend(
    agreement: Agreement, sign_by: datetime.date, *, by: Actor, at: datetime.datetime, because: str
) -> Agreement:
    """A later last day to sign, with the reason, while it still waits. The same day again changes nothing."""
    agreement = lock(agreement)
    policies.check_can_write(by)
    if agreement.is_awaiting and agreement.sign_by == sign_by:
        return agreement
    policies.check_can_extend(by, agreement, sign_by, at, because)
    before, agreement.sign_by = agreement.sign_by, sign_by
    agreement.save(update_fields=["sign_by"])
    events.record(
        "agreement.extended", agreement, by=by, at=at, because=because, before=str(before or ""), sign_by=sign_by.isoformat(),
        **about(agreement),
    )  # fmt: skip
    return agreement


def lapse(agreement: Agreement, *, by: Actor, at: datetime.datetime) -> bool:
    """Write down what the clock has decided: nobody can sign it any more. False where it waits no longer, or still may."""
    agreement = lock(agreement)
    if not agreement.is_awaiting or not policies.is_too_late(agreement, at):
        return False
    owed = become(agreement, "lapsed", closed_at=at)
    events.record(owed, agreement, by=by, at=at, sign_by=agreement.sign_by.isoformat(), **about(agreement))
    return True
