"""What do I do in an emergency, and what do I owe afterwards?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access import eligibility
from access.actions import emergencies
from access.forms.grants import EmergencyForm, ReportForm
from access.models import Asset, Emergency
from access.panels.emergencies import missing
from access.panels.grants import engagement_of
from access.policies import emergencies as policies
from core import clock
from core.web import step_up
from vendors.models import Person


@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, pk) -> HttpResponse:
    """One hour, with a second factor; what else is missing is said before it is pressed."""
    at, viewer = clock.now(), request.viewer
    asset = get_object_or_404(Asset.objects.visible_to(viewer).select_related("asset_class", "owner"), pk=pk)
    person = Person.objects.get(pk=viewer.person_id)
    policies.check_can_take(viewer, person, asset)
    form = EmergencyForm(request.POST or None)
    if request.method == "POST":
        step_up.require(request)
        if form.is_valid():
            said = {"engagement": engagement_of(viewer, asset), "by": viewer, "at": at, **form.cleaned_data}
            emergencies.take(person, asset, **said)
            messages.success(request, _("Open for one hour. We are told, and your report is due within a day."))
            return redirect("documents")
    context = {
        "title": _("Emergency access to %(asset)s") % {"asset": asset.name},
        "asset": asset,
        "form": form,
        "missing": missing(eligibility.decide(person.pk, asset.pk, at=at)),
        "confirm_url": step_up.first(request),
    }
    return render(request, "portal/access/emergency.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk) -> HttpResponse:
    rows = Emergency.objects.visible_to(request.viewer).select_related("grant__asset", "read_by")
    emergency, at = get_object_or_404(rows, pk=pk, person_id=request.viewer.person_id), clock.now()
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        emergencies.report(emergency, by=request.viewer, at=at, text=form.cleaned_data["text"])
        messages.success(request, _("Report sent. Thank you; we read it and tell you what follows."))
        return redirect("access")
    context = {
        "title": _("Report on emergency access to %(asset)s") % {"asset": emergency.grant.asset.name},
        "emergency": emergency,
        "form": None if emergency.reported_at else form,
    }
    return render(request, "portal/access/emergency_report.html", context, status=422 if form.errors else 200)
