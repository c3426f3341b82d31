"""Somebody made something new: telling us in steps, going on later, sending it, and following what becomes of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import disclosure
from agreements.actions import inventions
from agreements.forms.inventions import PublicForm, TitleForm, WhatForm, WhenForm, WhoForm, WithForm
from agreements.models import BackgroundItem, IndependentInvention, Invention, JointDevelopment
from agreements.panels import inventions as panels_inventions
from agreements.panels import own as panels_own
from agreements.panels.background import rows
from agreements.policies import background as policies_background
from agreements.policies import inventions as policy
from core import clock
from core.files.answers import attach
from core.forms.refused import refused_at
from vendors import business_days
from vendors.models import Engagement, Vendor

FORMS = {"what": WhatForm, "who": WhoForm, "when": WhenForm, "with": WithForm, "public": PublicForm}


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    own = Invention.objects.visible_to(viewer).exclude(status="discarded").order_by("-started_at")
    context = {
        "title": _("Inventions"), "may_declare": policies_background.can_declare(viewer, viewer.vendor_id),
        "inventions": panels_inventions.rows(own, "portal_invention"),
    }  # fmt: skip
    context["own"] = panels_own.own_rows(
        IndependentInvention.objects.visible_to(viewer).order_by("-noticed_at"), "portal_independent"
    )
    context["joint"] = panels_own.joint_rows(
        JointDevelopment.objects.visible_to(viewer).order_by("title"), "portal_joint"
    )
    if context["may_declare"]:
        items = BackgroundItem.objects.visible_to(viewer).order_by("-declared_at")
        context["background"] = rows(items[:8], "portal_background_item")
    return render(request, "portal/agreements/inventions.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    policy.check_can_disclose(request.viewer)
    form = TitleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=request.viewer.vendor_id)
        made = inventions.begin(vendor, **form.cleaned_data, by=request.viewer, at=clock.now())
        return redirect("portal_invention_step", made.pk, "what")
    context = {
        "title": _("You made something new? Tell us"), "form": form, "submit": _("Begin"),
        "lede": _("Five short steps. Each is kept when you send it, so you can go on another day. Nobody reads it before you send the whole."),
        "back": {"url": reverse("portal_inventions"), "text": _("Inventions")},
    }  # fmt: skip
    return render(request, "portal/vendors_dd/form.html", context, status=422 if form.errors else 200)


@require_GET
def record(request: HttpRequest, pk) -> HttpResponse:
    """What was said, with a way to change it while it is being written; later what became of it."""
    invention = _find(request, pk)
    context = {
        "title": invention.title, "invention": invention, **panels_inventions.told(invention),
        "can_change": policy.can_change(request.viewer, invention), "missing": disclosure.missing(invention),
    }  # fmt: skip
    if context["can_change"]:
        context["steps"] = panels_inventions.steps(invention, "")
    return render(request, "portal/agreements/invention.html", context)


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pk, step: str) -> HttpResponse:
    """One of disclosure.STEPS."""
    invention = _find(request, pk)
    if step not in disclosure.STEPS:
        raise Http404
    policy.check_can_change(request.viewer, invention)
    policy.check_is_draft(invention)
    form = _form(request, invention, step)
    if request.method == "POST" and form.is_valid() and _kept(request, invention, step, form):
        messages.success(request, _("Kept"))
        if request.POST.get("then") == "later":
            return redirect("portal_inventions")
        return redirect(*panels_inventions.after(invention, step))
    context = {
        "title": disclosure.STEPS[step], "invention": invention, "form": form, "steps": panels_inventions.steps(invention, step),
        "warning": panels_inventions.publication_warning() if step == "public" else None,
    }  # fmt: skip
    return render(request, "portal/agreements/invention_step.html", context, status=422 if form.errors else 200)


@require_POST
def sending(request: HttpRequest, pk) -> HttpResponse:
    invention = _find(request, pk)
    inventions.disclose(invention, by=request.viewer, at=clock.now())
    messages.success(request, _("Sent. We look at it and tell you what becomes of it."))
    return redirect("portal_invention", invention.pk)


@require_POST
def discarding(request: HttpRequest, pk) -> HttpResponse:
    inventions.discard(_find(request, pk), by=request.viewer, at=clock.now())
    messages.success(request, _("Thrown away"))
    return redirect("portal_inventions")


@require_GET
def file(request: HttpRequest, pk) -> HttpResponseBase:
    invention = _find(request, pk)
    if invention.stored is None:
        raise Http404
    return attach(invention.stored)


def _form(request, invention: Invention, step: str):
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form, more = FORMS[step], {}
    if step == "what":
        more = {"works": Engagement.objects.visible_to(request.viewer).order_by("title")}
    if step == "when":
        more = {"today": business_days.day_of(clock.now())}
    return form(*sent, initial=panels_inventions.said_now(invention, step), **more)


def _kept(request, invention, step, form) -> bool:
    """False with the reason at the field: a file that is refused is an answer to the form."""
    if step == "who":
        inventions.name_contributors(invention, form.people(), by=request.viewer, at=clock.now())
        return True
    said = dict(form.cleaned_data)
    source = said.pop("file", None)
    with refused_at(form):
        inventions.keep(
            invention, **said, source=source, name=source.name if source else "", by=request.viewer, at=clock.now()
        )
        return True
    return False


def _find(request, pk) -> Invention:
    rows_ = Invention.objects.visible_to(request.viewer).select_related("vendor", "person", "engagement", "stored")
    return get_object_or_404(rows_, pk=pk)
