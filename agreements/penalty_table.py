"""Which agreed sums bind on a day, and what would they give for an event? Asked by the record, and by whoever deals with incidents."""

import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from agreements import consolidated
from agreements.models import Agreement, BindingFact, PenaltyTerm
from agreements.models.penalty import EVENTS, FORMULAS
from agreements.penalties.working_out import PERCENT, Happening, Result, Term, work_out
from agreements.rendering import wording
from vendors.models import Vendor


def drafted(agreement: Agreement, titles: dict[str, str]) -> list[dict]:
    """The rows of a draft as its text freezes them, amounts as strings. `titles`: of the clauses that it has, by key."""
    rows = PenaltyTerm.objects.filter(agreement=agreement)
    return [{**_row(term), "clause_words": titles.get(term.clause, term.clause)} for term in rows]


def in_force(agreement: Agreement, on: datetime.date | None = None) -> list[Term]:
    """The table of that day: the latest that an amendment set anew, else the one that was first signed."""
    bodies = [agreement.body, *(row.paper.body for row in consolidated.until(agreement, on))]
    rows: list[dict] = next((body["penalties"] for body in reversed(bodies) if body.get("penalties")), [])
    numbers = {section["key"]: str(section["number"]) for section in consolidated.text(agreement, on)}
    return [_term(row, numbers) for row in rows]


def indications(
    vendor: Vendor, event: str, happening: Happening, *, at: datetime.datetime
) -> list[tuple[Agreement, Result]]:
    """For an incident: what each agreement that bound the firm at that moment would give for the event; "" for each event."""
    bound = BindingFact.objects.current().holding(at).filter(vendor=vendor, person=None).values("source_id")
    papers = Agreement.objects.filter(pk__in=bound).order_by("-signed_at")
    return [
        (paper, work_out(term, happening))
        for paper in papers
        for term in in_force(paper, at.date())
        if event in ("", term.event)
    ]


def said(result: Result) -> list[str]:
    """The arithmetic, a line a step."""
    lines = [_STEPS[step.kind](step, result.term.currency) for step in result.steps]
    return lines if result.amount is not None else [_("Not known: the pay of a year, of which the sum is a share.")]


def event_words(term: Term) -> str:
    return str(dict(EVENTS).get(term.event, term.event))


def sum_words(term: Term) -> str:
    """The sum with its formula, for one line."""
    amount = f"{wording.say_number(term.amount)} %" if term.formula == PERCENT else money(term.amount, term.currency)
    return f"{amount}: {str(dict(FORMULAS)[term.formula]).lower()}"


def _row(term: PenaltyTerm) -> dict:
    return {
        "event": term.event, "formula": term.formula, "amount": str(term.amount), "currency": term.currency, "clause": term.clause,
        "cap_event": _plain(term.cap_event), "cap_year": _plain(term.cap_year), "cure_days": term.cure_days,
        "event_words": str(term.get_event_display()), "formula_words": str(term.get_formula_display()),
    }  # fmt: skip


def _term(row: dict, numbers: dict) -> Term:
    return Term(
        event=row["event"], formula=row["formula"], amount=Decimal(row["amount"]), currency=row["currency"], clause=row["clause"],
        number=numbers.get(row["clause"], ""), cap_event=_decimal(row["cap_event"]), cap_year=_decimal(row["cap_year"]),
        cure_days=row["cure_days"],
    )  # fmt: skip


def _plain(value) -> str | None:
    return None if value is None else str(value)


def _decimal(value) -> Decimal | None:
    return None if value is None else Decimal(value)


def money(value: Decimal, currency: str) -> str:
    return f"{currency} {wording.say_number(value)}"


_STEPS = {
    "cured": lambda step, c: _("Put right in time: nothing is due"),
    "fixed": lambda step, c: _("A fixed sum: %(sum)s") % {"sum": money(step.amount, c)},
    "per_day": lambda step, c: _("%(each)s for each of %(count)s days = %(sum)s") % _times(step, c),
    "per_item": lambda step, c: _("%(each)s for each of %(count)s = %(sum)s") % _times(step, c),
    "percent_of_fee": lambda step, c: (
        _("%(share)s %% of %(fee)s = %(sum)s")
        % {"share": wording.say_number(step.numbers[0]), "fee": money(step.numbers[1], c), "sum": money(step.amount, c)}
    ),
    "cap_event": lambda step, c: _("Not more than %(cap)s for one event") % {"cap": money(step.amount, c)},
    "cap_year": lambda step, c: (
        _("Not more than %(cap)s in a year, of which %(spent)s are spent: %(sum)s")
        % {"cap": money(step.numbers[0], c), "spent": money(step.numbers[1], c), "sum": money(step.amount, c)}
    ),
}


def _times(step, currency: str) -> dict:
    return {"each": money(step.numbers[0], currency), "count": step.numbers[1], "sum": money(step.amount, currency)}
