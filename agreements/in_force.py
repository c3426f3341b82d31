"""From when until when does a paper bind, and the secrecy that it promises, as things stand now?"""

import datetime
from dataclasses import dataclass

from agreements import consolidated, due_days
from agreements.models import INFORMATION, TRADE_SECRETS, Agreement
from agreements.models.elsewhere import NO_SECRECY
from agreements.rendering import terms

# Clauses that keep trade secrets as long as they are secret, whatever the years that they name for the rest.
WITHOUT_END = {"secrecy-term", "worker-duty"}

SECOND = datetime.timedelta(seconds=1)

Span = tuple[datetime.datetime, datetime.datetime | None]


@dataclass(frozen=True)
class Validity:
    """Half-open spans of instants; None is without end. `until`: the last day, in the agreement's own zone."""

    binds: Span
    until: datetime.date | None
    secrecy: dict[str, Span]


def of(agreement: Agreement) -> Validity:
    """For one that everybody has signed."""
    begins = begins_at(agreement)
    until, ends = _end(agreement)
    secret_until = _secret_until(agreement, until)
    secrecy = {INFORMATION: (begins, terms.end_of(secret_until, agreement.zone) if secret_until else None)}
    if agreement.variables.get("secrecy") == NO_SECRECY:
        secrecy = {}
    if WITHOUT_END & {section["key"] for section in consolidated.text(agreement) if not section["is_struck"]}:
        secrecy[TRADE_SECRETS] = (begins, None)
    return Validity((begins, ends), until, secrecy)


def is_suspended(agreement: Agreement) -> bool:
    """A breach that suspends it is open."""
    return agreement.breaches.filter(suspends=True, ended_at=None).exists()


def days(agreement: Agreement) -> due_days.Term:
    """Its last day and that of secrecy, and whether another paper goes on where it ended."""
    until, _ends = _end(agreement)
    is_replaced = agreement.successors.exclude(signed_at=None).exists()
    return due_days.Term(until, _secret_until(agreement, until), is_replaced)


def _secret_until(agreement: Agreement, until: datetime.date | None) -> datetime.date | None:
    """Counted from the end of the paper; the file of one that was signed elsewhere names a day, or none."""
    if agreement.is_from_elsewhere:
        return agreement.secret_until
    return terms.after_end(until, consolidated.values(agreement))


def _end(agreement: Agreement) -> tuple[datetime.date | None, datetime.datetime | None]:
    """The last day and the instant of the end: of the term, as amended, or of what ended it before."""
    until = _term(agreement)
    ends = terms.end_of(until, agreement.zone) if until else None
    for moment in [_closed(agreement), *(begins_at(row) for row in agreement.successors.exclude(signed_at=None))]:
        if moment and (ends is None or moment < ends):
            until, ends = terms.day_of(moment - SECOND, agreement.zone), moment
    return until, ends


def _closed(agreement: Agreement) -> datetime.datetime | None:
    """When whoever ended it early wanted it to end."""
    if agreement.status != "terminated":
        return None
    return terms.end_of(agreement.notice_until, agreement.zone) if agreement.notice_until else agreement.closed_at


def begins_at(agreement: Agreement) -> datetime.datetime:
    """When one that everybody has signed begins to bind."""
    return max(agreement.signed_at, terms.start_of(agreement.starts_on, agreement.zone))  # type: ignore[type-var,return-value]


def _term(agreement: Agreement) -> datetime.date | None:
    values = consolidated.values(agreement)
    if values.get("term_months") == agreement.variables.get("term_months"):
        return agreement.ends_on
    starts_on = agreement.starts_on
    return terms.term({**values, "effective_on": starts_on}, starts_on)[1]
