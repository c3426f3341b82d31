"""What can be found from the palette and the search page? One entry a kind of record; each starts at `visible_to`."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _l

from access.models import Asset, Grant
from agreements.models import Agreement
from audits.models import Audit, Finding
from core.search import Searchable
from incidents.models import Case
from vendors.models import Engagement, Person, Vendor

SEARCHABLE: list[Searchable] = [
    Searchable(
        _l("Subcontractors"),
        "building-2",
        lambda viewer: Vendor.objects.visible_to(viewer),
        ("name", "reference", "legal_name"),
        url=lambda row: reverse("subcontractor", args=[row.pk]),
        reference=lambda row: row.reference,
        note=lambda row: row.get_status_display(),
    ),
    Searchable(
        _l("People"),
        "user",
        lambda viewer: Person.objects.visible_to(viewer).select_related("vendor"),
        ("name", "email", "hr_id"),
        url=lambda row: reverse("person", args=[row.pk]),
        note=lambda row: row.vendor.name,
    ),
    Searchable(
        _l("Engagements"),
        "handshake",
        lambda viewer: Engagement.objects.visible_to(viewer).select_related("vendor"),
        ("title",),
        url=lambda row: reverse("engagement", args=[row.pk]),
        note=lambda row: row.vendor.name,
    ),
    Searchable(
        _l("Protected information"),
        "file-lock",
        lambda viewer: Asset.objects.visible_to(viewer).select_related("asset_class"),
        ("name", "reference"),
        url=lambda row: reverse("asset", args=[row.pk]),
        reference=lambda row: row.reference,
        note=lambda row: row.asset_class.name,
    ),
    Searchable(
        _l("Access"),
        "key-round",
        lambda viewer: Grant.objects.visible_to(viewer).select_related("vendor", "person", "asset"),
        ("person__name", "reference", "asset__name"),
        url=lambda row: reverse("grant", args=[row.pk]),
        reference=lambda row: row.reference,
        note=lambda row: row.vendor.name,
    ),
    Searchable(
        _l("Agreements"),
        "signature",
        lambda viewer: Agreement.objects.visible_to(viewer).select_related("vendor"),
        ("title", "reference"),
        url=lambda row: reverse("desk_agreement", args=[row.pk]),
        reference=lambda row: row.reference,
        note=lambda row: row.vendor.name,
    ),
    Searchable(
        _l("Audits"),
        "flag",
        lambda viewer: Audit.objects.visible_to(viewer).select_related("vendor"),
        ("reference", "vendor__name"),
        url=lambda row: reverse("audit", args=[row.pk]),
        reference=lambda row: row.reference,
        note=lambda row: row.vendor.name,
    ),
    Searchable(
        _l("Findings"),
        "list-checks",
        lambda viewer: Finding.objects.visible_to(viewer).select_related("vendor"),
        ("title", "reference"),
        url=lambda row: reverse("finding", args=[row.pk]),
        reference=lambda row: row.reference,
        note=lambda row: row.vendor.name,
    ),
    Searchable(
        _l("Incidents"),
        "siren",
        lambda viewer: Case.objects.visible_to(viewer),
        ("reference",),
        url=lambda row: reverse("incident", args=[row.pk]),
        reference=lambda row: row.reference,
        note=lambda row: row.get_status_display(),
    ),
]
