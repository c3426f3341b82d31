"""Officers' pages about accepted risks: accepting one, what was frozen with it, its proof, and withdrawing it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from core.files.answers import attach
from core.refusals import NotNow
from core.roles import ROLES
from core.web import history, step_up
from core.web.dates import say_day
from core.web.listing import respond
from vendors import acceptance_papers, accepted_risks, business_days
from vendors.actions import risk_acceptances
from vendors.forms.risk_acceptances import AcceptForm
from vendors.forms.subcontractors import ReasonForm
from vendors.listings.risk import ACCEPTANCES
from vendors.models import RiskAcceptance, Vendor
from vendors.panels import risk_acceptances as words
from vendors.panels import score
from vendors.policies import risk_acceptances as policy
from vendors.policies import scores as score_policy


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    return respond(request, ACCEPTANCES)


@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, vendor_id) -> HttpResponse:
    """The score of now, and the form after a second factor."""
    vendor, at = _vendor(request, vendor_id), clock.now()
    today = business_days.day_of(at)
    policy.check_can_accept(request.viewer, vendor, today, at)
    found = score.worked_out(vendor, at)
    if found is None:
        raise Http404
    policy.check_is_known(found["result"])
    seen = {name: found["result"][name] for name in ("score", "level")}
    form = AcceptForm(request.POST or None, today=today, last=score_policy.last_day(today), initial=seen)
    if request.method == "POST":
        factor = step_up.require(request)
        if form.is_valid() and (row := _accepted(request, vendor, form, factor["type"], at, seen)):
            messages.success(request, _("Accepted until %(day)s") % {"day": say_day(row.until_on, "full")})
            return redirect("risk_acceptance", row.pk)
    context = {
        "vendor": vendor, **score.verdict(found, vendor), "form": form, "acts": [{"value": "accept", "label": _("Accept the risk"), "tone": "primary"}],
        "decision": {
            "title": _("Accept what is left"), "asked": _("You answer for it with your name. The score as it stands now is frozen with it."),
            "foot": _("It covers this level and lower ones. When the level rises it no longer covers."), "confirm_url": step_up.first(request),
        },
        "title": _("Accept the residual risk"), "crumbs": [*_crumbs(vendor), {"label": _("Accept"), "url": ""}],
        "last": words.on_risk_page(vendor, found, request.viewer, at)["last"],
    }  # fmt: skip
    return render(request, "desk/vendors/risk_accept.html", context, status=422 if form.errors else 200)


def _accepted(request, vendor, form, factor: str, at, seen: dict) -> RiskAcceptance | None:
    try:
        return risk_acceptances.accept(vendor, **form.cleaned_data, factor=factor, by=request.viewer, at=at)
    except NotNow as refusal:  # the score changed since the page was drawn: what was typed stays
        form.add_error(None, str(refusal))
        form.data = {**form.data.dict(), **seen}
        return None


@require_GET
def record(request: HttpRequest, pk) -> HttpResponse:
    row, at = _find(request, pk), clock.now()
    found = score.worked_out(row.vendor, at)
    level = found["result"]["level"] if found else 0
    stands = accepted_risks.standing(row.vendor, at) == row
    context = {
        "title": _("Accepted risk"), "row": row, "vendor": row.vendor, "tag": words.tag(row, stands=stands, level=level), "stands": stands,
        "sentence": words.sentence(row, level) if stands else "", "factors": acceptance_papers.factors(row), "mark": acceptance_papers.mark(row),
        "role": ROLES[row.accepted_as].name, "next": row.renewals.first(), "entries": history.of(row),
        "may_withdraw": stands and policy.may_withdraw(request.viewer, row), "may_accept": policy.may_accept(request.viewer) and not row.renewals.exists(),
        "crumbs": [*_crumbs(row.vendor), {"label": _("Accepted risk"), "url": ""}],
    }  # fmt: skip
    return render(request, "desk/vendors/risk_acceptance.html", context)


@require_http_methods(["GET", "POST"])
def withdrawal(request: HttpRequest, pk) -> HttpResponse:
    row, form = _find(request, pk), ReasonForm(request.POST or None)
    policy.check_can_withdraw(request.viewer, row)
    if request.method == "POST" and form.is_valid():
        risk_acceptances.withdraw(row, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Withdrawn; the risk is accepted no more"))
        return redirect("risk_acceptance", row.pk)
    context = {
        "title": _("Withdraw the acceptance"), "form": form, "submit": _("Withdraw it"), "tone": "danger", "cancel_url": reverse("risk_acceptance", args=[row.pk]),
        "lede": _("It counts no more from now on. The proof of it stays."), "crumbs": [*_crumbs(row.vendor), {"label": _("Withdraw"), "url": ""}],
    }  # fmt: skip
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


@require_GET
def file(request: HttpRequest, pk) -> HttpResponseBase:
    """The sealed proof; 404 until it is sealed."""
    row = _find(request, pk)
    if row.stored is None:
        raise Http404
    return attach(row.stored)


def _find(request, pk) -> RiskAcceptance:
    rows = RiskAcceptance.objects.visible_to(request.viewer).select_related(
        "vendor", "method", "stored", "renews", "withdrawn_by"
    )
    return get_object_or_404(rows, pk=pk)


def _vendor(request, vendor_id) -> Vendor:
    if not request.viewer.is_staff:
        raise Http404
    return get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=vendor_id)


def _crumbs(vendor: Vendor) -> list[dict]:
    return [
        {"label": _("Subcontractors"), "url": reverse("subcontractors")},
        {"label": vendor.name, "url": reverse("subcontractor", args=[vendor.pk])},
        {"label": _("Residual risk"), "url": reverse("subcontractor_risk", args=[vendor.pk])},
    ]
