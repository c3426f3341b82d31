"""Which clauses are negotiated, how often, and how does it end? One list across all agreements."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from agreements.models import Agreement, Deviation
from agreements.models.deviation import KINDS, SIDES
from agreements.panels.deviations import tag_of
from agreements.policies.deviations import approver_words
from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View
from vendors.models import Vendor


def _state(row: Deviation) -> Cell:
    said = tag_of(row)
    return Cell(said["text"], kind="tag", tone=said["tone"], icon=said["icon"])


def _firms(viewer):
    seen = Agreement.objects.visible_to(viewer).filter(deviations__isnull=False)
    rows = Vendor.objects.visible_to(viewer).filter(pk__in=seen.values("vendor"))
    return [(str(pk), name) for pk, name in rows.order_by("name").values_list("pk", "name")]


def _clauses(viewer):
    rows = Deviation.objects.visible_to(viewer).exclude(kind="add").order_by("title").values_list("clause", "title")
    return list(dict(rows.distinct()).items())


DEVIATIONS = Listing(
    key="deviations",
    title=_l("Negotiated clauses"),
    sub=_l("Every wish for another wording, of both sides: which clauses are fought over, and how it ends."),
    rows=lambda viewer: Deviation.objects.visible_to(viewer).exclude(status="kept").select_related("agreement", "vendor", "round"),
    columns=(
        Column("title", _l("Clause"), sort="title"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("agreement", _l("Agreement"), show=lambda row: Cell(row.agreement.title, sub=row.agreement.reference), export=lambda row: row.agreement.reference),
        Column("kind", _l("Wish"), show=lambda row: row.get_kind_display(), sort="kind"),
        Column("side", _l("Of whom"), show=lambda row: row.get_side_display(), sort="side"),
        Column("status", _l("State"), show=_state, sort="status"),
        Column("sent", _l("Sent"), show="sent_at", kind="moment", sort="sent_at"),
        Column("due", _l("Answer due"), show=lambda row: row.due_on if row.is_undecided else None, kind="day", sort="due_on"),
        Column("decided", _l("Decided"), show="decided_at", kind="moment", sort="decided_at", hidden=True),
        Column("decided_by", _l("Decided by"), show="decided_by_name", hidden=True),
        Column("approver", _l("Who decides"), show=lambda row: approver_words(row.approver), hidden=True),
        Column("because", _l("Reason"), show="because", hidden=True),
        Column("decided_because", _l("Reason of the decision"), show="decided_because", hidden=True),
    ),
    sort="-sent",
    filters=(
        Choice("status", _l("State"), [each for each in Deviation.WORKFLOW.choices if each[0] != "kept"]),
        Choice("clause", _l("Clause"), choices_seen_by=_clauses),
        Choice("kind", _l("Wish"), KINDS),
        Choice("side", _l("Of whom"), SIDES),
        Choice("vendor", _l("Subcontractor"), choices_seen_by=_firms, field="vendor_id"),
        Days("sent", _l("Sent"), field="sent_at"),
    ),
    search=("title", "because", "vendor__name", "agreement__reference"),
    views=(
        View("all", _l("All")),
        View("waiting", _l("Undecided"), {"status": "open,countered"}, done=True, counted=True),
        View("agreed", _l("Accepted"), {"status": "accepted"}),
        View("refused", _l("Refused"), {"status": "refused"}),
    ),
    link=lambda row: reverse("desk_deviation", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s wish", "%(count)s wishes", "count"),
    empty=Empty(_l("Nothing was negotiated yet"), _l("Send a draft for negotiation, or deviate from a clause in a draft.")),
)  # fmt: skip
