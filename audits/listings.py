"""Which audits and findings are there? Filter, order and age of each list."""

from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from audits.models import Audit, Finding
from audits.models.finding import KINDS, SEVERITIES
from core.web.listing import Cell, Choice, Column, Days, Empty, Flag, Listing, View

AUDIT_TONES = {
    "planned": ("info", "calendar"),
    "under_way": ("warn", "clock"),
    "reported": ("plain", "file-text"),
    "closed": ("ok", "check"),
    "cancelled": ("", "ban"),
}
TONES = {
    "open": ("danger", "circle-x"),
    "plan_submitted": ("info", "clock"),
    "plan_accepted": ("warn", "clock"),
    "evidence_submitted": ("info", "file-text"),
    "verified": ("ok", "check"),
    "noted": ("plain", "check"),
    "risk_accepted": ("warn", "shield-alert"),
}
SEVERITY_TONES = {"critical": "danger", "high": "high", "medium": "warn", "low": "plain", "observation": "outline"}


def state_of(row) -> dict:
    """The tag of an audit or a finding."""
    tone, icon = (AUDIT_TONES if isinstance(row, Audit) else TONES)[row.status]
    return {"tone": tone, "text": row.get_status_display(), "icon": icon}


def _cell(row) -> Cell:
    state = state_of(row)
    return Cell(state["text"], kind="tag", tone=state["tone"], icon=state["icon"])


AUDITS = Listing(
    key="audits",
    title=_l("Audits"),
    rows=lambda viewer: Audit.objects.visible_to(viewer).select_related("vendor", "lead"),
    columns=(
        Column("reference", _l("Audit"), kind="id", sort="reference"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("planned", _l("Day"), show="planned_on", kind="day", sort="planned_on"),
        Column("lead", _l("Lead"), show="lead.name", kind="person"),
        Column("state", _l("State"), show=_cell, sort="status"),
    ),
    sort="-planned",
    filters=(
        Choice("state", _l("State"), Audit.WORKFLOW.choices, field="status"),
        Days("day", _l("Day"), field="planned_on", moments=False),
    ),
    search=("reference", "vendor__name", "lead__name", "scope"),
    views=(
        View("all", _l("All")),
        View("ahead", _l("Ahead"), {"state": "planned"}, counted=True),
        View("under_way", _l("Under way"), {"state": "under_way,reported"}, counted=True),
    ),
    link=lambda audit: reverse("audit", args=[audit.pk]),
    count_as=ngettext_lazy("%(count)s audit", "%(count)s audits", "count"),
    empty=Empty(
        _l("No audit yet"),
        _l("Plan the first one from the programme."),
        url="/desk/audits/new/",
        action=_l("Plan an audit"),
        rights=("audits.write",),
    ),
    can_export=True,
)
FINDINGS = Listing(
    key="findings",
    title=_l("Findings"),
    rows=lambda viewer: Finding.objects.visible_to(viewer).select_related("vendor", "audit", "owner"),
    columns=(
        Column("title", _l("Finding"), show=lambda row: Cell(row.title, sub=row.reference), sort="title"),
        Column("reference", _l("Reference"), filed=True),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("kind", _l("Kind"), show=lambda row: row.get_kind_display(), sort="kind"),
        Column(
            "severity",
            _l("Severity"),
            show=lambda row: Cell(row.get_severity_display(), kind="tag", tone=SEVERITY_TONES[row.severity]),
        ),
        Column("state", _l("State"), show=_cell, sort="status"),
        Column("recorded", _l("Recorded"), show="recorded_at", kind="moment", sort="recorded_at"),
        Column("due", _l("Due"), show="due_on", kind="day", sort="due_on"),
        Column("owner", _l("Owner"), show="owner.name", kind="person", hidden=True),
    ),
    sort="due",
    filters=(
        Choice("state", _l("State"), Finding.WORKFLOW.choices, field="status"),
        Choice("kind", _l("Kind"), KINDS),
        Choice("severity", _l("Severity"), SEVERITIES),
        Flag("overdue", _l("Overdue"), yes=Q(due_on__lt=Now(), status__in=Finding.UNSETTLED)),
        Days("due", _l("Due"), field="due_on", moments=False),
    ),
    search=("reference", "title", "vendor__name", "requirement"),
    views=(
        View("all", _l("All")),
        View("unsettled", _l("Not settled"), {"state": ",".join(Finding.UNSETTLED)}, counted=True),
        View("yours", _l("To review"), {"state": "plan_submitted,evidence_submitted"}, counted=True, done=True),
    ),
    link=lambda finding: reverse("finding", args=[finding.pk]),
    count_as=ngettext_lazy("%(count)s finding", "%(count)s findings", "count"),
    empty=Empty(_l("No finding yet"), _l("Findings are recorded in an audit.")),
    can_export=True,
)
