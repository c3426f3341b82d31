"""How do we stand with them, why, and what do we object to? For the firm's contacts."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access import own_standing
from access.actions import objections
from access.forms.objections import ObjectionForm
from access.models import Objection
from access.panels import objections as panels_objections
from access.policies import objections as policy
from core import clock
from core.forms.refused import refused_at


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    policy.check_can_object(request.viewer)
    lines = own_standing.lines(request.viewer, clock.now())
    made = list(_own(request).order_by("-lodged_at"))
    waiting = {(row.kind, row.about_id): row for row in made if row.is_open}
    context = {
        "title": _("Your standing"),
        "lines": [(line, waiting.get((line.kind, line.about_id))) for line in lines],
        "objections": [(row, panels_objections.state_of(row)) for row in made],
    }
    return render(request, "portal/access/standing.html", context)


@require_http_methods(["GET", "POST"])
def lodging(request: HttpRequest, kind: str, about_id) -> HttpResponse:
    policy.check_can_object(request.viewer)
    at = clock.now()
    line = own_standing.find(request.viewer, kind, about_id, at)
    if line is None:
        raise Http404
    policy.check_is_open_to_objection(line)
    form = ObjectionForm(*((request.POST, request.FILES) if request.method == "POST" else (None, None)))
    if request.method == "POST" and form.is_valid() and (made := _lodge(request, line, form, at)):
        messages.success(request, _("Sent. Somebody who did not take the decision answers it."))
        return redirect("portal_objection", made.pk)
    lede = _("%(what)s. Somebody who did not take the decision answers within %(days)d days.")
    context = {
        "title": _("Object to a decision"), "lede": lede % {"what": line.words, "days": objections.DAYS},
        "back": {"url": reverse("portal_standing"), "text": _("Your standing")}, "form": form, "submit": _("Send the objection"),
    }  # fmt: skip
    return render(request, "portal/vendors_dd/form.html", context, status=422 if form.errors else 200)


@require_GET
def record(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(_own(request), pk=pk)
    context = {"title": found.about, "objection": found, "state": panels_objections.state_of(found)}
    return render(request, "portal/access/objection.html", context)


def _own(request):
    return Objection.objects.visible_to(request.viewer).select_related("answer", "stored")


def _lodge(request, line, form, at):
    """The objection, or None with the reason at the field."""
    source = form.cleaned_data["file"]
    said = {"text": form.cleaned_data["text"], "source": source, "name": source.name if source else ""}
    with refused_at(form):
        return objections.lodge(line.kind, line.about_id, **said, by=request.viewer, at=at)
    return None
