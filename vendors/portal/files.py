"""Which files have we sent, and where do they stand? So that nobody looks for one, or sends it twice."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.files.answers import attach
from vendors import evidence_library
from vendors.models import AnswerFile, Certificate, InsurancePolicy
from vendors.policies import due_diligence as policy

SHOWN = 200


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    policy.check_can_supply(request.viewer, request.viewer.vendor_id)
    found = list(evidence_library.of(request.viewer.vendor_id)[:SHOWN])
    uses = _uses(request.viewer, found)
    context = {
        "title": _("Files that you sent"),
        "rows": [{"stored": stored, "uses": uses.get(stored.pk, [])} for stored in found],
    }
    return render(request, "portal/vendors_dd/files.html", context)


@require_GET
def file(request: HttpRequest, pk) -> HttpResponseBase:
    stored = get_object_or_404(evidence_library.of(request.viewer.vendor_id), pk=pk)
    policy.check_can_supply(request.viewer, stored.vendor_id)
    return attach(stored)


def _uses(viewer, found) -> dict:
    """File -> where it stands behind, in words."""
    uses: dict = {}
    links = AnswerFile.objects.filter(vendor_id=viewer.vendor_id, stored__in=found).select_related("answer__assessment")
    for link in links.order_by("answer__assessment__sent_at", "answer__question"):
        asked = link.answer.assessment.question(link.answer.question)
        uses.setdefault(link.stored_id, {})[asked["text"]] = None
    for model in (Certificate, InsurancePolicy):
        for row in model.objects.visible_to(viewer).filter(stored__in=found):
            uses.setdefault(row.stored_id, {})[str(row)] = None
    return {key: list(words) for key, words in uses.items()}
