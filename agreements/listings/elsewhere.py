"""What does the list of agreements that were signed elsewhere show?"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from agreements.listings.ip import firms_with
from agreements.models import ElsewherePaper
from agreements.models.elsewhere import OPEN_END
from agreements.panels.elsewhere import tag_of
from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View
from vendors import places


def _state(paper: ElsewherePaper) -> Cell:
    said = tag_of(paper)
    return Cell(said["text"], kind="tag", tone=said["tone"], icon=said["icon"])


def _ends(paper: ElsewherePaper) -> Cell:
    if paper.term == OPEN_END:
        return Cell(_("Until it is ended"))
    return Cell(paper.ends_on, kind="day", label=_("Ends"))


def _rows(viewer):
    rows = ElsewherePaper.objects.visible_to(viewer).exclude(status="removed")
    return rows.select_related("vendor", "person", "stored", "template", "entered_by", "confirmed_by")


ELSEWHERE = Listing(
    key="agreements_signed_elsewhere",
    title=_l("Signed elsewhere"),
    sub=_l("Agreements that were signed on paper or in another system. Each counts once a second person has compared its key data with the file."),
    rows=_rows,
    columns=(
        Column("title", _l("Agreement"), show=str, sort="title"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("person", _l("Worker"), show="person.name", kind="person", hidden=True),
        Column("status", _l("State"), show=_state, sort="status"),
        Column("signed_on", _l("Signed on"), kind="day", sort="signed_on"),
        Column("ends_on", _l("Ends"), show=_ends, export=lambda paper: paper.ends_on, sort="ends_on"),
        Column("entered_by", _l("Entered by"), show="entered_by.name", sort="entered_by__name"),
        Column("confirmed_by", _l("Confirmed by"), show="confirmed_by.name"),
        Column("origin_reference", _l("Reference there"), hidden=True),
        Column("law", _l("Law"), show=lambda row: places.name_of(row.jurisdiction) if row.jurisdiction else "", hidden=True),
        Column("file", _l("File"), show="stored.name", filed=True),
        Column("sha256", "SHA-256", filed=True),
        Column("number", _l("Our number of the subcontractor"), show="vendor.reference", filed=True),
    ),
    sort="-signed_on",
    filters=(
        Choice("status", _l("State"), [each for each in ElsewherePaper.WORKFLOW.choices if each[0] != "removed"]),
        Choice("vendor", _l("Subcontractor"), choices_seen_by=firms_with(ElsewherePaper), field="vendor_id"),
        Days("signed_on", _l("Signed on"), field="signed_on", moments=False),
    ),
    search=("title", "origin_reference", "vendor__name", "stored__name"),
    views=(
        View("all", _l("All")),
        View("entered", _l("Key data not complete"), {"status": "entered"}, done=True, counted=True),
        View("waiting", _l("To be confirmed"), {"status": "proposed"}, done=True, counted=True),
        View("force", _l("In force"), {"status": "confirmed"}),
    ),
    link=lambda paper: reverse("desk_elsewhere", args=[paper.pk]),
    count_as=ngettext_lazy("%(count)s agreement", "%(count)s agreements", "count"),
    empty=Empty(
        _l("Nothing taken over yet"), _l("Begin with the agreements that you have: upload the signed files."), url="/desk/agreements/elsewhere/new/",
        action=_l("Upload a signed agreement"), rights=("agreements.write", "vendors.write"),
    ),
)  # fmt: skip
