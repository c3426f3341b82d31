"""Something happened: what, who is concerned, when? Three short steps, then a receipt; and what became of own reports."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from core.web.steps import Steps
from incidents.actions import cases, containment, evidence
from incidents.forms.reports import AddFileForm, WhatForm, WhenForm, WhoForm
from incidents.listings import state_of, title_of
from incidents.models import Case, Playbook
from vendors.models import Vendor

STEPS = [_l("What"), _l("Who and which"), _l("When")]


@require_GET
def listing(request: HttpRequest):
    """Own reports and how far they are."""
    rows = Case.objects.visible_to(request.viewer).select_related("playbook").order_by("-reported_at")
    context = {
        "title": _("Report an incident"),
        "reports": [{"case": row, "name": title_of(row), "state": state_of(row)} for row in rows],
    }
    return render(request, "portal/incidents/reports.html", context)


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest):
    viewer = request.viewer

    def forms(data, files) -> list:
        return [
            WhatForm(data, playbook=Playbook.objects.latest()),
            WhoForm(data, viewer=viewer, vendor_id=viewer.vendor_id),
            WhenForm(data, files, initial={"reach": viewer.user.email}),
        ]

    return Steps(STEPS, forms, _show, _send).answer(request)


def _show(request, context: dict, status: int):
    context["title"] = _("Report an incident")
    return render(request, "portal/incidents/report.html", context, status=status)


def _send(request, what, who, when):
    viewer, at = request.viewer, clock.now()
    said = {**what.cleaned_data, **who.cleaned_data, **when.cleaned_data}
    given = {name: said[name] for name in ("what", "people", "documents", "others", "noticed", "reach")}
    vendor = Vendor.objects.get(pk=viewer.vendor_id)
    case = cases.report(vendor, categories=what.categories, by=viewer, at=at, **given)
    if said["file"] and (why := evidence.keep_unless_refused(case, said["file"], by=viewer, at=at)):
        messages.error(request, _("The report is in. The file was not taken: %(why)s") % {"why": why})
    else:
        messages.success(request, _("Thank you. Your report is in, and somebody looks at it now."))
    return redirect("portal_incident", pk=case.pk)


@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest, pk):
    """What I reported, when it came in, and how far it is. POST adds a file."""
    case = get_object_or_404(Case.objects.visible_to(request.viewer).select_related("playbook"), pk=pk)
    form = AddFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        why = evidence.keep_unless_refused(case, form.cleaned_data["file"], by=request.viewer, at=clock.now())
        if not why:
            messages.success(request, _("File added to your report"))
            return redirect("portal_incident", pk=case.pk)
        form.add_error("file", why)
    context = {
        "title": _("Your report"),
        "case": case,
        "name": title_of(case),
        "state": state_of(case),
        "form": form,
        "holds": containment.standing(case, at=clock.now()),
        "evidence": case.evidence.select_related("file"),
        "links": case.links.select_related("person", "document"),
    }
    return render(request, "portal/incidents/receipt.html", context, status=422 if form.errors else 200)
