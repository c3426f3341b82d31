"""What may I ask for, what would stand in the way, and what have I got?"""

import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access import eligibility, wording
from access.actions import grants
from access.forms.grants import RequestForm
from access.models import Asset, Emergency, Grant
from access.panels import grants as panels
from core import clock
from vendors import business_days
from vendors.models import Person


@require_GET
def page(request: HttpRequest):
    """The catalogue: what the firm's engagements need, with the state of one's own access to each."""
    at, viewer = clock.now(), request.viewer
    assets = list(Asset.objects.visible_to(viewer).select_related("asset_class").order_by("name"))
    own = Grant.objects.filter(person_id=viewer.person_id).order_by("requested_at")
    still_open = [grant for grant in own if grant.status == "open" and at < grant.ends_at]
    first = sorted(still_open, key=lambda grant: (grant.level != "view", grant.starts_at), reverse=True)
    running = {grant.asset_id: grant for grant in first}  # of several, the one to read that began before the others
    waiting = {grant.asset_id: grant for grant in own if grant.status in {"requested", "first_approved"}}
    decisions = eligibility.decide_many([(viewer.person_id, asset.pk, "view") for asset in assets], at=at)
    names, here = wording.names(), business_days.zone()
    rows = [
        entry(asset, running.get(asset.pk), waiting.get(asset.pk), decision, names, here)
        for asset, decision in zip(assets, decisions, strict=True)
    ]
    owed = Emergency.objects.visible_to(viewer).owed().filter(person_id=viewer.person_id).first()
    context = {"title": _("Access"), "rows": rows, "holds": panels.holds_on(viewer, at), "owed": owed}
    return render(request, "portal/access/access.html", context)


def entry(asset, grant, waiting, decision, names, here) -> dict:
    """One asset in plain words: open, paused, waiting, or to be asked for. `grant` is open; `waiting` is a request, for more
    of it perhaps."""
    is_open = grant is not None
    state = {"tone": "outline", "text": _("Not asked for"), "icon": ""}
    if decision.allowed:
        state = {"tone": "ok", "text": _("Active"), "icon": "check"}
    elif is_open:
        state = {"tone": "warn", "text": _("Paused"), "icon": "lock"}
    elif waiting:
        state = {"tone": "info", "text": _("Waiting for a decision"), "icon": "clock"}
    return {
        "asset": asset,
        "grant": grant,
        "state": state,
        "is_open": is_open,
        "waiting": waiting,
        "may_extend": is_open and waiting is None and not grant.is_emergency,
        "may_take": asset.asset_class.emergencies and not is_open,
        "is_held": any(reason.requirement == "no_hold" for reason in decision.unmet),
        "allowed": decision.allowed,
        "until": business_days.last_of(decision.until, here) if decision.allowed else None,
        "missing": [wording.sentence_for(r, names, to_them=True) for r in decision.unmet]
        if is_open and not decision.allowed
        else [],
    }


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk):
    """Ask for access, or for more of it after what is open; what would stand in the way is shown beforehand, each with the
    page that puts it right."""
    at, viewer = clock.now(), request.viewer
    asset = get_object_or_404(Asset.objects.visible_to(viewer).select_related("asset_class", "owner"), pk=pk)
    form = RequestForm(request.POST or None, asset=asset)
    is_sent = request.method == "POST" and form.is_valid()
    level = form.cleaned_data.get("level", "view") if is_sent else "view"
    running = _running(viewer, asset, level, at)
    if is_sent:
        person = Person.objects.get(pk=viewer.person_id)
        starts_at, lasts = running.ends_at if running else at, datetime.timedelta(days=form.cleaned_data["days"])
        grants.request(
            person,
            asset,
            by=viewer,
            at=at,
            purpose=form.cleaned_data["purpose"],
            starts_at=starts_at,
            ends_at=starts_at + lasts,
            lasts=lasts,
            extends=running,
            level=level,
            engagement=panels.engagement_of(viewer, asset),
        )
        messages.success(request, _("Request sent. You get a mail when it is decided."))
        return redirect("access")
    decision = eligibility.decide(viewer.person_id, asset.pk, at=at)
    title = _("Ask for longer: %(asset)s") if running else _("Ask for %(asset)s")
    context = {
        "title": title % {"asset": asset.name},
        "asset": asset,
        "running_until": business_days.last_of(running.ends_at) if running else None,
        "form": form,
        "checks": checks(decision),
        "missing": decision.unmet_requirements,
    }
    return render(request, "portal/access/ask.html", context, status=422 if form.errors else 200)


def _running(viewer, asset, level: str, at) -> Grant | None:
    """The person's own open grant that a new request goes on from; an hour of an emergency is none."""
    own = Grant.objects.filter(person_id=viewer.person_id, asset=asset, level=level, status="open", ends_at__gt=at)
    return own.filter(is_emergency=False).order_by("-ends_at").first()


def checks(decision) -> list[dict]:
    """What is missing comes first."""
    names = wording.names()
    return [
        {
            "text": wording.sentence_for(r, names, to_them=True),
            "met": r.ok,
            "url": "" if r.ok else wording.remedy_for(r),
            "action": _("Put it right"),
        }
        for r in sorted(decision.reasons, key=lambda reason: reason.ok)
        if r.requirement != "grant"
    ]


def _own(request, pk) -> Grant:
    return get_object_or_404(Grant.objects.visible_to(request.viewer), pk=pk)


@require_POST
def withdraw(request: HttpRequest, pk):
    grants.withdraw(_own(request, pk), by=request.viewer, at=clock.now())
    messages.success(request, _("Request taken back"))
    return redirect("access")


@require_POST
def give_back(request: HttpRequest, pk):
    grants.give_back(_own(request, pk), by=request.viewer, at=clock.now())
    messages.success(request, _("Given back. The access is closed."))
    return redirect("access")
