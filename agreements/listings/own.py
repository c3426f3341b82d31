"""What do the lists of inventions of one's own and of joint developments show?"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from agreements.listings.ip import firms_with
from agreements.models import IndependentInvention, JointDevelopment
from agreements.models.independent_invention import NEAR
from agreements.panels.own import tag_of
from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View


def _state(row) -> Cell:
    said = tag_of(row)
    return Cell(said["text"], kind="tag", tone=said["tone"], icon=said["icon"])


INDEPENDENT = Listing(
    key="independent_inventions",
    title=_l("Inventions of their own"),
    sub=_l("Made outside the work for us, as their makers say. We answer in time whether we agree."),
    rows=lambda viewer: IndependentInvention.objects.visible_to(viewer).select_related("vendor", "person"),
    columns=(
        Column("title", _l("Title"), sort="title"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("person", _l("Made by"), show="person.name", kind="person"),
        Column("made_on", _l("Made on"), kind="day", sort="made_on"),
        Column("near", _l("Close to the work"), show=lambda row: row.get_near_display(), sort="near"),
        Column("status", _l("State"), show=_state, sort="status"),
        Column("answer_by", _l("Answer by"), kind="day", sort="answer_by"),
        Column("noticed", _l("Told"), show="noticed_at", kind="moment", sort="noticed_at", hidden=True),
        Column("because", _l("Our reason"), filed=True),
        Column("number", _l("Our number of the subcontractor"), show="vendor.reference", filed=True),
    ),
    sort="-answer_by",
    filters=(
        Choice("status", _l("State"), IndependentInvention.WORKFLOW.choices),
        Choice("near", _l("Close to the work"), NEAR),
        Choice("vendor", _l("Subcontractor"), choices_seen_by=firms_with(IndependentInvention), field="vendor_id"),
        Days("answer_by", _l("Answer by"), field="answer_by", moments=False),
    ),
    search=("title", "what", "person__name", "vendor__name"),
    views=(View("all", _l("All")), View("waiting", _l("To answer"), {"status": "noticed"}, done=True, counted=True)),
    link=lambda row: reverse("desk_independent", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s invention", "%(count)s inventions", "count"),
    empty=Empty(_l("Nothing told yet"), _l("People of subcontractors tell it in the portal, under Inventions.")),
)  # fmt: skip
JOINT = Listing(
    key="joint_developments",
    title=_l("Joint developments"),
    sub=_l("What we develop with a subcontractor: who brings what, who owns what, and what is due."),
    rows=lambda viewer: JointDevelopment.objects.visible_to(viewer).select_related("vendor", "engagement"),
    columns=(
        Column("title", _l("Title"), sort="title"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("our_share", _l("Our share in %"), show=lambda row: f"{row.our_share.normalize():f}", kind="number", sort="our_share"),
        Column("began_on", _l("Began on"), kind="day", sort="began_on"),
        Column("status", _l("State"), show=_state, sort="status"),
        Column("engagement", _l("Engagement"), show="engagement.title", hidden=True),
        Column("licence", _l("Licences"), filed=True),
        Column("exploitation", _l("Selling and licensing"), filed=True),
        Column("number", _l("Our number of the subcontractor"), show="vendor.reference", filed=True),
    ),
    sort="title",
    filters=(
        Choice("status", _l("State"), JointDevelopment.WORKFLOW.choices),
        Choice("vendor", _l("Subcontractor"), choices_seen_by=firms_with(JointDevelopment), field="vendor_id"),
    ),
    search=("title", "our_part", "their_part", "vendor__name"),
    views=(View("all", _l("All")), View("running", _l("Under way"), {"status": "running"})),
    link=lambda row: reverse("desk_joint", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s development", "%(count)s developments", "count"),
    empty=Empty(_l("No joint development entered yet"), _l("Counsel enters one from the page of a subcontractor, under IP.")),
)  # fmt: skip
