"""Which grants may this key see?"""

from rest_framework import serializers

from access.listings.grants import GRANTS
from core.api.fast import ShownId
from core.api.views import ListView


class GrantShown(serializers.Serializer):
    """A grant as it was given."""

    id = serializers.CharField()
    person = serializers.CharField()
    asset = serializers.CharField()
    level = serializers.CharField()
    status = serializers.CharField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class Grants(ListView):
    """The grants that this key may see. Whether one is usable now is a decision: ask for it."""

    listing = GRANTS
    scopes = {"GET": "access:read"}
    serializer_class = GrantShown
    fields = {
        "id": ShownId("grt", "pk"),
        "person": ShownId("per", "person_id"),
        "asset": ShownId("inf", "asset_id"),
        "level": "level",
        "status": "status",
        "starts_at": "starts_at",
        "ends_at": "ends_at",
    }
