"""What was heard of subcontractors from outside? One row a signal."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from core import ids
from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View
from vendors.models import Signal
from vendors.models.signal import KINDS
from vendors.panels import signals as words


def _state(row: Signal) -> Cell:
    look = words.tag(row)
    return Cell(look["text"], kind="tag", tone=look["tone"], icon=look["icon"])


def _move(row: Signal) -> str:
    """Before and after."""
    return f"{row.before['score']} → {row.after['score']}" if row.before and row.after else ""


SIGNALS = Listing(
    key="signals",
    title=_l("Signals"),
    sub=_l("News, ratings, lapsed certificates and the like, which may change what we think of a subcontractor"),
    rows=lambda viewer: Signal.objects.visible_to(viewer).select_related("vendor"),
    columns=(
        Column("kind", _l("What"), show=lambda row: Cell(row.get_kind_display(), sub=row.source), sort="kind", export=lambda row: row.get_kind_display()),
        Column("subcontractor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("state", _l("State"), show=_state, sort="status"),
        Column("score", _l("Score"), show=_move),
        Column("happened", _l("Happened"), show="happened_on", kind="day", sort="happened_on"),
        Column("recorded", _l("Recorded"), show="recorded_at", kind="moment", sort="recorded_at"),
        Column("source", _l("Source"), filed=True),
        Column("reference", _l("Reference"), filed=True),
        Column("summary", _l("What was heard"), filed=True),
        Column("address", _l("Web address"), filed=True),
        Column("because", _l("Reason"), filed=True),
        Column("of", _l("Our number of the subcontractor"), show="vendor.reference", filed=True),
        Column("id", _l("Id"), show=lambda row: ids.show("sig", row.pk), filed=True),
    ),
    sort="-recorded",
    filters=(
        Choice("state", _l("State"), Signal.WORKFLOW.choices, field="status"),
        Choice("kind", _l("What"), KINDS),
        Days("happened", _l("Happened"), field="happened_on", moments=False),
        Days("recorded", _l("Recorded"), field="recorded_at"),
    ),
    search=("vendor__name", "vendor__reference", "source", "reference", "summary"),
    views=(View("open", _l("To look at"), {"state": "open"}, done=True, counted=True), View("all", _l("All"))),
    link=lambda row: reverse("signal", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s signal", "%(count)s signals", "count"),
    empty=Empty(_l("No signal yet"), _l("Open a subcontractor, then its assessments, and record what was heard. A lapsed certificate comes here by itself."), url="/desk/subcontractors/", action=_l("Subcontractors")),
)  # fmt: skip
