"""From when until when does a certificate count, and what does a tier ask of an insurance? Pure, on values."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from dateutil.relativedelta import relativedelta

MONTHS = 12  # where a scheme names neither an end nor a rhythm: looked at again after a year


def period(scheme: dict, said: dict) -> tuple[datetime.date, datetime.date]:
    """First and last day. A scheme whose certificates bear no end runs for its rhythm from the day of issue."""
    first = said.get("valid_from") or said["issued_on"]
    return first, said.get("expires_on") or first + relativedelta(months=scheme.get("months") or MONTHS, days=-1)


@dataclass(frozen=True)
class Need:
    """One line that the tier asks for beside what is held. `gap` is what the limit lacks; None where currencies differ."""

    line: str
    limit: int
    max_deductible: int
    currency: str
    held: object = None
    gap: Decimal | None = None
    shortfalls: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        return self.held is not None and not self.shortfalls


def needs(required: dict, held: list) -> list[Need]:
    """`required` as LineCatalogue.required gives it; `held`: policies that count today (line, limit, deductible, currency)."""
    return [
        _need(line, required["currency"], [policy for policy in held if policy.line == line["line"]])
        for line in required["lines"]
    ]


def need_for(required: dict, policy) -> Need | None:
    """What the tier asks of this policy's line beside this policy alone; None where it asks for nothing."""
    asked = [line for line in required["lines"] if line["line"] == policy.line]
    return next(iter(needs({**required, "lines": asked}, [policy])), None)


def _need(line: dict, currency: str, held: list) -> Need:
    words = {
        "line": line["line"],
        "limit": line["limit"],
        "max_deductible": line["max_deductible"],
        "currency": currency,
    }
    if not held:
        return Need(**words, gap=Decimal(line["limit"]), shortfalls=("missing",))
    comparable = [policy for policy in held if policy.currency == currency]
    if not comparable:
        return Need(**words, held=held[0], shortfalls=("currency",))
    best = max(comparable, key=lambda policy: policy.limit)
    gap = max(Decimal(0), Decimal(line["limit"]) - best.limit)
    short = [
        name
        for name, is_short in [("limit", gap > 0), ("deductible", best.deductible > line["max_deductible"])]
        if is_short
    ]
    return Need(**words, held=best, gap=gap, shortfalls=tuple(short))
