"""Which accounts do we hold? One row a year of a subcontractor, with its ratios in the file."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from core import ids
from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View
from vendors import finance_words
from vendors.finance import altman, lines, ratios
from vendors.models import Statement
from vendors.models.statement import ASSURANCE, UNITS


def _assurance(row: Statement) -> Cell:
    if row.assurance == "none":
        return Cell(_l("Neither audited nor reviewed"), kind="tag", tone="warn", icon="triangle-alert")
    return Cell(row.get_assurance_display(), kind="tag", tone="plain", icon="check")


def _score(row: Statement) -> altman.Score | None:
    return altman.of(row.kind, row.figures, row.months)


def _zone(row: Statement) -> Cell:
    score = _score(row)
    if score is None or not score.zone:
        return Cell(_l("Unknown"), kind="tag", tone="outline", icon="circle-dashed")
    text, tone, icon = finance_words.ZONES[score.zone]
    return Cell(text, kind="tag", tone=tone, icon=icon)


def _altman(row: Statement) -> str:
    score = _score(row)
    return "" if score is None or score.found.value is None else f"{score.found.value:.2f}"


def _model(row: Statement) -> str:
    score = _score(row)
    return "" if score is None else str(finance_words.MODELS[score.model.key][0])


def _line(line: str):
    return lambda row: row.amounts.get(line)


def _ratio(key: str):
    def show(row: Statement) -> str:
        rule = ratios.RATIOS[key]
        found = ratios.one(rule.work, rule.needs, row.figures, row.months)
        return "" if found.value is None else f"{found.value:.4f}"

    return show


STATEMENTS = Listing(
    key="statements",
    title=_l("Financial health"),
    sub=_l("The financial years of subcontractors, as we copied them"),
    rows=lambda viewer: Statement.objects.visible_to(viewer).current().select_related("vendor", "entered_by"),
    columns=(
        Column("subcontractor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("ends", _l("Year ended"), show="ends_on", kind="day", sort="ends_on"),
        Column("zone", _l("Altman"), show=_zone),
        Column("assurance", _l("Checked"), show=_assurance, sort="assurance"),
        Column("scope", _l("Whose"), show=lambda row: _l("Group") if row.is_consolidated else _l("Firm alone")),
        Column("currency", _l("Currency"), sort="currency"),
        Column("entered", _l("Entered"), show="known_from", kind="moment", hidden=True),
        Column("by", _l("By"), show="entered_by.name", kind="person", hidden=True),
        Column("reference", _l("Our number"), show="vendor.reference", filed=True),
        Column("months", _l("Months"), filed=True),
        Column("unit", _l("Amounts are in"), show="get_unit_display", filed=True, export=lambda row: row.get_unit_display()),
        Column("kind", _l("Kind of firm"), filed=True, export=lambda row: row.get_kind_display()),
        *(Column(line, finance_words.LINES[line][0], show=_line(line), filed=True) for line in lines.LINES),
        *(Column(key, finance_words.RATIOS[key][0], show=_ratio(key), filed=True) for key in ratios.RATIOS),
        Column("model", _l("Altman model"), show=_model, filed=True),
        Column("score", _l("Altman score"), show=_altman, filed=True),
        Column("note", _l("Note of the analyst"), filed=True),
        Column("id", _l("Id"), show=lambda row: ids.show("sub", row.vendor_id), filed=True),
    ),
    sort="-ends",
    filters=(
        Choice("assurance", _l("Checked by an auditor"), ASSURANCE),
        Choice("unit", _l("Amounts are in"), [(str(unit), label) for unit, label in UNITS]),
        Days("ends", _l("Year ended"), field="ends_on", moments=False),
    ),
    search=("vendor__name", "vendor__reference"),
    views=(View("all", _l("All")), View("unchecked", _l("Not checked by an auditor"), {"assurance": "none"})),
    link=lambda row: reverse("statement", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s year", "%(count)s years", "count"),
    empty=Empty(_l("No accounts yet"), _l("Open a subcontractor, then “Financial health” under its assessments, and copy a year from its accounts."), url="/desk/subcontractors/", action=_l("Subcontractors")),
)  # fmt: skip
