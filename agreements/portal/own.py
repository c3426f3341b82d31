"""What did somebody make outside the work, and what does the firm develop with us? Telling the one, reading the other."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements.actions import independent, joint
from agreements.forms.own import DoneForm, OwnForm
from agreements.models import IndependentInvention, JointDevelopment, JointDuty
from agreements.panels import own as panels
from agreements.policies import own as policy
from core import clock
from vendors import business_days
from vendors.models import Vendor


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    policy.check_can_tell(request.viewer)
    form = OwnForm(request.POST or None, today=business_days.day_of(clock.now()))
    if request.method == "POST" and form.is_valid():
        vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=request.viewer.vendor_id)
        made = independent.tell(vendor, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Told. We answer in time whether we agree that it is yours alone."))
        return redirect("portal_independent", made.pk)
    context = {
        "title": _("Something of your own"), "form": form, "submit": _("Tell us"), "back": _home(),
        "lede": _("What you make in your own time and without our things is yours. If it comes close to the work for us, tell us, so that nobody doubts it later."),
    }  # fmt: skip
    return render(request, "portal/vendors_dd/form.html", context, status=422 if form.errors else 200)


@require_GET
def record(request: HttpRequest, pk) -> HttpResponse:
    rows = IndependentInvention.objects.visible_to(request.viewer).select_related("person")
    row = get_object_or_404(rows, pk=pk)
    context = {"title": row.title, "state": panels.tag_of(row), "facts": panels.own_facts(row), "back": _home()}
    return render(request, "portal/agreements/own.html", context)


@require_GET
def together(request: HttpRequest, pk) -> HttpResponse:
    """A joint development as it was agreed, with what is due from whom."""
    rows = JointDevelopment.objects.visible_to(request.viewer).select_related("engagement")
    row = get_object_or_404(rows, pk=pk)
    today = business_days.day_of(clock.now())
    context = {
        "title": row.title, "state": panels.tag_of(row), "facts": panels.joint_facts(row), "back": _home(),
        "duties": panels.duties(row, request.viewer, "portal_joint_duty", today),
    }  # fmt: skip
    return render(request, "portal/agreements/own.html", context)


@require_http_methods(["GET", "POST"])
def duty(request: HttpRequest, pk) -> HttpResponse:
    """Say that a notice was given, or a consent got."""
    row = get_object_or_404(JointDuty.objects.visible_to(request.viewer).select_related("joint"), pk=pk)
    policy.check_can_fulfil(request.viewer, row)
    form = DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        joint.fulfil(row, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Noted as done"))
        return redirect("portal_joint", row.joint_id)
    context = {
        "title": row.what, "lede": _("Say what was done, and when."), "form": form, "submit": _("It is done"),
        "back": {"url": reverse("portal_joint", args=[row.joint_id]), "text": row.joint.title},
    }  # fmt: skip
    return render(request, "portal/vendors_dd/form.html", context, status=422 if form.errors else 200)


def _home() -> dict:
    return {"url": reverse("portal_inventions"), "text": _("Inventions")}
