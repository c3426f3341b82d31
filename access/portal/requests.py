"""What may I ask for, what would stand in the way, and what have I got?"""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access import eligibility, wording
from access.actions import grants
from access.forms.grants import RequestForm
from access.models import Asset, AssetOffer, Grant
from access.panels import grants as panels
from core import clock
from vendors import business_days
from vendors.models import Person


@require_GET
def page(request: HttpRequest):
    """The catalogue: what the firm's engagements need, with the state of one's own access to each."""
    at, viewer = clock.now(), request.viewer
    assets = list(Asset.objects.visible_to(viewer).select_related("asset_class").order_by("name"))
    grants_ = {g.asset_id: g for g in Grant.objects.filter(person_id=viewer.person_id).order_by("requested_at")}
    decisions = eligibility.decide_many([(viewer.person_id, asset.pk, "view") for asset in assets], at=at)
    names, here = wording.names(), business_days.zone()
    rows = [
        entry(asset, grants_.get(asset.pk), decision, names, here)
        for asset, decision in zip(assets, decisions, strict=True)
    ]
    context = {"title": _("Access"), "rows": rows, "holds": panels.holds_on(viewer, at)}
    return render(request, "portal/access/access.html", context)


def entry(asset, grant, decision, names, here) -> dict:
    """One asset in plain words: open, paused, waiting, or to be asked for."""
    waiting = grant is not None and grant.status in {"requested", "first_approved"}
    is_open = grant is not None and grant.status == "open"
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
        "is_waiting": waiting,
        "is_held": any(reason.requirement == "no_hold" for reason in decision.unmet),
        "allowed": decision.allowed,
        "until": business_days.last_of(decision.until, here) if decision.allowed else None,
        "missing": [wording.sentence_for(r, names, to_them=True) for r in decision.unmet]
        if is_open and not decision.allowed
        else [],
    }


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk):
    """Ask for access; what would stand in the way is shown beforehand, each with the page that puts it right."""
    at, viewer = clock.now(), request.viewer
    asset = get_object_or_404(Asset.objects.visible_to(viewer).select_related("asset_class", "owner"), pk=pk)
    form = RequestForm(request.POST or None, asset=asset, today=business_days.day_of(at))
    if request.method == "POST" and form.is_valid():
        person = Person.objects.get(pk=viewer.person_id)
        offer = AssetOffer.objects.filter(asset=asset, vendor_id=viewer.vendor_id).order_by("-created_at").first()
        grants.request(
            person,
            asset,
            by=viewer,
            at=at,
            purpose=form.cleaned_data["purpose"],
            starts_at=at,
            ends_at=business_days.end_of(form.cleaned_data["ends_on"]),
            level=form.cleaned_data.get("level", "view"),
            engagement=offer.engagement if offer else None,
        )
        messages.success(request, _("Request sent. You get a mail when it is decided."))
        return redirect("access")
    decision = eligibility.decide(viewer.person_id, asset.pk, at=at)
    context = {
        "title": _("Ask for %(asset)s") % {"asset": asset.name},
        "asset": asset,
        "form": form,
        "checks": checks(decision),
        "missing": decision.unmet_requirements,
    }
    return render(request, "portal/access/ask.html", context, status=422 if form.errors else 200)


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
