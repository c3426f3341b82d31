"""May a colleague answer this part? A contact asks, the colleague hands back, a contact takes back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from vendors.actions import delegations
from vendors.forms.answering import ColleagueForm, HandBackForm
from vendors.models import Delegation
from vendors.policies import answering as policy
from vendors.portal import scope


@require_http_methods(["GET", "POST"])
def asking(request: HttpRequest, pk, key: str) -> HttpResponse:
    scope.find_as_contact(request, pk)
    found, part = scope.section(request, pk, key)
    sections = [(each["id"], each["title"]) for each in found.parts if found.of(each["id"])]
    form = ColleagueForm(request.POST or None, sections=sections, initial={"sections": [key]})
    if request.method == "POST" and form.is_valid():
        delegations.ask(found.assessment, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("%(name)s is asked by mail") % {"name": form.cleaned_data["name"]})
        return redirect("portal_section", pk, key)
    context = {
        "title": _("Ask a colleague to answer"),
        "lede": _("They see the sections that you choose, and nothing else. You still send the answers."),
        "back": {"url": scope.section_url(found.assessment, key), "text": part["title"]},
        "form": form,
        "submit": _("Ask this colleague"),
    }
    return render(request, "portal/vendors_dd/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def handing_back(request: HttpRequest, pk) -> HttpResponse:
    delegation = _find(request, pk)
    policy.check_can_hand_back(request.viewer, delegation)
    form = HandBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        delegations.hand_back(delegation, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Handed back. %(name)s is told.") % {"name": delegation.asked_by_name})
        return redirect("your_tasks")
    context = {
        "title": _("Hand the section back"),
        "lede": _("%(name)s checks the answers and sends them. You need not have answered everything.") % {"name": delegation.asked_by_name},
        "back": {"url": scope.section_url(delegation.assessment, delegation.section), "text": delegation.title},
        "form": form,
        "submit": _("Hand it back"),
    }  # fmt: skip
    return render(request, "portal/vendors_dd/form.html", context, status=422 if form.errors else 200)


@require_POST
def taking_back(request: HttpRequest, pk) -> HttpResponse:
    delegation = delegations.take_back(_find(request, pk), by=request.viewer, at=clock.now())
    messages.success(request, _("Taken back. What was answered so far is kept."))
    return redirect("portal_section", delegation.assessment_id, delegation.section)


def _find(request, pk) -> Delegation:
    rows = Delegation.objects.visible_to(request.viewer).select_related("assessment")
    return get_object_or_404(rows, pk=pk)
