"""Finding one of the papers that this person may see: issued ones, or those that are or were negotiated as well."""

from django.shortcuts import get_object_or_404

from agreements.models import Agreement


def find(request, pk) -> Agreement:
    return get_object_or_404(_seen(request).exclude(issued_at=None), pk=pk)


def find_shared(request, pk) -> Agreement:
    return get_object_or_404(_seen(request), pk=pk)


def _seen(request):
    return Agreement.objects.visible_to(request.viewer).select_related("vendor", "person")
