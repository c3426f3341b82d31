"""That an agreement was broken, as we see it; and, by choice, that it counts for no access until that is put right."""

import datetime

from agreements.actions import bindings
from agreements.actions.agreements import lock
from agreements.models import Agreement, Breach, Duty
from agreements.policies.obligations import check_can_end_breach, check_can_record_breach
from core import events
from core.actors import Actor


def record(
    agreement: Agreement, *, what: str, noticed_on: datetime.date, by: Actor, at: datetime.datetime, duty: Duty | None = None,
    cure_until: datetime.date | None = None, suspends: bool = False,
) -> Breach:  # fmt: skip
    """`suspends`: from this instant the agreement opens nothing, until the breach is ended. The same words are kept once."""
    check_can_record_breach(by, agreement)
    agreement = lock(agreement)
    found = Breach.objects.filter(agreement=agreement, what=what, duty=duty, ended_at=None).first()
    if found:
        return found
    breach = Breach.objects.create(
        vendor_id=agreement.vendor_id, agreement=agreement, duty=duty, what=what, noticed_on=noticed_on, cure_until=cure_until,
        suspends=suspends, recorded_at=at, recorded_by=by.user,
    )  # fmt: skip
    bindings.settle(agreement, at=at)
    events.record(
        "breach.recorded", agreement, by=by, at=at, because=what, breach=breach.pk, duty=duty.key if duty else "", suspends=suspends,
        cure_until=cure_until, kind=agreement.kind, about=agreement.person_id,
    )  # fmt: skip
    return breach


def end(breach: Breach, *, by: Actor, at: datetime.datetime, because: str) -> Breach:
    """It was put right or settled; what it suspended opens again."""
    check_can_end_breach(by, breach, because)
    agreement = lock(breach.agreement)
    breach = Breach.objects.select_for_update(no_key=True).get(pk=breach.pk)
    if breach.ended_at is None:
        breach.ended_at, breach.ended_by, breach.ended_because = at, by.user, because
        breach.save(update_fields=["ended_at", "ended_by", "ended_because"])
        bindings.settle(agreement, at=at)
        events.record(
            "breach.ended", agreement, by=by, at=at, because=because, breach=breach.pk, suspends=breach.suspends, kind=agreement.kind,
            about=agreement.person_id,
        )  # fmt: skip
    return breach
