"""Where does a program begin? The collections that its key opens, and where the whole description lies."""

from typing import ClassVar

from django.urls import URLPattern, reverse
from rest_framework import serializers

from core.api.keys import AnyKey
from core.api.views import ApiView


class CollectionShown(serializers.Serializer):
    """An address, and what this key may do there."""

    name = serializers.CharField()
    url = serializers.CharField()
    methods = serializers.ListField(child=serializers.CharField())


class IndexShown(serializers.Serializer):
    """Where to go from here."""

    description = serializers.CharField(help_text="OpenAPI 3.1, public")
    docs = serializers.CharField(help_text="The same to read and try, for staff who are signed in")
    scopes = serializers.ListField(child=serializers.CharField(), help_text="What this key may do")
    collections = CollectionShown(many=True)


class Index(ApiView):
    """What this key opens. Every key may ask, whatever its scopes. `addresses`: those of the apps."""

    permission_classes = [AnyKey]
    serializer_class = IndexShown
    addresses: ClassVar[list[URLPattern]] = []

    def get(self, request):
        return self.record(
            {
                "description": reverse("api_description"),
                "docs": reverse("api_docs"),
                "scopes": sorted(request.auth.scopes),
                "collections": list(self._opened(set(request.auth.scopes))),
            }
        )

    def _opened(self, held: set[str]):
        """Addresses that name no record; what lies below one is in the description."""
        for each in self.addresses:
            view = getattr(each.callback, "view_class", None)
            if each.name is None or view is None or each.pattern.converters:
                continue
            methods = [method for method, scope in view.scopes.items() if scope in held]
            if methods:
                yield {"name": str(each.pattern), "url": reverse(each.name), "methods": methods}
