"""What do firms object to, who answers, and what was said?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.actions import objections
from access.forms.objections import ObjectionAnswerForm
from access.listings.objections import OBJECTIONS
from access.models import Objection
from access.panels import objections as panels_objections
from access.policies import objections as policy
from core import clock
from core.files.answers import attach
from core.refusals import why_not
from core.web.listing import respond
from vendors.models import ScreeningCondition


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    return respond(request, OBJECTIONS)


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk) -> HttpResponse:
    found = _find(request, pk)
    refusal = why_not(policy.check_can_answer, request.viewer, found)
    form = ObjectionAnswerForm(request.POST or None)
    if request.method == "POST":
        policy.check_can_answer(request.viewer, found)
        outcome = request.POST.get("answer")
        if form.is_valid() and outcome in objections.EVENTS:
            objections.answer(found, outcome, by=request.viewer, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Answered; the subcontractor is told, with your reasons"))
            return redirect("objection", found.pk)
    decision = {
        "title": _("Your answer"),
        "refusal": refusal,
        "foot": _("An answer changes nothing by itself. Open the decision to change it."),
    }
    context = {
        "title": _("Objection of %(firm)s") % {"firm": found.vendor.name}, "objection": found, "state": panels_objections.state_of(found),
        "about_url": _url_of(request, found), "decision": decision, "form": None if refusal or not found.is_open else form,
        "acts": [
            {"value": "upheld", "label": _("Uphold"), "tone": "primary"}, {"value": "partly", "label": _("Uphold in part"), "tone": ""},
            {"value": "dismissed", "label": _("Dismiss"), "tone": "danger"},
        ],
        "crumbs": [{"label": _("Objections"), "url": reverse("objections")}, {"label": found.vendor.name, "url": reverse("subcontractor", args=[found.vendor_id])}],
    }  # fmt: skip
    return render(request, "desk/access/objection.html", context, status=422 if form.errors else 200)


@require_GET
def file(request: HttpRequest, pk) -> HttpResponseBase:
    return attach(get_object_or_404(_visible(request).exclude(stored=None), pk=pk).stored)


def _visible(request):
    rows = Objection.objects.visible_to(request.viewer)
    return rows.select_related("vendor", "answer__given_by", "stored") if request.viewer.is_staff else rows.none()


def _find(request, pk) -> Objection:
    return get_object_or_404(_visible(request), pk=pk)


def _url_of(request, row: Objection) -> str:
    """The page on which what is objected to can be changed, by its own actions."""
    if row.kind == "condition":
        asked = ScreeningCondition.objects.visible_to(request.viewer)
        found = asked.filter(pk=row.about_id).values_list("screening", flat=True)
        return reverse("screening", args=[found[0]]) if found else ""
    if row.kind == "hold":
        return reverse("holds") if request.viewer.may("access.read") else ""
    if row.kind == "decision":
        return reverse("subcontractor", args=[row.vendor_id])
    return reverse("evidence_review", args=[f"{row.kind}s" if row.kind == "certificate" else row.kind, row.about_id])
