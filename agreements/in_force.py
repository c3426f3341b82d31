"""From when until when does a paper bind, and the secrecy that it promises, as things stand now?"""

import datetime
from dataclasses import dataclass

from agreements.models import INFORMATION, TRADE_SECRETS, Agreement
from agreements.rendering import terms

# Clauses that keep trade secrets as long as they are secret, whatever the years that they name for the rest.
WITHOUT_END = {"secrecy-term", "worker-duty"}

Span = tuple[datetime.datetime, datetime.datetime | None]


@dataclass(frozen=True)
class Validity:
    """Half-open spans of instants; None is without end. `until`: the last day, in the agreement's own zone."""

    binds: Span
    until: datetime.date | None
    secrecy: dict[str, Span]


def of(agreement: Agreement) -> Validity:
    """For one that everybody has signed."""
    begins = max(agreement.signed_at, terms.start_of(agreement.starts_on, agreement.zone))  # type: ignore[type-var]
    until, ends = _end(agreement)
    secret_until = terms.after_end(until, agreement.variables)
    secrecy = {INFORMATION: (begins, terms.end_of(secret_until, agreement.zone) if secret_until else None)}
    if WITHOUT_END & {section["key"] for section in agreement.body.get("sections", [])}:
        secrecy[TRADE_SECRETS] = (begins, None)
    return Validity((begins, ends), until, secrecy)


def _end(agreement: Agreement) -> tuple[datetime.date | None, datetime.datetime | None]:
    """The last day and the instant of the end: of the term, or of whoever ended it before."""
    until = agreement.ends_on
    ends = terms.end_of(until, agreement.zone) if until else None
    closed = agreement.closed_at if agreement.status == "terminated" else None
    if closed and (ends is None or closed < ends):
        return terms.day_of(closed, agreement.zone), closed
    return until, ends
