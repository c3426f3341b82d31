"""What does the page of the text that binds on a day show? The same for both sides."""

import datetime

from django.utils.translation import gettext as _

from agreements import consolidated, in_force, schedules
from agreements.forms.amendments import DayForm
from agreements.models import Agreement
from agreements.rendering import consolidating, differing, terms


def page(agreement: Agreement, asked, at: datetime.datetime) -> dict:
    """`asked`: the query with `on` and `against`, both days; today where nothing fits."""
    form = DayForm(asked if asked else None)
    days = form.cleaned_data if form.is_bound and form.is_valid() else {}
    today = terms.day_of(at, agreement.zone)
    on, against = days.get("on") or today, days.get("against")
    changed = consolidated.amendments(agreement)
    text = _read(agreement, on, changed)
    before = _read(agreement, against, changed) if against else None
    return {
        "form": form, "on": on, "against": against, "binds": _binds(agreement, on), "days": _days(agreement, changed),
        "clauses": [{"section": row, "source": _source(row["source"])} for row in text],
        "differences": None if before is None else _differences(before, text),
    }  # fmt: skip


def _read(agreement: Agreement, on: datetime.date, changed) -> list[dict]:
    """The clauses, then the schedules."""
    return [*consolidated.text(agreement, on, changed), *schedules.sections(agreement, on)]


def _binds(agreement: Agreement, on: datetime.date) -> bool:
    """Whether it is in its term on that day, at least for a part of it."""
    if agreement.signed_at is None:
        return False
    begins, ends = in_force.of(agreement).binds
    return begins < terms.end_of(on, agreement.zone) and (ends is None or ends > terms.start_of(on, agreement.zone))


def _days(agreement: Agreement, changed) -> list[dict]:
    """The days on which the text changed, for a quick choice."""
    found = [{"day": agreement.starts_on, "words": _("As first signed")}]
    return found + [{"day": row.paper.starts_on, "words": _source(row.number)} for row in changed]


def _source(number: int) -> str:
    return _("Amendment %(number)s") % {"number": number} if number else _("Original text")


def _differences(before: list[dict], after: list[dict]) -> list[dict]:
    rows = consolidating.compared(before, after)
    return [
        {"section": row["section"], "rows": differing.sentences(row["before"], row["after"])}
        for row in rows
        if row["before"] != row["after"]
    ]
