"""On which days does a duty fall due, and until when does it go on? Pure arithmetic on days; the caller knows the paper."""

import datetime
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from agreements.models.obligation import AT_END, EVERY, ONCE

AHEAD = datetime.timedelta(days=30)  # so long before its day it stands on the list


@dataclass(frozen=True)
class Term:
    """`last_on` None: until it is ended. `is_replaced`: another paper goes on where it ended, so nothing is wound up."""

    last_on: datetime.date | None
    secret_until: datetime.date | None
    is_replaced: bool = False


def falling(duty, term: Term, today: datetime.date) -> list[datetime.date]:
    """Every day from the first up to AHEAD of today."""
    if duty.rhythm == ONCE:
        return [duty.owed_from + datetime.timedelta(days=duty.days)]
    if duty.rhythm == AT_END:
        is_over = term.last_on is not None and term.last_on <= today and not term.is_replaced
        return [term.last_on + datetime.timedelta(days=duty.days)] if is_over and term.last_on else []
    if duty.rhythm != EVERY:
        return []
    return list(_every(duty, ends_on(duty, term), today + AHEAD))


def _every(duty, last_on: datetime.date | None, horizon: datetime.date):
    """The end of each period, and some days to hand it in; a period that began in the term is still owed."""
    place = 1
    while True:
        period = duty.owed_from + relativedelta(months=duty.months * place)
        day = period + datetime.timedelta(days=duty.days)
        if day > horizon or (last_on is not None and period > last_on + datetime.timedelta(days=1)):
            return
        yield day
        place += 1


def ends_on(duty, term: Term) -> datetime.date | None:
    """The last day of the duty; None: without a fixed end."""
    if duty.stopped_on:
        return duty.stopped_on
    if term.last_on is None or duty.outlives == "open":
        return None
    if duty.outlives == "months":
        return term.last_on + relativedelta(months=duty.outlives_months)
    return term.secret_until if duty.outlives == "secrecy" else term.last_on
