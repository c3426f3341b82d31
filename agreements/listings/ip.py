"""What do the registers of intellectual property list?"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from agreements.models import BackgroundItem, Invention
from agreements.models.background_item import KINDS, PROOFS, SIDES
from agreements.models.invention import CLASSES, OWNERS
from agreements.panels import inventions as panels_inventions
from agreements.panels.background import tag_of
from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View
from vendors.models import Vendor


def state(row) -> Cell:
    said = tag_of(row)
    return Cell(said["text"], kind="tag", tone=said["tone"], icon=said["icon"])


def firms_with(model):
    def choices(viewer):
        rows = Vendor.objects.visible_to(viewer).filter(pk__in=model.objects.visible_to(viewer).values("vendor"))
        return [(str(pk), name) for pk, name in rows.order_by("name").values_list("pk", "name")]

    return choices


BACKGROUND = Listing(
    key="background",
    title=_l("Background IP"),
    sub=_l("What each side owned before the work. Both confirm it, then it goes into the agreement."),
    rows=lambda viewer: BackgroundItem.objects.visible_to(viewer).select_related("vendor"),
    columns=(
        Column("title", _l("Title"), sort="title"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("side", _l("Whose"), show=lambda row: row.get_side_display(), sort="side"),
        Column("kind", _l("Kind"), show=lambda row: row.get_kind_display(), sort="kind"),
        Column("owner", _l("Owner"), show="owner_name", sort="owner_name"),
        Column("proof", _l("Proof"), show=lambda row: row.get_proof_display(), sort="proof"),
        Column("proof_on", _l("Shown to exist on"), kind="day", sort="proof_on"),
        Column("status", _l("State"), show=state, sort="status"),
        Column("declared", _l("Declared"), show="declared_at", kind="moment", sort="declared_at", hidden=True),
        Column("rights", _l("Rights"), show=lambda row: row.get_rights_display(), hidden=True),
        Column("sha256", _l("SHA-256"), show="proof_sha256", filed=True),
        Column("number", _l("Our number of the subcontractor"), show="vendor.reference", filed=True),
    ),
    sort="title",
    filters=(
        Choice("status", _l("State"), BackgroundItem.WORKFLOW.choices),
        Choice("side", _l("Whose"), SIDES),
        Choice("kind", _l("Kind"), KINDS),
        Choice("proof", _l("Proof"), PROOFS),
        Choice("vendor", _l("Subcontractor"), choices_seen_by=firms_with(BackgroundItem), field="vendor_id"),
        Days("proof_on", _l("Shown to exist on"), field="proof_on", moments=False),
    ),
    search=("title", "owner_name", "description", "proof_sha256", "vendor__name"),
    views=(
        View("all", _l("All")),
        View("waiting", _l("Waits for an answer"), {"status": "declared,disputed"}, done=True, counted=True),
        View("confirmed", _l("Confirmed"), {"status": "confirmed"}),
    ),
    link=lambda item: reverse("desk_background_item", args=[item.pk]),
    count_as=ngettext_lazy("%(count)s item", "%(count)s items", "count"),
    empty=Empty(_l("No background declared yet"), _l("Contacts declare it in the portal, counsel for our side here.")),
)  # fmt: skip


def _invention_state(row) -> Cell:
    said = panels_inventions.tag_of(row)
    return Cell(said["text"], kind="tag", tone=said["tone"], icon=said["icon"])


def _inventors(row) -> str:
    return ", ".join(each.name for each in row.contributors.all())


INVENTIONS = Listing(
    key="inventions",
    title=_l("Inventions"),
    sub=_l("What was made in the work for us, who has to assign it, and by when."),
    rows=lambda viewer: Invention.objects.visible_to(viewer).select_related("vendor", "person").prefetch_related("contributors"),
    columns=(
        Column("title", _l("Title"), sort="title"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("inventors", _l("Inventors"), show=_inventors),
        Column("disclosed", _l("Disclosed"), show="disclosed_at", kind="moment", sort="disclosed_at"),
        Column("status", _l("State"), show=_invention_state, sort="status"),
        Column("classification", _l("What becomes of it"), show=lambda row: row.get_classification_display(), sort="classification"),
        Column("owner", _l("Who owns it"), show=lambda row: row.get_owner_display(), sort="owner"),
        Column("assign_by", _l("Assigned by"), kind="day", sort="assign_by"),
        Column("review_by", _l("Decide by"), kind="day", sort="review_by", hidden=True),
        Column("law_until", _l("The law's own last day"), kind="day", sort="law_until", hidden=True),
        Column("conceived_on", _l("Idea on"), kind="day", sort="conceived_on", hidden=True),
        Column("digest", _l("Fingerprint of the disclosure"), filed=True),
        Column("number", _l("Our number of the subcontractor"), show="vendor.reference", filed=True),
    ),
    sort="-disclosed",
    filters=(
        Choice("status", _l("State"), [each for each in Invention.WORKFLOW.choices if each[0] not in {"draft", "discarded"}]),
        Choice("classification", _l("What becomes of it"), CLASSES),
        Choice("owner", _l("Who owns it"), OWNERS),
        Choice("vendor", _l("Subcontractor"), choices_seen_by=firms_with(Invention), field="vendor_id"),
        Days("assign_by", _l("Assigned by"), field="assign_by", moments=False),
    ),
    search=("title", "problem", "vendor__name"),
    views=(
        View("all", _l("All")),
        View("waiting", _l("To decide"), {"status": "disclosed"}, done=True, counted=True),
        View("claimed", _l("To be assigned"), {"status": "claimed"}, done=True, counted=True),
        View("assigned", _l("Assigned"), {"status": "assigned"}),
    ),
    link=lambda row: reverse("desk_invention", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s invention", "%(count)s inventions", "count"),
    empty=Empty(_l("No invention told yet"), _l("People of subcontractors tell them in the portal, in five short steps.")),
)  # fmt: skip
