"""The register, for programs that need to know which subcontractor they speak of."""

from core.api.fast import ShownId
from core.api.views import ListView
from vendors.listings import SUBCONTRACTORS


class SubcontractorsView(ListView):
    """Subcontractors in pages; filters and orders as on the desk's list."""

    scopes = {"GET": "subcontractors:read"}
    listing = SUBCONTRACTORS
    fields = {
        "id": ShownId("sub", "pk"),
        "reference": "reference",
        "name": "name",
        "legal_name": "legal_name",
        "country": "country",
        "jurisdiction": "jurisdiction",
        "tier": "tier",
        "state": "status",
        "next_review_on": "next_review_on",
    }
