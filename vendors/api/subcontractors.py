"""The register, for programs that need to know which subcontractor they speak of."""

from rest_framework import serializers

from core.api.fast import ShownId
from core.api.views import ListView
from vendors.listings.register import SUBCONTRACTORS
from vendors.models.vendor import STATE


class SubcontractorShown(serializers.Serializer):
    """Describes a row; the database writes it (`fields` of the view, in the same order)."""

    id = serializers.CharField()
    reference = serializers.CharField()
    name = serializers.CharField()
    legal_name = serializers.CharField()
    country = serializers.CharField()
    jurisdiction = serializers.CharField()
    tier = serializers.IntegerField(allow_null=True)
    state = serializers.CharField()
    next_review_on = serializers.DateField(allow_null=True)


class SubcontractorsView(ListView):
    """Subcontractors in pages; filters and orders as on the desk's list."""

    scopes = {"GET": "subcontractors:read"}
    listing = SUBCONTRACTORS
    serializer_class = SubcontractorShown
    fields = {
        "id": ShownId("sub", "pk"),
        "reference": "reference",
        "name": "name",
        "legal_name": "legal_name",
        "country": "country",
        "jurisdiction": "jurisdiction",
        "tier": "tier",
        "state": STATE,
        "next_review_on": "next_review_on",
    }
