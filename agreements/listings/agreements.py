"""What do the lists of this app show? Columns, filters, views."""

from django.db.models import BooleanField, DateField, ExpressionWrapper, Q
from django.db.models.functions import Cast, Now
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from agreements.models import AMENDMENT, AWAITING, OPEN, Agreement, Obligation
from agreements.models.obligation import SIDES
from agreements.states import of_status, over
from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View
from vendors import places

OVER = Q(status="signed", binds_until__lt=Cast(Now(), DateField())) & ~Q(template_key__startswith=AMENDMENT)


def _over(value: str) -> Q:
    return OVER if value == "yes" else ~OVER


def _agreements(viewer):
    """The day of the database says which are over."""
    rows = Agreement.objects.visible_to(viewer).select_related("vendor", "person").defer("html", "body", "variables")
    return rows.annotate(has_ended=ExpressionWrapper(OVER, BooleanField()))


def _state(agreement):
    said = over() if agreement.has_ended else of_status(agreement)
    return Cell(said["text"], kind="tag", tone=said["tone"], icon=said["icon"])


def _end(agreement: Agreement) -> Cell:
    """An agreement in force without a last day runs until somebody ends it."""
    if agreement.binds_until is None and agreement.status == "signed":
        return Cell(_("Until it is ended"))
    return Cell(agreement.binds_until, kind="day", label=_("Ends"))


def address(agreement: Agreement) -> str:
    """The page on which work on it goes on."""
    pages = {"draft": "desk_draft", "negotiating": "desk_negotiation"}
    return reverse(pages.get(agreement.status, "desk_agreement"), args=[agreement.pk])


def _elsewhere(value: str) -> Q:
    return Q(is_from_elsewhere=value == "yes")


AGREEMENTS = Listing(
    key="agreements",
    title=_l("Agreements"),
    rows=_agreements,
    columns=(
        Column("title", _l("Agreement"), sort="title"),
        Column("reference", _l("Reference"), kind="id", sort="reference"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("person", _l("Worker"), show="person.name", kind="person"),
        Column("status", _l("State"), show=_state, sort="status"),
        Column("issued", _l("Issued"), show="issued_at", kind="moment", sort="issued_at"),
        Column("ends", _l("Ends"), show=_end, sort="binds_until", export=lambda agreement: agreement.binds_until),
        Column("origin", _l("Signed"), show=lambda agreement: _("Elsewhere") if agreement.is_from_elsewhere else _("Here")),
        Column("jurisdiction", _l("Law"), show=lambda agreement: places.name_of(agreement.jurisdiction), sort="jurisdiction", hidden=True),
    ),
    sort="-reference",
    filters=(
        Choice("status", _l("State"), Agreement.WORKFLOW.choices),
        Choice("kind", _l("Kind"), [("agreement", _l("Agreement")), ("undertaking", _l("Own undertaking"))]),
        Choice("origin", _l("Signed"), [("no", _l("Here")), ("yes", _l("Elsewhere"))], where_one=_elsewhere),
        Choice("over", _l("Over"), [("yes", _l("Yes")), ("no", _l("No"))], where_one=_over),
        Days("ends", _l("Ends"), field="binds_until", moments=False),
    ),
    search=("title", "reference", "vendor__name", "person__name"),
    views=(
        View("all", _l("All")),
        View("drafts", _l("Drafts"), {"status": "draft"}),
        View("talks", _l("In negotiation"), {"status": "negotiating"}),
        View("waiting", _l("Waiting for signature"), {"status": ",".join(AWAITING)}, done=True, counted=True),
        View("signed", _l("In force"), {"status": "signed", "over": "no"}),
    ),
    link=lambda agreement: address(agreement),
    count_as=ngettext_lazy("%(count)s agreement", "%(count)s agreements", "count"),
    empty=Empty(_l("No agreement yet"), _l("Draft the first one from the clause library."), url="/desk/agreements/new/", action=_l("Draft an agreement"), rights=("agreements.write",)),
)  # fmt: skip


def _obligation_state(row: Obligation) -> Cell:
    said = {"open": "outline", "submitted": "info", "returned": "warn", "accepted": "ok", "waived": "plain"}
    words = _("Overdue") if row.is_late else row.get_status_display()
    return Cell(words, kind="tag", tone="danger" if row.is_late else said[row.status])


LATE = Q(status__in=OPEN, due_on__lt=Cast(Now(), DateField()))  # the day of the database


def _late(value: str) -> Q:
    return LATE if value == "yes" else ~LATE


def _obligations(viewer):
    rows = Obligation.objects.visible_to(viewer).select_related("vendor", "duty", "agreement")
    rows = rows.annotate(is_late=ExpressionWrapper(LATE, BooleanField()))
    return rows.defer("agreement__html", "agreement__body", "agreement__variables")


OBLIGATIONS = Listing(
    key="obligations",
    title=_l("Obligations"),
    rows=_obligations,
    columns=(
        Column("what", _l("Obligation"), show="duty.title", sort="duty__title"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("owed_by", _l("Owed by"), show="duty.get_owed_by_display", sort="duty__owed_by"),
        Column("due", _l("Due"), show="due_on", kind="day", sort="due_on"),
        Column("status", _l("State"), show=_obligation_state, sort="status"),
        Column("agreement", _l("Agreement"), show="agreement.title"),
        Column("clause", _l("Clause"), show="duty.number", hidden=True),
    ),
    sort="due",
    filters=(
        Choice("status", _l("State"), Obligation.WORKFLOW.choices),
        Choice("owed_by", _l("Owed by"), SIDES, field="duty__owed_by"),
        Choice("late", _l("Overdue"), [("yes", _l("Yes")), ("no", _l("No"))], where_one=_late),
        Days("due", _l("Due"), field="due_on", moments=False),
    ),
    search=("duty__title", "vendor__name", "agreement__title"),
    views=(
        View("owed", _l("Owed"), {"status": ",".join(OPEN)}),
        View("late", _l("Overdue"), {"late": "yes"}, done=True, counted=True),
        View("submitted", _l("To be looked at"), {"status": "submitted"}, done=True, counted=True),
        View("all", _l("All")),
    ),
    link=lambda row: reverse("desk_obligation", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s obligation", "%(count)s obligations", "count"),
    empty=Empty(_l("Nothing is owed"), _l("Signed agreements put here what they oblige each side to do, a month before it is due.")),
)  # fmt: skip
