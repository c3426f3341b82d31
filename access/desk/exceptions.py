"""For whom is an exception to a conflict set asked for, who decides on it, and what keeps the risk small meanwhile?"""

from itertools import combinations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_POST

from access import conflicts
from access.actions import exceptions
from access.forms.conflicts import ExceptionForm
from access.forms.grants import ReasonForm
from access.models import Asset, ConflictException, ConflictSet, Grant
from access.panels import conflicts as panels
from access.policies import conflicts as policies
from core import clock, refusals
from core.refusals import NotNow
from core.web import history, step_up
from core.web.dates import say, say_moment
from vendors import business_days
from vendors.models import Person


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk, person_id) -> HttpResponse:
    """An exception for one person and two things of one set that they hold, or hold and ask for."""
    policies.check_can_ask(request.viewer)
    at = clock.now()
    conflict_set = get_object_or_404(ConflictSet, pk=pk)
    people = Person.objects.visible_to(request.viewer).select_related("vendor")
    person = get_object_or_404(people, pk=person_id)
    pairs = _pairs(request.viewer, conflict_set, person, at)
    if not pairs:
        raise NotNow(_("%(name)s holds nothing that this set keeps apart.") % {"name": person.name})
    said = {"pairs": [(key, words) for key, (words, _pair) in pairs.items()], "today": business_days.day_of(at)}
    form = ExceptionForm(request.POST or None, longest=policies.LONGEST, **said)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        row = exceptions.ask(
            person,
            conflict_set,
            pairs[given["pair"]][1],
            because=given["because"],
            control=given["control"],
            ends_at=business_days.end_of(given["ends_on"]),
            by=request.viewer,
            at=at,
        )
        messages.success(request, _("Asked for. Somebody else decides on it."))
        return redirect("conflict_exception", row.pk)
    context = {
        "title": _("Exception for %(name)s") % {"name": person.name},
        "conflict_set": conflict_set,
        "person": person,
        "form": form,
        "crumbs": [{"label": _("Conflicts"), "url": reverse("conflicts")}, {"label": person.name, "url": ""}],
    }
    return render(request, "desk/access/exception_new.html", context, status=422 if form.errors else 200)


def _pairs(viewer, conflict_set, person, at) -> dict[str, tuple]:
    """Key for the form -> (words, two assets): of the set, of all that this person has a live grant or request for."""
    live = Grant.objects.visible_to(viewer).filter(person=person, status__in=Grant.LIVE).values("asset")
    here = conflict_set.assets.current().holding(at).filter(asset__in=live).values("asset")
    assets = Asset.objects.visible_to(viewer).filter(pk__in=here).order_by("name", "pk")
    return {
        ":".join(str(pk) for pk in conflicts.in_order(one.pk, two.pk)): (f"{one.name}, {two.name}", (one, two))
        for one, two in combinations(assets, 2)
    }


def _found(request, pk) -> ConflictException:
    rows = ConflictException.objects.visible_to(request.viewer).select_related(
        "vendor", "person", "conflict_set", "asset_one", "asset_two", "asked_by", "decided_by", "ended_by"
    )
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk) -> HttpResponse:
    """One exception. It is decided here: POST `answer` = grant, decline or withdraw."""
    row, at = _found(request, pk), clock.now()
    answer = request.POST.get("answer")
    if answer == "withdraw":
        exceptions.withdraw(row, by=request.viewer, at=at)
        messages.success(request, _("No longer asked for"))
        return redirect("conflict_exception", row.pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        policies.check_may_decide(request.viewer, row)
        step_up.require(request)
        if form.is_valid() and answer in DECIDING:
            decide, told = DECIDING[answer]
            decide(row, by=request.viewer, at=at, because=form.cleaned_data["because"])
            messages.success(request, told)
            return redirect("conflict_exception", row.pk)
    return render(
        request, "desk/access/exception.html", context_of(request, row, form, at), status=422 if form.errors else 200
    )


DECIDING = {
    "grant": (exceptions.grant, _l("Granted. It lapses by itself.")),
    "decline": (exceptions.decline, _l("Declined")),
}


def context_of(request, row: ConflictException, form, at) -> dict:
    title, is_open = _("Exception for %(name)s") % {"name": row.person.name}, row.status == "asked"
    stands = row.status == "granted" and row.ends_at > at
    refusal = refusals.why_not(policies.check_can_decide, request.viewer, row, at=at) if is_open else ""
    return {
        "title": title,
        "exception": row,
        "identity": {
            "name": title,
            "mark": row.person.name,
            "state": panels.state_of(row, at),
            "meta": [row.vendor.name],
        },
        "facts": facts_of(row),
        "panel": {"title": _("Your decision"), "refusal": refusal, "confirm_url": step_up.first(request)} if is_open else None,
        "form": None if refusal else form,
        "acts": [
            {"value": "grant", "label": _("Grant until %(day)s") % {"day": say(business_days.last_of(row.ends_at))}, "tone": "primary"},
            {"value": "decline", "label": _("Decline"), "tone": "danger"},
        ],
        "may_withdraw": is_open and refusals.can(policies.check_can_withdraw, request.viewer, row),
        "ending": ReasonForm(prefix="ending") if stands and refusals.can(policies.check_can_end, request.viewer) else None,
        "entries": history.of(row),
        "crumbs": [{"label": _("Conflicts"), "url": reverse("conflicts")}, {"label": title, "url": ""}],
    }  # fmt: skip


def facts_of(row: ConflictException) -> list[dict]:
    return [
        {"label": _("Person"), "value": row.person.name, "url": reverse("person", args=[row.person_id])},
        {"label": _("Subcontractor"), "value": row.vendor.name, "url": reverse("subcontractor", args=[row.vendor_id])},
        {"label": _("Conflict set"), "value": row.conflict_set.name, "url": f"{reverse('conflicts')}#s-{row.conflict_set_id}"},
        {"label": _("May hold"), "value": row.asset_one.name, "url": reverse("asset", args=[row.asset_one_id])},
        {"label": _("Together with"), "value": row.asset_two.name, "url": reverse("asset", args=[row.asset_two_id])},
        {"label": _("Why there is no other way"), "value": row.because},
        {"label": _("What keeps the risk small"), "value": row.control},
        {"label": _("Until"), "value": say(business_days.last_of(row.ends_at), "full")},
        {"label": _("Asked by"), "value": f"{row.asked_by.name}, {say_moment(row.asked_at)}"},
        *(_decided(row) if row.decided_by else []),
    ]  # fmt: skip


def _decided(row: ConflictException) -> list[dict]:
    return [
        {"label": _("Decided by"), "value": f"{row.decided_by.name}, {say_moment(row.decided_at)}"},
        {"label": _("Reason of the decision"), "value": row.decided_because},
    ]


@require_POST
def ending(request: HttpRequest, pk) -> HttpResponse:
    """End it before its day, with a reason."""
    row, at = _found(request, pk), clock.now()
    policies.check_can_end(request.viewer)
    form = ReasonForm(request.POST, prefix="ending")
    if not form.is_valid():
        context = {**context_of(request, row, ReasonForm(), at), "ending": form}
        return render(request, "desk/access/exception.html", context, status=422)
    exceptions.end(row, by=request.viewer, at=at, because=form.cleaned_data["because"])
    messages.success(request, _("Ended. What conflicts is closed again."))
    return redirect("conflict_exception", row.pk)
