"""What do staff do with inventions made outside the work, and with joint developments?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements import register
from agreements.actions import independent, joint
from agreements.forms.endings import ReasonForm
from agreements.forms.own import DoneForm, DutyForm, JointForm, OwnAnswerForm
from agreements.listings.own import INDEPENDENT, JOINT
from agreements.models import IndependentInvention, JointDevelopment, JointDuty
from agreements.panels import own as panels
from agreements.policies import own as policy
from core import clock
from core.web import history
from core.web.listing import neighbours, respond
from vendors import business_days
from vendors.models import Engagement, Vendor


@require_GET
def listing(request: HttpRequest, of: str) -> HttpResponse:
    return respond(request, {"independent": INDEPENDENT, "joint": JOINT}[of])


@require_GET
def conflicts(request: HttpRequest) -> HttpResponse:
    """What stands against clear title: claims that clash, shares beside the whole, days that have passed."""
    policy.check_can_see_all(request.viewer)
    context = {
        "title": _("IP registers"),
        "found": register.conflicts(request.viewer, business_days.day_of(clock.now())),
        "counts": register.counts(request.viewer),
    }
    return render(request, "desk/agreements/ip.html", context)


@require_http_methods(["GET", "POST"])
def own(request: HttpRequest, pk) -> HttpResponse:
    """An invention of somebody's own; POST `answer`: accept or claim."""
    rows = IndependentInvention.objects.visible_to(request.viewer).select_related("vendor", "person")
    row, form = get_object_or_404(rows, pk=pk), OwnAnswerForm(request.POST or None)
    if request.method == "POST":
        policy.check_can_answer(request.viewer)
        if form.is_valid():
            deeds = {"accept": independent.accept, "claim": independent.claim}
            if (answer := request.POST.get("answer", "")) not in deeds:
                raise Http404
            deeds[answer](row, **form.cleaned_data, by=request.viewer, at=clock.now())
            messages.success(request, _("Answered; whoever made it is told"))
            return redirect("desk_independent", row.pk)
    open_ = row.WORKFLOW.next_of(row.status)
    acts = [
        {"value": "accept", "label": _("It is theirs alone"), "tone": "primary", "to": "accepted"},
        {"value": "claim", "label": _("It belongs to the work"), "tone": "danger", "to": "claimed"},
    ]  # fmt: skip
    context = {
        **_head(request, row, INDEPENDENT, "desk_independents", _("Inventions of their own"), row.person.name), "facts": panels.own_facts(row),
        "form": form if open_ and policy.can_answer(request.viewer) else None, "acts": [act for act in acts if act["to"] in open_],
        "decision": {"title": _("Your answer"), "asked": _("Is it theirs alone?"), "foot": _("Whoever made it reads the reason.")},
        "alike": register.near(row, request.viewer),
    }  # fmt: skip
    return render(request, "desk/agreements/own.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def together_new(request: HttpRequest, vendor_id) -> HttpResponse:
    vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=vendor_id)
    policy.check_can_keep(request.viewer)
    works = Engagement.objects.visible_to(request.viewer).filter(vendor=vendor).order_by("title")
    form = JointForm(request.POST or None, works=works)
    if request.method == "POST" and form.is_valid():
        made = joint.enter(vendor, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Entered; the contacts of the subcontractor read it"))
        return redirect("desk_joint", made.pk)
    title = _("Enter a joint development")
    context = {
        "title": title, "lede": vendor.name, "form": form, "submit": _("Enter it"), "cancel_url": reverse("subcontractor", args=[vendor.pk]),
        "crumbs": [{"label": _("Joint developments"), "url": reverse("desk_joints")}, {"label": title, "url": ""}],
    }  # fmt: skip
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def together(request: HttpRequest, pk) -> HttpResponse:
    """A joint development; POST adds a notice or consent that is due."""
    rows = JointDevelopment.objects.visible_to(request.viewer).select_related("vendor", "engagement")
    row, form = get_object_or_404(rows, pk=pk), DutyForm(request.POST or None)
    if request.method == "POST":
        policy.check_can_keep(request.viewer)
        policy.check_is_running(row)
        if form.is_valid():
            joint.owe(row, **form.cleaned_data, by=request.viewer, at=clock.now())
            messages.success(request, _("Added"))
            return redirect("desk_joint", row.pk)
    may = policy.can_keep(request.viewer) and row.status == "running"
    context = {
        **_head(request, row, JOINT, "desk_joints", _("Joint developments"), ""), "facts": panels.joint_facts(row), "may_end": may,
        "duties": panels.duties(row, request.viewer, "desk_joint_duty", business_days.day_of(clock.now())), "duty_form": form if may else None,
    }  # fmt: skip
    return render(request, "desk/agreements/own.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def together_ending(request: HttpRequest, pk) -> HttpResponse:
    policy.check_can_keep(request.viewer)
    row = get_object_or_404(JointDevelopment.objects.visible_to(request.viewer), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        joint.end(row, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Ended"))
        return redirect("desk_joint", row.pk)
    return _form(request, row, form, _("End: %(what)s") % {"what": row.title}, _("End it"))


@require_http_methods(["GET", "POST"])
def duty(request: HttpRequest, pk) -> HttpResponse:
    row = get_object_or_404(JointDuty.objects.visible_to(request.viewer).select_related("joint"), pk=pk)
    policy.check_can_fulfil(request.viewer, row)
    form = DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        joint.fulfil(row, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Noted as done"))
        return redirect("desk_joint", row.joint_id)
    return _form(request, row.joint, form, row.what, _("It is done"))


def _form(request, row: JointDevelopment, form, title: str, submit: str) -> HttpResponse:
    here = reverse("desk_joint", args=[row.pk])
    context = {
        "title": title, "form": form, "submit": submit, "cancel_url": here,
        "crumbs": [{"label": _("Joint developments"), "url": reverse("desk_joints")}, {"label": row.title, "url": here}, {"label": title, "url": ""}],
    }  # fmt: skip
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


def _head(request, row, listing_, page: str, label: str, who: str) -> dict:
    return {
        "title": row.title, "row": row, "entries": history.of(row), "neighbours": neighbours(request, listing_, row, list_url=reverse(page)),
        "crumbs": [{"label": label, "url": reverse(page)}, {"label": row.title, "url": ""}],
        "identity": {"name": row.title, "mark": row.vendor.name, "state": panels.tag_of(row), "meta": [said for said in (row.vendor.name, who) if said]},
    }  # fmt: skip
