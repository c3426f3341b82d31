"""What does the other side read of a draft, and what does it propose?"""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from agreements.models import SharedText
from agreements.panels_negotiation import record_for_them
from agreements.portal.pages import find_shared
from agreements.states import tag_of


@require_GET
def record(request, pk):
    """The text as it lies on the table, sentence by sentence."""
    agreement = find_shared(request, pk)
    if not SharedText.objects.visible_to(request.viewer).filter(agreement=agreement).exists():
        return redirect("portal_agreement", agreement.pk)
    return render(request, "portal/agreements/negotiation.html", {
        **record_for_them(agreement, request.viewer), "agreement": agreement, "title": agreement.title, "state": tag_of(agreement),
    })  # fmt: skip
