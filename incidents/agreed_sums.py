"""What would the agreements of the firm give for a breach like this? An indication beside a case, never a claim."""

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements import penalty_table
from agreements.models import Agreement
from agreements.penalties.working_out import Happening
from core.actors import Actor
from incidents.models import Case


def rows(case: Case, viewer: Actor) -> list[dict]:
    """For the rows component: each event of the tables that bound when it was reported, as if it happened once, for a day."""
    if case.vendor is None or not viewer.may("agreements.read"):
        return []
    found = penalty_table.indications(case.vendor, "", Happening(), at=case.reported_at)
    return [_row(paper, result) for paper, result in found]


def _row(paper: Agreement, result) -> dict:
    term = result.term
    said = {"paper": paper.reference, "number": term.number, "sum": penalty_table.sum_words(term)}
    known = result.amount is not None
    return {
        "title": penalty_table.event_words(term), "url": f"{reverse('desk_penalty', args=[paper.pk])}?event={term.event}",
        "meta": _("%(paper)s, clause %(number)s. %(sum)s") % said,
        "end": penalty_table.money(result.amount, term.currency) if known else _("Not known"),
    }  # fmt: skip
