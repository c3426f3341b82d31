"""Which lists does due diligence have? Declared once; pages and exports read the same."""

from django.db.models import Case, Q, Value, When
from django.db.models.functions import Now, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View
from vendors import business_days
from vendors.models import TIERS, Assessment, Certificate, InsurancePolicy, Screening
from vendors.panels import dd_words


def _state(row) -> Cell:
    look = dd_words.tag(row)
    return Cell(look["text"], kind="tag", tone=look["tone"], icon=look["icon"])


def _firm(row) -> Cell:
    return Cell(row.vendor.name, kind="company", sub=row.vendor.work)


ASSESSMENTS = Listing(
    key="assessments",
    title=_l("Assessments"),
    rows=lambda viewer: Assessment.objects.visible_to(viewer).select_related("vendor").defer("questions"),
    columns=(
        Column("vendor", _l("Subcontractor"), show=_firm, sort="vendor__name", export=lambda row: row.vendor.name),
        Column("reference", _l("Reference"), kind="id", sort="reference"),
        Column("tier", _l("Tier"), show=lambda row: row.get_tier_display(), sort="tier"),
        Column("status", _l("State"), show=_state, sort="status"),
        Column("round", _l("Version"), kind="number", sort="round"),
        Column("due", _l("Due"), show="due_on", kind="day", sort="due_on"),
        Column("sent", _l("Sent to them"), show="sent_at", kind="moment", sort="sent_at"),
        Column("submitted", _l("Answered"), show="submitted_at", kind="moment", sort="submitted_at"),
    ),
    sort="-sent",
    filters=(
        Choice("status", _l("State"), Assessment.WORKFLOW.choices),
        Choice("tier", _l("Tier"), TIERS),
        Days("due", _l("Due"), field="due_on", moments=False),
    ),
    search=("vendor__name", "reference"),
    views=(
        View("all", _l("All")),
        View("check", _l("To check"), {"status": "submitted"}, done=True, counted=True),
        View("waiting", _l("With the subcontractor"), {"status": "sent,in_progress,returned"}),
    ),
    link=lambda row: reverse("assessment", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s questionnaire", "%(count)s questionnaires", "count"),
    empty=Empty(_l("No questionnaire yet"), _l("Open a subcontractor and send the one of its tier."), url="/desk/subcontractors/", action=_l("Subcontractors")),
    can_export=True,
)  # fmt: skip


def _ended() -> Q:
    """Its last day, in the organisation's zone, is over by the database's time."""
    return Q(valid_until__lt=TruncDate(Now(), tzinfo=business_days.zone()))


def _of_state(value: str) -> Q:
    """ "Accepted" counts today; what is accepted and over is "expired", which nothing stores."""
    if value == "expired":
        return Q(status="accepted") & _ended()
    return Q(status=value) & ~_ended() if value == "accepted" else Q(status=value)


def _shown_state(row) -> Cell:
    look = dd_words.EXPIRED if row.is_expired else dd_words.tag(row)
    return Cell(look["text"], kind="tag", tone=look["tone"], icon=look["icon"])


def _evidence(key, title, model, kind, name, number, count_as) -> Listing:
    return Listing(
        key=key,
        title=title,
        rows=lambda viewer: (
            model.objects.visible_to(viewer)
            .select_related("vendor")
            .annotate(is_expired=Case(When(_of_state("expired"), then=Value(True)), default=Value(False)))
        ),
        columns=(
            Column("name", _l("Document"), show=name, sort=name),
            Column("reference", _l("Reference"), kind="id", sort="reference"),
            Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
            Column("number", number, kind="id"),
            Column("status", _l("State"), show=_shown_state, sort="status"),
            Column("from", _l("Valid from"), show="valid_from", kind="day", sort="valid_from"),
            Column("until", _l("Valid until"), show="valid_until", kind="day", sort="valid_until"),
            Column("uploaded", _l("Uploaded"), show="uploaded_at", kind="moment", sort="uploaded_at"),
        ),
        sort="until",
        filters=(
            Choice("status", _l("State"), [*model.WORKFLOW.choices, ("expired", _l("Expired"))], where_one=_of_state),
            Days("until", _l("Valid until"), field="valid_until", moments=False),
        ),
        search=(name, "reference", "vendor__name", "number"),
        views=(
            View("all", _l("All")),
            View("check", _l("To check"), {"status": "uploaded"}, done=True, counted=True),
            View("accepted", _l("Accepted"), {"status": "accepted"}),
            View("expired", _l("Expired"), {"status": "expired"}, done=True, counted=True),
        ),
        link=lambda row: reverse("evidence_review", args=[kind, row.pk]),
        count_as=count_as,
        empty=Empty(_l("Nothing uploaded yet"), _l("Subcontractors upload here what their tier demands.")),
        can_export=True,
    )  # fmt: skip


CERTIFICATES = _evidence(
    "certificates", _l("Certificates"), Certificate, "certificates", "scheme_name", _l("Number"),
    ngettext_lazy("%(count)s certificate", "%(count)s certificates", "count"),
)  # fmt: skip
INSURANCE = _evidence(
    "insurance", _l("Insurance"), InsurancePolicy, "insurance", "line_name", _l("Policy"),
    ngettext_lazy("%(count)s policy", "%(count)s policies", "count"),
)  # fmt: skip
SCREENINGS = Listing(
    key="screenings",
    title=_l("Screening"),
    rows=lambda viewer: Screening.objects.visible_to(viewer).select_related("vendor", "proposed_by", "decided_by"),
    columns=(
        Column("vendor", _l("Subcontractor"), show=_firm, sort="vendor__name", export=lambda row: row.vendor.name),
        Column("status", _l("State"), show=_state, sort="status"),
        Column("opened", _l("Opened"), show="opened_at", kind="moment", sort="opened_at"),
        Column("by", _l("Screened by"), show=lambda row: row.proposed_by.name if row.proposed_by else "", kind="person"),
        Column("decider", _l("Decided by"), show=lambda row: row.decided_by.name if row.decided_by else "", kind="person"),
        Column("until", _l("Review by"), show="valid_until", kind="day", sort="valid_until"),
    ),
    sort="-opened",
    filters=(Choice("status", _l("State"), Screening.WORKFLOW.choices), Days("until", _l("Review by"), field="valid_until", moments=False)),
    search=("vendor__name",),
    views=(
        View("all", _l("All")),
        View("decide", _l("To decide"), {"status": "proposed"}, done=True, counted=True),
        View("recording", _l("Being recorded"), {"status": "recording"}),
    ),
    link=lambda row: reverse("screening", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s screening", "%(count)s screenings", "count"),
    empty=Empty(_l("No screening yet"), _l("Open a subcontractor and begin one."), url="/desk/subcontractors/", action=_l("Subcontractors")),
    can_export=True,
)  # fmt: skip
