"""Which risks has somebody accepted? One row an acceptance, those that count and those that are over."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from core import ids
from core.web.listing import Cell, Choice, Column, Days, Empty, Flag, Listing, View
from vendors.models import RiskAcceptance
from vendors.panels import risk_acceptances as words

LEVELS = [("4", _l("Critical")), ("3", _l("High")), ("2", _l("Medium")), ("1", _l("Low"))]


def _now(row: RiskAcceptance) -> int:
    return getattr(getattr(row.vendor, "risk", None), "level", 0)


def _state(row: RiskAcceptance) -> Cell:
    look = words.tag(row, stands=row.stands, level=_now(row))
    return Cell(look["text"], kind="tag", tone=look["tone"], icon=look["icon"])


def _risk(level, score=""):
    return Cell(level or None, kind="risk", sub=score)


ACCEPTANCES = Listing(
    key="risk-acceptances",
    title=_l("Accepted risks"),
    sub=_l("What somebody answers for with their name, until its last day"),
    rows=lambda viewer: (
        RiskAcceptance.objects.visible_to(viewer).with_standing().select_related("vendor__risk", "renews").prefetch_related("renewals")
    ),
    columns=(
        Column("subcontractor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("state", _l("State"), show=_state),
        Column("accepted", _l("Accepted"), show=lambda row: _risk(row.level, row.score), sort="level", export=lambda row: row.level),
        Column("now", _l("Level now"), show=lambda row: _risk(_now(row)), export=_now),
        Column("by", _l("By"), show="accepted_by_name", kind="person", sort="accepted_by_name"),
        Column("until", _l("Until"), show="until_on", kind="day", sort="until_on"),
        Column("at", _l("Accepted on"), show="accepted_at", kind="moment", sort="accepted_at"),
        Column("what", _l("What"), filed=True),
        Column("because", _l("Why"), filed=True),
        Column("measures", _l("What makes up for it"), filed=True),
        Column("score", _l("Score"), filed=True),
        Column("reference", _l("Our number"), show="vendor.reference", filed=True),
        Column("id", _l("Id"), show=lambda row: ids.show("sub", row.vendor_id), filed=True),
    ),
    sort="until",
    filters=(
        Flag("counts", _l("Counts"), yes=Q(stands=True)),
        Choice("level", _l("Accepted"), LEVELS),
        Days("until", _l("Until"), field="until_on", moments=False),
    ),
    search=("vendor__name", "vendor__reference", "accepted_by_name"),
    views=(View("counts", _l("Count now"), {"counts": "yes"}, counted=True), View("over", _l("Over"), {"counts": "no"}), View("all", _l("All"))),
    link=lambda row: reverse("risk_acceptance", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s acceptance", "%(count)s acceptances", "count"),
    empty=Empty(_l("Nobody has accepted a risk"), _l("Open a subcontractor, then the arithmetic of its residual risk, and accept it there."), url="/desk/subcontractors/", action=_l("Subcontractors")),
)  # fmt: skip
