"""What do the lists of agreements to many show? The acts, the firms of one, and the papers of one act of signing."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from agreements.models import BulkIssue, BulkLine, BulkSignature
from core.web.listing import Cell, Choice, Column, Empty, Listing, View
from vendors import places

RUN_LOOKS = {
    "composing": ("", "pencil"), "checking": ("info", "circle-dot"), "checked": ("info", "clock"), "running": ("info", "circle-dot"),
    "done": ("plain", "check"), "discarded": ("plain", "minus"),
}  # fmt: skip
LINE_LOOKS = {
    "waiting": ("", "circle-dashed"), "ready": ("plain", "check"), "warns": ("warn", "triangle-alert"), "stops": ("danger", "circle-x"),
    "issued": ("ok", "check"), "left_out": ("danger", "circle-x"),
}  # fmt: skip
SIGNED_LOOKS = {"waiting": ("info", "clock"), "signed": ("ok", "check"), "refused": ("danger", "circle-x")}


def _tag(row, looks: dict) -> Cell:
    tone, icon = looks[row.status]
    return Cell(row.get_status_display(), kind="tag", tone=tone, icon=icon)


def _why(line: BulkLine) -> str:
    return line.left_because or " ".join(row["message"] for row in line.problems)


def _notes(line: BulkLine) -> list[dict]:
    """What stops stands first, each in a line of its own."""
    if line.left_because:
        return [{"label": "", "text": line.left_because}]
    rows = sorted(line.problems, key=lambda row: row["kind"] == "warn")
    return [{"label": _("Warns") if row["kind"] == "warn" else _("Stops"), "text": row["message"]} for row in rows]


def _paper(line: BulkLine) -> Cell:
    if line.agreement is None:
        return Cell(None)
    return Cell(line.agreement.get_status_display(), sub=line.agreement.reference)


BULKS = Listing(
    key="bulk_issues",
    title=_l("Agreements to many"),
    sub=_l("One agreement issued to many subcontractors as one act, and what became of it at each."),
    rows=lambda viewer: BulkIssue.objects.visible_to(viewer).exclude(status="discarded").select_related("template", "user"),
    columns=(
        Column("title", _l("Agreement"), show=str),
        Column("status", _l("State"), show=lambda run: _tag(run, RUN_LOOKS), sort="status"),
        Column("by", _l("By"), show="user.name", kind="person", sort="user__name"),
        Column("begun", _l("Begun"), show="created_at", kind="moment", sort="created_at"),
        Column("finished", _l("Issued"), show="finished_at", kind="moment", sort="finished_at"),
    ),
    sort="-begun",
    filters=(Choice("status", _l("State"), [row for row in BulkIssue.WORKFLOW.choices if row[0] != "discarded"]),),
    search=("template__title", "user__name"),
    views=(View("all", _l("All")), View("open", _l("Not issued yet"), {"status": "composing,checking,checked"}, done=True, counted=True)),
    link=lambda run: reverse("desk_bulk", args=[run.pk]),
    count_as=ngettext_lazy("%(count)s act", "%(count)s acts", "count"),
    empty=Empty(
        _l("Nothing went to many yet"), _l("Tick subcontractors in their list and choose “Send an agreement”."),
        url="/desk/subcontractors/", action=_l("Choose subcontractors"), rights=("agreements.write",),
    ),
)  # fmt: skip
LINES = Listing(
    key="bulk_issue_firms",
    title=_l("The firms"),
    rows=lambda viewer: BulkLine.objects.visible_to(viewer).select_related("vendor", "agreement").defer("agreement__html", "agreement__body"),
    columns=(
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("status", _l("State"), show=lambda line: _tag(line, LINE_LOOKS), sort="status"),
        Column("why", _l("What stops, warns or left it out"), show=_notes, kind="notes", export=_why),
        Column("law", _l("Law"), show=lambda line: places.name_of(line.jurisdiction), sort="jurisdiction"),
        Column("agreement", _l("Its agreement now"), show=_paper, export=lambda line: line.agreement and line.agreement.get_status_display()),
        Column("agreement_number", _l("Agreement"), show=lambda line: line.agreement and line.agreement.reference, filed=True),
        Column("number", _l("Our number of the subcontractor"), show="vendor.reference", filed=True),
    ),
    sort="vendor",
    filters=(Choice("status", _l("State"), BulkLine.STATES),),
    search=("vendor__name", "vendor__reference"),
    views=(
        View("all", _l("All")),
        View("stops", _l("Stopped"), {"status": "stops"}, done=True, counted=True),
        View("warns", _l("Warning"), {"status": "warns"}, done=True, counted=True),
        View("issued", _l("Issued"), {"status": "issued"}, counted=True),
        View("left", _l("Left out"), {"status": "left_out"}, done=True, counted=True),
    ),
    link=lambda line: (
        reverse("desk_agreement", args=[line.agreement_id]) if line.agreement_id else reverse("desk_bulk_firm", args=[line.run_id, line.vendor_id])
    ),
    count_as=ngettext_lazy("%(count)s firm", "%(count)s firms", "count"),
)  # fmt: skip
SIGNATURES = Listing(
    key="bulk_signatures",
    title=_l("What was signed"),
    rows=lambda viewer: (
        BulkSignature.objects.visible_to(viewer).select_related("vendor", "agreement").defer("agreement__html", "agreement__body", "agreement__variables")
    ),
    columns=(
        Column("title", _l("Agreement"), show="agreement.title", sort="agreement__title"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("status", _l("State"), show=lambda line: _tag(line, SIGNED_LOOKS), sort="status"),
        Column("why", _l("Why not"), show="because"),
        Column("sha256", _l("Fingerprint of the text (SHA-256)"), show="document_sha256", kind="id"),
        Column("number", _l("Reference"), show="agreement.reference", filed=True),
    ),
    sort="vendor",
    filters=(Choice("status", _l("State"), BulkSignature.STATES),),
    search=("vendor__name", "agreement__title", "agreement__reference"),
    views=(View("all", _l("All")), View("refused", _l("Not signed"), {"status": "refused"}, done=True, counted=True)),
    link=lambda line: reverse("desk_agreement", args=[line.agreement_id]),
    count_as=ngettext_lazy("%(count)s agreement", "%(count)s agreements", "count"),
)  # fmt: skip
