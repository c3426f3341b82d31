"""What do the lists of this app show? Columns, filters, views."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from agreements.models import AWAITING, Agreement
from agreements.states import tag_of
from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View
from vendors import places


def _state(agreement):
    said = tag_of(agreement)
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


AGREEMENTS = Listing(
    key="agreements",
    title=_l("Agreements"),
    rows=lambda viewer: Agreement.objects.visible_to(viewer).select_related("vendor", "person").defer("html", "body", "variables"),
    columns=(
        Column("title", _l("Agreement"), sort="title"),
        Column("reference", _l("Reference"), kind="id", sort="reference"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("person", _l("Worker"), show="person.name", kind="person"),
        Column("status", _l("State"), show=_state, sort="status"),
        Column("issued", _l("Issued"), show="issued_at", kind="moment", sort="issued_at"),
        Column("ends", _l("Ends"), show=_end, sort="binds_until", export=lambda agreement: agreement.binds_until),
        Column("jurisdiction", _l("Law"), show=lambda agreement: places.name_of(agreement.jurisdiction), sort="jurisdiction", hidden=True),
    ),
    sort="-reference",
    filters=(
        Choice("status", _l("State"), Agreement.WORKFLOW.choices),
        Choice("kind", _l("Kind"), [("agreement", _l("Agreement")), ("undertaking", _l("Own undertaking"))]),
        Days("ends", _l("Ends"), field="binds_until", moments=False),
    ),
    search=("title", "reference", "vendor__name", "person__name"),
    views=(
        View("all", _l("All")),
        View("drafts", _l("Drafts"), {"status": "draft"}),
        View("talks", _l("In negotiation"), {"status": "negotiating"}),
        View("waiting", _l("Waiting for signature"), {"status": ",".join(AWAITING)}, done=True, counted=True),
        View("signed", _l("In force"), {"status": "signed"}),
    ),
    link=lambda agreement: address(agreement),
    count_as=ngettext_lazy("%(count)s agreement", "%(count)s agreements", "count"),
    empty=Empty(_l("No agreement yet"), _l("Draft the first one from the clause library."), url="/desk/agreements/new/", action=_l("Draft an agreement"), rights=("agreements.write",)),
)  # fmt: skip
