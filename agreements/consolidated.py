"""Which text of an agreement binds on a given day, and which values? Its own words and the signed amendments after it."""

import datetime
from collections.abc import Iterable

from agreements.models import Agreement, Amendment
from agreements.rendering import consolidating


def amendments(agreement: Agreement) -> list[Amendment]:
    """The signed ones, in the order in which they change the text."""
    return list(agreement.amendments.signed().select_related("paper"))


def text(
    agreement: Agreement, on: datetime.date | None = None, changed: Iterable[Amendment] | None = None
) -> list[dict]:
    """The sections on that day; without a day, after every amendment that is signed."""
    found = consolidating.sections(agreement.body)
    for amendment in until(agreement, on, changed):
        found = consolidating.applied(found, amendment.paper.body["changes"], amendment.number)
    return found


def values(agreement: Agreement, on: datetime.date | None = None, changed: Iterable[Amendment] | None = None) -> dict:
    """The drafter's values by name as they stand on that day; without a day, after every signed amendment."""
    found = dict(agreement.variables)
    for amendment in until(agreement, on, changed):
        found |= amendment.paper.body["values"]
    return found


def until(agreement, on, changed=None) -> list[Amendment]:
    rows = amendments(agreement) if changed is None else changed
    return [row for row in rows if on is None or row.paper.starts_on <= on]
