"""Officers' pages about a risk score: how it came about, today and on another day, its download, and setting it aside."""

import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from core.web.dates import say_day, say_moment
from vendors import business_days, score_downloads, score_words
from vendors.actions import scores
from vendors.forms.scores import AsOfForm, OverrideForm
from vendors.forms.subcontractors import ReasonForm
from vendors.models import RiskScore, ScoreOverride, Vendor
from vendors.panels import risk_acceptances, score
from vendors.policies import risk_acceptances as acceptance_policy
from vendors.policies import scores as policy

EARLIER = 24  # results that the history shows


@require_GET
def page(request: HttpRequest, vendor_id) -> HttpResponse:
    """The arithmetic of now, beside the one of a day that is asked about."""
    vendor, at = _vendor(request, vendor_id), clock.now()
    now, today = _worked_out(vendor, at), business_days.day_of(at)
    asked = any(name.startswith("as_of") for name in request.GET)
    form = AsOfForm(request.GET if asked else None, today=today)
    day = form.cleaned_data["as_of"] if form.is_valid() else None
    return render(
        request, "desk/vendors/risk.html", _context(request, vendor, now, day, form), status=422 if form.errors else 200
    )


def _context(request, vendor, now, day, form) -> dict:
    at = clock.now()
    overrides = ScoreOverride.objects.filter(vendor=vendor).standing(at, business_days.day_of(at))
    then = _worked_out(vendor, business_days.end_of(day) - datetime.timedelta(microseconds=1)) if day else None
    return {
        "title": _("Residual risk"), "vendor": vendor, **score.verdict(now, vendor), "lines": _beside(now, then, vendor),
        "then": then and score.verdict(then, vendor), "day": day, "form": form, "standing": overrides.select_related("set_by").first(),
        "accepted": risk_acceptances.on_risk_page(vendor, now, request.viewer, at), "may_accept": acceptance_policy.may_accept(request.viewer) and bool(now["result"]["level"]),
        "may_override": policy.can_override(request.viewer) and vendor.tier is not None, "history": _history(vendor),
        "crumbs": [*_crumbs(vendor), {"label": _("Residual risk"), "url": ""}],
    }  # fmt: skip


def _beside(now: dict, then: dict | None, vendor: Vendor) -> list[dict]:
    """The factors of now, each with what it was then; one that was there only then has no points now."""
    rows = {line["key"]: {**line, "now": line["value"]} for line in score.factors(now, vendor)}
    for line in score.factors(then, vendor) if then else ():
        rows.setdefault(line["key"], {**line, "now": None, "rest": ""})["was"] = line
    return [{**row, "name": score_words.name_of(key)} for key, row in rows.items()]


def _history(vendor: Vendor) -> list[dict]:
    rows = RiskScore.objects.filter(vendor=vendor).select_related("method").order_by("-made_at", "-pk")[:EARLIER]
    return [{"row": row, "end": say_moment(row.made_at)} for row in rows]


@require_GET
def download(request: HttpRequest, vendor_id) -> HttpResponse:
    vendor, at = _vendor(request, vendor_id), clock.now()
    answer = HttpResponse(score_downloads.pack(_worked_out(vendor, at), vendor), content_type="application/zip")
    name = f"{vendor.reference}-risk-{business_days.day_of(at).isoformat()}.zip"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    scores.note_download(vendor, by=request.viewer, at=at)
    return answer


@require_http_methods(["GET", "POST"])
def override(request: HttpRequest, vendor_id) -> HttpResponse:
    policy.check_can_override(request.viewer)
    vendor, at = _vendor(request, vendor_id), clock.now()
    policy.check_is_assessed(vendor)
    today = business_days.day_of(at)
    form = OverrideForm(request.POST or None, today=today, last=policy.last_day(today))
    if request.method == "POST" and form.is_valid():
        row = scores.override(vendor, **form.cleaned_data, by=request.viewer, at=at)
        messages.success(
            request, _("The score is %(value)s until %(day)s") % {"value": row.value, "day": say_day(row.until_on)}
        )
        return redirect("subcontractor_risk", vendor.pk)
    lede = _(
        "The arithmetic gives %(score)s. What you set stands beside it, with your name and reason, until its last day."
    )
    return _form(
        request, vendor, form, _("Set the score by hand"), _("Set the score"), lede % {"score": _own(vendor, at)}
    )


@require_http_methods(["GET", "POST"])
def restore(request: HttpRequest, vendor_id) -> HttpResponse:
    policy.check_can_override(request.viewer)
    vendor, form = _vendor(request, vendor_id), ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        scores.restore(vendor, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("The score follows its arithmetic again"))
        return redirect("subcontractor_risk", vendor.pk)
    return _form(request, vendor, form, _("Let the arithmetic count again"), _("Let it count"), "")


def _own(vendor: Vendor, at: datetime.datetime) -> int:
    """What the arithmetic gives, whatever was set by hand."""
    factors = _worked_out(vendor, at)["result"]["factors"]
    return sum(factor["points"] for factor in factors if factor["key"] != "override")


def _form(request, vendor, form, title: str, submit: str, lede: str) -> HttpResponse:
    context = {
        "title": title, "form": form, "submit": submit, "lede": lede, "cancel_url": reverse("subcontractor_risk", args=[vendor.pk]),
        "crumbs": [*_crumbs(vendor), {"label": title, "url": ""}],
    }  # fmt: skip
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


def _worked_out(vendor: Vendor, at: datetime.datetime) -> dict:
    """Or 404 where no method is loaded."""
    found = score.worked_out(vendor, at)
    if found is None:
        raise Http404
    return found


def _vendor(request, vendor_id) -> Vendor:
    if not request.viewer.is_staff:
        raise Http404
    return get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=vendor_id)


def _crumbs(vendor: Vendor) -> list[dict]:
    return [
        {"label": _("Subcontractors"), "url": reverse("subcontractors")},
        {"label": vendor.name, "url": reverse("subcontractor", args=[vendor.pk])},
    ]
