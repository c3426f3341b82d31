"""A call, a letter or a mail tells of an incident: who at the desk writes it down, and about which subcontractor?"""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from incidents import policies
from incidents.actions import cases
from incidents.forms import DeskReportForm
from incidents.models import Case, Playbook
from vendors.models import Vendor


@require_GET
def choose(request: HttpRequest):
    asked = request.GET.get("q", "").strip()
    rows = Vendor.objects.visible_to(request.viewer).filter(name__icontains=asked).order_by("name")[:20]
    title = _("Report an incident")
    context = {
        "title": title,
        "vendors": rows,
        "asked": asked,
        "crumbs": [{"label": _("Incidents"), "url": reverse("incidents")}, {"label": title, "url": ""}],
    }
    return render(request, "desk/incidents/choose.html", context)


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, vendor_id):
    vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=vendor_id)
    policies.check_can_report(request.viewer, vendor)
    form = DeskReportForm(
        request.POST or None, playbook=Playbook.objects.latest(), viewer=request.viewer, vendor_id=vendor.pk
    )
    if request.method == "POST" and form.is_valid():
        given = {
            name: form.cleaned_data[name] for name in ("what", "people", "documents", "others", "noticed", "reach")
        }
        case = cases.report(vendor, categories=form.categories, by=request.viewer, at=clock.now(), **given)
        messages.success(request, _("The case is open, and those who look into it are told."))
        may_see = Case.objects.visible_to(request.viewer).filter(pk=case.pk).exists()
        return redirect("incident", pk=case.pk) if may_see else redirect("today")
    title = _("Incident at %(firm)s") % {"firm": vendor.name}
    context = {
        "title": title,
        "form": form,
        "submit": _("Open the case"),
        "cancel_url": reverse("subcontractor", args=[vendor.pk]),
        "crumbs": [{"label": _("Incidents"), "url": reverse("incidents")}, {"label": title, "url": ""}],
    }
    return render(request, "desk/incidents/form.html", context, status=422 if form.errors else 200)
