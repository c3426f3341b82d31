"""Which subcontractor is a report without a name about? Somebody of us finds it and says why; what closes then is said first."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from incidents import policies
from incidents.actions import cases
from incidents.forms.cases import ReasonForm
from incidents.models import Case
from vendors.models import Vendor


@require_GET
def choose(request: HttpRequest, pk):
    case = _found(request, pk)
    asked = request.GET.get("q", "").strip()
    vendors = Vendor.objects.visible_to(request.viewer).filter(name__icontains=asked).order_by("name")[:20]
    context = {"case": case, "asked": asked, "vendors": vendors, **_place(case, _("Which subcontractor?"))}
    return render(request, "desk/incidents/choose_firm.html", context)


@require_http_methods(["GET", "POST"])
def name(request: HttpRequest, pk, vendor_id):
    case = _found(request, pk)
    vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=vendor_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cases.name_firm(case, vendor, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("The case is about %(firm)s from now on") % {"firm": vendor.name})
        return redirect("incident", pk=case.pk)
    context = {
        "form": form,
        "vendor": vendor,
        "holds": [hold["title"] for hold in case.playbook.holds_of(case.categories)],
        "submit": _("It is about %(firm)s") % {"firm": vendor.name},
        "cancel_url": reverse("incident_firm", args=[case.pk]),
        **_place(case, _("About %(firm)s") % {"firm": vendor.name}),
    }
    return render(request, "desk/incidents/name_firm.html", context, status=422 if form.errors else 200)


def _found(request, pk) -> Case:
    case = get_object_or_404(Case.objects.visible_to(request.viewer).select_related("playbook"), pk=pk)
    policies.check_can_name_firm(request.viewer, case)
    return case


def _place(case, title: str) -> dict:
    return {
        "title": title,
        "crumbs": [
            {"label": _("Incidents"), "url": reverse("incidents")},
            {"label": case.reference, "url": reverse("incident", args=[case.pk])},
            {"label": title, "url": ""},
        ],
    }
