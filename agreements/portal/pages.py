"""Finding one of the papers that this person may see."""

from django.shortcuts import get_object_or_404

from agreements.models import Agreement


def find(request, pk) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.viewer).select_related("vendor", "person"), pk=pk)
