"""Which list of sub-suppliers is there? All of them, of every subcontractor that one sees."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from core.web.listing import Cell, Choice, Column, Empty, Flag, Listing, View
from vendors import business_days, places
from vendors.models import SubSupplier, SubSupplierDetails, Vendor
from vendors.sub_tree import Branch


def _state(row: SubSupplierDetails) -> Cell:
    look = Branch(row, 1, []).state
    return Cell(look["text"], kind="tag", tone=look["tone"], icon=look["icon"])


def _countries(viewer):
    codes = (
        SubSupplierDetails.objects.visible_to(viewer).current().order_by("country").values_list("country", flat=True)
    )
    return [(code, places.name_of(code)) for code in codes.distinct()]


def _firms(viewer):
    rows = Vendor.objects.visible_to(viewer).filter(pk__in=SubSupplier.objects.visible_to(viewer).values("vendor"))
    return [(str(pk), name) for pk, name in rows.order_by("name").values_list("pk", "name")]


SUB_SUPPLIERS = Listing(
    key="sub_suppliers",
    title=_l("Sub-suppliers"),
    sub=_l("Who works for our subcontractors on our work, however deep. Each has to be approved first."),
    rows=lambda viewer: (
        SubSupplierDetails.objects.visible_to(viewer).current().select_related("node", "vendor", "parent", "engagement")
    ),
    columns=(
        Column("name", _l("Name"), show=lambda row: Cell(row.name, kind="company", sub=row.work), sort="name", export=lambda row: row.name),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("parent", _l("Hired by"), show=lambda row: row.parent.name if row.parent else _l("The subcontractor itself")),
        Column("country", _l("Country"), show=lambda row: places.name_of(row.country), sort="country"),
        Column("reaches", _l("Protected information"), show=lambda row: _l("Reaches it") if row.reaches else _l("Does not reach it"), sort="reaches"),
        Column("state", _l("State"), show=_state, sort="node__status"),
        Column("person", _l("Who owns or leads it"), show="key_person", hidden=True),
        Column("registration", _l("Registration number"), show="registration_number", hidden=True),
        Column("engagement", _l("Engagement"), show=lambda row: row.engagement.title if row.engagement else None, hidden=True),
        Column("since", _l("Since"), show=lambda row: business_days.day_of(row.starts_at or row.known.lower), kind="day", hidden=True),
        Column("task", _l("What they do"), show="work", filed=True),
        Column("number", _l("Our number of the subcontractor"), show="vendor.reference", filed=True),
    ),
    sort="name",
    filters=(
        Choice("state", _l("State"), SubSupplier.WORKFLOW.choices, field="node__status"),
        Choice("vendor", _l("Subcontractor"), choices_seen_by=_firms, field="vendor_id"),
        Choice("country", _l("Country"), choices_seen_by=_countries),
        Flag("reached", _l("Protected information"), yes=Q(reaches=True)),
    ),
    search=("name", "registration_number", "key_person", "vendor__name"),
    views=(
        View("running", _l("Working"), {"state": "named,approved,refused"}),
        View("waiting", _l("Not approved"), {"state": "named,refused"}, done=True, counted=True),
        View("all", _l("All")),
    ),
    link=lambda row: reverse("sub_supplier", args=[row.node_id]),
    count_as=ngettext_lazy("%(count)s sub-supplier", "%(count)s sub-suppliers", "count"),
    empty=Empty(_l("No sub-supplier named yet"), _l("Contacts of subcontractors name them in the portal, under Your company.")),
)  # fmt: skip
