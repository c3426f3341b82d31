"""What do staff do with inventions? List them, read what was told, look at the law, claim, release or give back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements.actions import inventions
from agreements.forms.inventions import DecisionForm
from agreements.listings.ip import INVENTIONS
from agreements.models import Invention
from agreements.panels import inventions as panels
from agreements.panels.titles import chain
from agreements.policies import inventions as policy
from core import clock
from core.files.answers import attach
from core.web import history
from core.web.listing import neighbours, respond
from vendors import business_days


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    return respond(request, INVENTIONS)


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk) -> HttpResponse:
    """One invention; POST `answer`: claim, release or return."""
    rows = Invention.objects.visible_to(request.viewer).select_related(
        "vendor", "person", "engagement", "stored", "decided_by"
    )
    invention, today = get_object_or_404(rows, pk=pk), business_days.day_of(clock.now())
    form = DecisionForm(request.POST or None, today=today)
    if request.method == "POST":
        policy.check_can_decide(request.viewer)
        if form.is_valid():
            messages.success(request, _decide(request, invention, form.cleaned_data))
            return redirect(
                "desk_invention" if request.POST["answer"] != "return" else "desk_inventions", *_back(request, pk)
            )
    may = policy.can_decide(request.viewer) and invention.status in {"disclosed", "claimed"}
    context = {
        "title": invention.title, "invention": invention, **panels.told(invention), **chain(invention, request.viewer), "oddities": panels.oddities(invention, today),
        "law": panels.law(invention, inventions.country_of(invention)), "entries": history.of(invention),
        "neighbours": neighbours(request, INVENTIONS, invention, list_url=reverse("desk_inventions")),
        "crumbs": [{"label": _("Inventions"), "url": reverse("desk_inventions")}, {"label": invention.title, "url": ""}],
        "identity": {
            "name": invention.title, "mark": invention.vendor.name, "state": panels.tag_of(invention),
            "meta": [invention.vendor.name, invention.person.name],
        },
        "form": form if may else None, "acts": _acts(invention),
        "decision": {"title": _("Decision"), "asked": _("What is to become of it?"), "foot": _("The inventors and the firm's contacts are told, with the reason.")},
    }  # fmt: skip
    return render(request, "desk/agreements/invention.html", context, status=422 if form.errors else 200)


@require_GET
def file(request: HttpRequest, pk) -> HttpResponseBase:
    rows = Invention.objects.visible_to(request.viewer).exclude(stored=None).select_related("stored")
    return attach(get_object_or_404(rows, pk=pk).stored)


def _back(request, pk) -> list:
    return [pk] if request.POST["answer"] != "return" else []


def _acts(invention: Invention) -> list[dict]:
    release = {"value": "release", "label": _("Release it"), "tone": ""}
    if invention.status == "claimed":
        return [release]
    return [
        {"value": "claim", "label": _("Claim it"), "tone": "primary"}, release, {"value": "return", "label": _("Ask for more"), "tone": "ghost"},
    ]  # fmt: skip


def _decide(request, invention, said: dict) -> str:
    by, at, because = request.viewer, clock.now(), said["because"]
    answer = request.POST.get("answer")
    if answer == "claim":
        inventions.claim(invention, **said, by=by, at=at)
        return _("Claimed. Have it assigned before the clock runs out.")
    if answer == "release":
        more = {key: said[key] for key in ("classification", "owner") if said[key]}
        inventions.release(invention, because=because, **more, by=by, at=at)
        return _("Released; the inventors are told")
    if answer == "return":
        inventions.give_back(invention, because=because, by=by, at=at)
        return _("Given back with your question")
    raise Http404
