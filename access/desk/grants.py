"""Who asks for access, who has it, and who decides? Requests, grants, and one grant with all that happened to it."""

import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access import eligibility, wording
from access.actions import emergencies, grants
from access.forms.grants import DecisionForm, ReadingForm, RevocationForm
from access.listings.grants import GRANTS, state_of
from access.models import Emergency, Grant, Hold
from access.panels import conflicts as panels
from access.panels import emergencies as panels_emergencies
from access.policies import emergencies as policies_emergencies
from access.policies import grants as policies
from core import clock, refusals
from core.web import history, step_up
from core.web.dates import say, say_moment
from core.web.listing import neighbours, respond
from vendors import business_days


@require_GET
def listing(request: HttpRequest):
    return respond(request, GRANTS)


def _found(request, pk) -> Grant:
    rows = Grant.objects.visible_to(request.viewer).select_related(
        "vendor", "person", "asset__asset_class", "asset__owner", "requested_by", "extends"
    )
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, pk):
    """One grant. A request is decided here: POST `answer` = approve or decline."""
    grant, at = _found(request, pk), clock.now()
    form = _form(grant, request.viewer, at, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _decide(request, grant, form.cleaned_data, at)
    return render(
        request, "desk/access/grant.html", page_context(request, grant, form, at), status=422 if form.errors else 200
    )


def _form(grant, viewer, at, sent=None) -> DecisionForm:
    first = max(business_days.day_of(at), business_days.day_of(grant.starts_at))
    last = business_days.day_of(grant.runs_until(at) - datetime.timedelta(microseconds=1))
    return DecisionForm(sent, first=first, last=last, may_shorten=policies.may_ever_approve(viewer, grant, at=at))


def _decide(request, grant, given, at):
    if request.POST.get("answer") == "decline":
        grants.decline(grant, by=request.viewer, at=at, because=given["because"])
        messages.success(request, _("Request declined. The requester is told why."))
    else:
        step_up.require(request)
        ends_at = _end_of(given.get("ends_on"))
        grant = grants.approve(grant, by=request.viewer, at=at, because=given["because"], ends_at=ends_at)
        done = (
            _("Access is open.")
            if grant.status == "open"
            else _("Approved. A second approval by another role opens it.")
        )
        messages.success(request, done)
    return redirect("grant", pk=grant.pk)


def _end_of(day: datetime.date | None):
    """The end of that day in the organisation's zone, or nothing."""
    return business_days.end_of(day) if day else None


def page_context(request, grant, form, at) -> dict:
    decision = eligibility.decide(grant.person_id, grant.asset_id, at=at, level=grant.level)
    is_waiting = grant.status in {"requested", "first_approved"}
    acts = acts_for(grant, request.viewer, at)
    emergency = panels_emergencies.of_grant(grant, request.viewer)
    return {
        "title": grant.reference,
        "grant": grant,
        "form": form if acts else None,
        "is_waiting": is_waiting,
        "decision_now": decision,
        "neighbours": neighbours(request, GRANTS, grant, list_url=reverse("grants")),
        "identity": {
            "name": _("%(asset)s for %(person)s") % {"asset": grant.asset.name, "person": grant.person.name},
            "reference": grant.reference,
            "mark": grant.person.name,
            "state": state_of(grant, is_usable=decision.allowed),
            "meta": [grant.vendor.name],
        },
        "why_url": reverse("decision", args=[grant.asset_id, grant.person_id]),
        "crumbs": [{"label": _("Access"), "url": reverse("grants")}, {"label": grant.reference, "url": ""}],
        "panel": decision_panel(request, grant, decision, at) if is_waiting else None,
        "acts": acts,
        "checks": checks(decision, grant, request.viewer),
        "clashes": panels.of_grant(grant, request.viewer, at) if grant.status in Grant.LIVE else [],
        "approvals": [
            {"row": row, "role": policies.role_name(row.role)} for row in grant.approvals.select_related("user")
        ],
        "holds": [
            {"because": row.reason_for(request.viewer), "since": row.during.lower}
            for row in Hold.objects.over(grant.vendor_id, grant.person_id, grant.asset_id, at=at).order_by("during")
        ],
        "periods": grant.periods.order_by("known"),
        "facts": facts_of(grant),
        "revoke_refusal": refusals.why_not(policies.check_can_revoke, request.viewer, grant),
        "reason_form": RevocationForm(),
        "emergency": emergency,
        "reading_form": ReadingForm(),
        "entries": history.of(grant, also=[emergency["row"]] if emergency else []),
    }


def acts_for(grant, viewer, at) -> list[dict]:
    """What this person could answer, now or once the conditions hold: nobody gets a button that is never theirs."""
    acts = []
    if policies.may_ever_approve(viewer, grant, at=at):
        acts.append({"value": "approve", "label": _("Approve"), "tone": "primary"})
    if refusals.can(policies.check_can_decline, viewer, grant):
        acts.append({"value": "decline", "label": _("Decline"), "tone": "danger"})
    return acts


def checks(decision, grant, viewer) -> list[dict]:
    """Each condition with how it stands; for a waiting request the grant itself is not one of them."""
    shown = [r for r in decision.reasons if r.requirement != "grant" or grant.status == "open"]
    return wording.checks(shown, grant.person, viewer, at=decision.at)


def decision_panel(request, grant, decision, at) -> dict:
    foot = _("Two approvals by different roles open access: compliance officer and information owner.")
    first = grant.approvals.first()
    if first:
        words = _("%(name)s has approved as %(role)s. The second approval comes from somebody else, in another role.")
        if policies.may_ever_approve(request.viewer, grant, at=at):
            words = _("%(name)s has approved as %(role)s. Yours would be the second approval.")
        foot = words % {"name": first.user.name, "role": policies.role_name(first.role)}
    days = (grant.ends_at - grant.starts_at).days
    asked = _("%(person)s, %(firm)s, asks for %(level)s for %(days)d days") % {
        "person": grant.person.name,
        "firm": grant.vendor.name,
        "level": grant.get_level_display().lower(),
        "days": max(days, 1),
    }
    return {
        "title": _("Access to %(asset)s, %(class)s")
        % {"asset": grant.asset.name, "class": grant.asset.asset_class.name.lower()},
        "reference": grant.reference,
        "asked": asked,
        "because": grant.purpose,
        "checks": checks(decision, grant, request.viewer),
        "foot": foot,
        "refusal": refusals.why_not(policies.check_can_approve, request.viewer, grant, at=at),
        "confirm_url": step_up.first(request),
    }


def facts_of(grant) -> list[dict]:
    return [
        {"label": _("Person"), "value": grant.person.name, "url": reverse("person", args=[grant.person_id])},
        {
            "label": _("Subcontractor"),
            "value": grant.vendor.name,
            "url": reverse("subcontractor", args=[grant.vendor_id]),
        },
        {"label": _("Information"), "value": grant.asset.name, "url": reverse("asset", args=[grant.asset_id])},
        {"label": _("Class"), "value": grant.asset.asset_class.name},
        {"label": _("Purpose"), "value": grant.purpose},
        {
            "label": _("Asked for"),
            "value": f"{say_moment(grant.starts_at)} – {say(business_days.last_of(grant.ends_at))}",
        },
        {"label": _("Owner"), "value": grant.asset.owner.name},
        *_length_of(grant),
    ]


def _length_of(grant) -> list[dict]:
    """For how long, where the clock starts when it opens; and what it goes on from."""
    found = []
    if grant.lasts:
        days = grant.lasts.days
        found += [{"label": _("Lasts"), "value": ngettext("%(days)d day", "%(days)d days", days) % {"days": days}}]
    if before := grant.extends:
        found += [{"label": _("Goes on from"), "value": before.reference, "url": reverse("grant", args=[before.pk])}]
    return found


@require_POST
def reading(request: HttpRequest, pk):
    """Close the report on an emergency, with what follows from it."""
    grant, at = _found(request, pk), clock.now()
    emergency = get_object_or_404(Emergency.objects.visible_to(request.viewer), grant=grant)
    policies_emergencies.check_can_read(request.viewer, emergency)
    form = ReadingForm(request.POST)
    if not form.is_valid():
        context = page_context(request, grant, _form(grant, request.viewer, at), at) | {"reading_form": form}
        return render(request, "desk/access/grant.html", context, status=422)
    emergencies.read(emergency, by=request.viewer, at=at, note=form.cleaned_data["note"])
    messages.success(request, _("Closed. The person is told."))
    return redirect("grant", pk=grant.pk)


@require_POST
def revocation(request: HttpRequest, pk):
    """Close the grant for good, with a reason."""
    grant, at = _found(request, pk), clock.now()
    form = RevocationForm(request.POST)
    if not form.is_valid():
        return render(
            request,
            "desk/access/grant.html",
            page_context(request, grant, _form(grant, request.viewer, at), at) | {"reason_form": form},
            status=422,
        )
    grants.revoke(grant, by=request.viewer, at=at, **form.cleaned_data)
    still = eligibility.decide(grant.person_id, grant.asset_id, at=clock.now(), level=grant.level).allowed
    messages.success(
        request,
        _("Revoked. The decision now says no.")
        if not still
        else _("Revoked. Another grant still opens this information."),
    )
    return redirect("grant", pk=grant.pk)
