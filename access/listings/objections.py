"""What do firms object to? The list of the desk and its files."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from access.models import Objection
from access.models.objection import KINDS, OUTCOMES
from access.panels.objections import state_of
from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View


def _state(row) -> Cell:
    look = state_of(row)
    return Cell(look["text"], kind="tag", tone=look["tone"], icon=look["icon"])


def _where_one(value: str):
    return Q(answer=None) if value == "waiting" else Q(answer__outcome=value)


OBJECTIONS = Listing(
    key="objections",
    title=_l("Objections"),
    rows=lambda viewer: Objection.objects.visible_to(viewer).select_related("vendor", "answer__given_by"),
    columns=(
        Column("about", _l("About"), show="about", sort="about"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("kind", _l("Against"), show=lambda row: row.get_kind_display(), sort="kind"),
        Column("state", _l("State"), show=_state),
        Column("due", _l("Answer by"), show="due_on", kind="day", sort="due_on"),
        Column("lodged", _l("Came"), show="lodged_at", kind="moment", sort="lodged_at"),
        Column("by", _l("Answered by"), show=lambda row: "" if row.is_open else row.answer.given_by.name, kind="person"),
    ),
    sort="due",
    filters=(
        Choice("state", _l("State"), [("waiting", _l("Waiting for an answer")), *OUTCOMES], where_one=_where_one),
        Choice("kind", _l("Against"), KINDS),
        Days("due", _l("Answer by"), field="due_on", moments=False),
    ),
    search=("about", "vendor__name"),
    views=(
        View("all", _l("All")),
        View("waiting", _l("To answer"), {"state": "waiting"}, done=True, counted=True),
    ),
    link=lambda row: reverse("objection", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s objection", "%(count)s objections", "count"),
    empty=Empty(_l("No objections"), _l("A subcontractor objects in the portal, beside what it objects to.")),
    can_export=True,
)  # fmt: skip
