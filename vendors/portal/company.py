"""What changes at a company? Its contact asks a colleague in, tells us who has left, and corrects its details."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import clock
from vendors.actions import invitations, proposals
from vendors.forms.company import ColleagueInForm, CompanyForm, LeaverForm
from vendors.models import Person, Vendor
from vendors.models.proposal import DETAILS
from vendors.policies import people as people_policy
from vendors.policies import proposals as policy


@require_http_methods(["GET", "POST"])
def colleague(request: HttpRequest) -> HttpResponse:
    people_policy.check_can_invite_colleague(request.viewer, request.viewer.vendor_id)
    form = ColleagueInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = invitations.send_to_colleague(_firm(request), by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("%(name)s is asked by mail") % {"name": found.name})
        return redirect("your_company")
    lede = _("They get a mail with a link of their own. Who is to work with our documents is added by us: tell us.")
    return _page(request, form, _("Ask a colleague in"), lede, _("Ask this colleague in"))


@require_http_methods(["GET", "POST"])
def leaver(request: HttpRequest) -> HttpResponse:
    policy.check_can_propose(request.viewer, request.viewer.vendor_id)
    here = Person.objects.visible_to(request.viewer).filter(departed_at=None).exclude(pk=request.viewer.person_id)
    form = LeaverForm(request.POST or None, people=here.order_by("name"))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        proposals.tell_leaver(said.pop("person"), by=request.viewer, at=clock.now(), **said)
        messages.success(request, _("Thank you. We close the access and tell you when it is done."))
        return redirect("your_company")
    lede = _("Tell us as soon as you know. Access ends with the last day.")
    return _page(request, form, _("Somebody has left"), lede, _("Tell it"))


@require_http_methods(["GET", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    policy.check_can_propose(request.viewer, request.viewer.vendor_id)
    firm = _firm(request)
    form = CompanyForm(request.POST or None, initial={name: getattr(firm, name) for name in DETAILS})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = proposals.correct_details(
            firm, because=said.pop("because"), said=said, by=request.viewer, at=clock.now()
        )
        words = _("Thank you. We look at it and tell you.") if made else _("That is what we have already.")
        messages.success(request, words)
        return redirect("your_company")
    lede = _("Agreements and certificates carry these. We look at a change before it counts.")
    return _page(request, form, _("Your company's details"), lede, _("Send the details"))


def _firm(request) -> Vendor:
    return get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=request.viewer.vendor_id)


def _page(request, form, title: str, lede: str, submit: str) -> HttpResponse:
    context = {
        "title": title,
        "lede": lede,
        "back": {"url": reverse("your_company"), "text": _("Your company")},
        "form": form,
        "submit": submit,
    }
    return render(request, "portal/vendors_dd/form.html", context, status=422 if form.errors else 200)
