"""What may not be held together, who holds it all the same, and what changes with a set? The matrix of duties."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access import wording
from access.actions import conflicts
from access.forms.conflicts import ConflictSetForm
from access.models import Asset, ConflictSet
from access.panels import conflicts as panels
from access.panels import outcomes as panels_outcomes
from access.policies import conflicts as policies
from core import clock, refusals
from core.web import history, step_up
from core.web.named import id_in


@require_GET
def matrix(request: HttpRequest) -> HttpResponse:
    policies.check_can_read(request.viewer)
    at, viewer = clock.now(), request.viewer
    context = {
        "title": _("Conflicts"),
        "matrix": panels.matrix(viewer, at),
        "standing": panels.standing(viewer, at),
        "exceptions": panels.exceptions(viewer, at),
        "sets": panels.sets(viewer, at),
        "may_keep": refusals.can(policies.check_can_declare, viewer),
        "may_ask": refusals.can(policies.check_can_ask, viewer),
        "crumbs": [{"label": _("Access"), "url": reverse("grants")}, {"label": _("Conflicts"), "url": ""}],
    }
    return render(request, "desk/access/conflicts.html", context)


@require_http_methods(["GET", "POST"])
def declare(request: HttpRequest) -> HttpResponse:
    """?one=, ?two= the assets that are ticked to begin with."""
    policies.check_can_declare(request.viewer)
    ticked = [id_in(request.GET, name) for name in ("one", "two")] if request.method == "GET" else []
    return _keep(request, None, ticked)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk) -> HttpResponse:
    policies.check_can_declare(request.viewer)
    return _keep(request, get_object_or_404(ConflictSet, pk=pk))


def _keep(request, conflict_set: ConflictSet | None, ticked=()) -> HttpResponse:
    """The first press shows what would close and open; the second, for the same assets, makes it so."""
    at, outcome = clock.now(), None
    assets = Asset.objects.visible_to(request.viewer).order_by("name", "pk")
    form = ConflictSetForm(request.POST or None, assets=assets, conflict_set=conflict_set, ticked=ticked)
    if request.method == "POST":
        step_up.require(request)
    if request.method == "POST" and form.is_valid():
        if form.is_seen:
            return _kept(request, conflict_set, form, at)
        outcome = conflicts.foresee(conflict_set, form.cleaned_data["assets"], by=request.viewer, at=at)
    title = _("Conflict set %(name)s") % {"name": conflict_set.name} if conflict_set else _("New conflict set")
    context = {
        "title": title,
        "conflict_set": conflict_set,
        "form": form,
        "outcome": _said(form, outcome) if outcome else None,
        "confirm_url": step_up.first(request),
        "entries": history.of(conflict_set) if conflict_set else [],
        "crumbs": [{"label": _("Conflicts"), "url": reverse("conflicts")}, {"label": title, "url": ""}],
    }
    return render(request, "desk/access/conflict_set.html", context, status=422 if form.errors else 200)


def _said(form, outcome) -> dict:
    return {"token": form.token, **panels_outcomes.said(outcome, wording.names(with_papers=True))}


def _kept(request, conflict_set, form, at) -> HttpResponse:
    given = {name: form.cleaned_data[name] for name in ("name", "because", "assets")}
    said = {**given, "people": form.accounts, "by": request.viewer, "at": at}
    if conflict_set:
        conflicts.change(conflict_set, **said)
    else:
        conflicts.declare(**said)
    messages.success(request, _("Saved. Access follows it from now on."))
    return redirect("conflicts")
