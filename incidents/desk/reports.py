"""Staff saw something, or a call, a letter or a mail tells of it: about which subcontractor, and what is known?"""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from core.web.steps import Steps
from incidents import policies
from incidents.actions import cases, evidence
from incidents.forms.reports import WhatForm, WhenForm, WhoForm
from incidents.models import Case, Playbook
from vendors.models import Vendor

STEPS = [_l("What"), _l("Who and which"), _l("When")]


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
    """The same three steps as in the portal."""
    vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=vendor_id)
    policies.check_can_report(request.viewer, vendor)

    def forms(data, files) -> list:
        return [
            WhatForm(data, playbook=Playbook.objects.latest()),
            WhoForm(data, viewer=request.viewer, vendor_id=vendor.pk),
            WhenForm(data, files),
        ]

    steps = Steps(STEPS, forms, partial(_show, vendor=vendor), partial(_send, vendor=vendor))
    return steps.answer(request)


def _show(request, context: dict, status: int, *, vendor):
    title = _("Incident at %(firm)s") % {"firm": vendor.name}
    context |= {
        "title": title,
        "vendor": vendor,
        "crumbs": [{"label": _("Incidents"), "url": reverse("incidents")}, {"label": title, "url": ""}],
    }
    return render(request, "desk/incidents/report.html", context, status=status)


def _send(request, what, who, when, *, vendor):
    viewer, at = request.viewer, clock.now()
    said = {**what.cleaned_data, **who.cleaned_data, **when.cleaned_data}
    given = {name: said[name] for name in ("what", "people", "documents", "others", "noticed", "reach")}
    case = cases.report(vendor, categories=what.categories, by=viewer, at=at, **given)
    if said["file"] and (why := evidence.keep_unless_refused(case, said["file"], by=viewer, at=at)):
        messages.error(request, _("The case is open. The file was not taken: %(why)s") % {"why": why})
    else:
        messages.success(request, _("The case is open, and those who look into it are told."))
    may_see = Case.objects.visible_to(viewer).filter(pk=case.pk).exists()
    return redirect("incident", pk=case.pk) if may_see else redirect("today")
