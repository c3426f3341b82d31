"""What does the other side read of a draft, and what does it propose?"""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from agreements.models import SharedText
from agreements.panels import deviations as panels_deviations
from agreements.panels.negotiation import record_for_them
from agreements.policies import deviations as policy
from agreements.portal.pages import find_shared
from agreements.states import of_status
from core import clock
from core.actions import exports
from core.exports import TYPES, respond


@require_GET
def record(request, pk):
    """The text as it lies on the table, sentence by sentence."""
    agreement = find_shared(request, pk)
    if not SharedText.objects.visible_to(request.viewer).filter(agreement=agreement).exists():
        return redirect("portal_agreement", agreement.pk)
    return render(request, "portal/agreements/negotiation.html", {
        "may_propose": policy.can_propose(request.viewer, agreement), **record_for_them(agreement, request.viewer), "agreement": agreement, "title": agreement.title, "state": of_status(agreement),
    })  # fmt: skip


@require_GET
def history(request, pk, kind):
    """Every word of both sides that this side may read, as a file."""
    agreement = find_shared(request, pk)
    if kind not in TYPES:
        raise Http404
    rows = panels_deviations.history(agreement, request.viewer)
    exports.made("negotiation", kind=kind, query="", rows=len(rows), by=request.viewer, at=clock.now())
    return respond(request, "negotiation", panels_deviations.HISTORY, rows, kind)
