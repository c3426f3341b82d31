"""What can be found from the palette and the search page? One entry a kind of record; each starts at `visible_to`."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _l

from core.search import Searchable
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
]
