"""Officers' pages about signals from outside: recording one, what it does to the score, taking it up or setting it aside."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.web import history
from core.web.listing import respond
from vendors import business_days
from vendors.actions import signals
from vendors.forms.signals import SettleForm, SignalForm
from vendors.listings.signals import SIGNALS
from vendors.models import Signal, Vendor
from vendors.panels import signals as words
from vendors.policies import signals as policy

SAID = {"take_up": _l("Taken up; the screening is open"), "set_aside": _l("Set aside, with your reason")}


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    return respond(request, SIGNALS)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, vendor_id) -> HttpResponse:
    policy.check_can_record(request.viewer)
    vendor, at = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=vendor_id), clock.now()
    form = SignalForm(request.POST or None, today=business_days.day_of(at))
    if request.method == "POST" and form.is_valid():
        row, is_new = signals.take_in(vendor, **form.cleaned_data, by=request.viewer, at=at)
        messages.success(request, _("Signal recorded") if is_new else _("This signal was recorded before"))
        return redirect("signal", row.pk)
    context = {
        "title": _("Record a signal"), "lede": _("%(firm)s. What was heard from outside; whoever screens looks at it next.") % {"firm": vendor.name},
        "form": form, "submit": _("Record it"), "cancel_url": reverse("subcontractor", args=[vendor.pk]),
        "crumbs": [*_crumbs(), {"label": _("Record a signal"), "url": ""}],
    }  # fmt: skip
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


@require_GET
def record(request: HttpRequest, pk) -> HttpResponse:
    return _page(request, _find(request, pk), SettleForm())


@require_POST
def decision(request: HttpRequest, pk) -> HttpResponse:
    """`answer`: take_up or set_aside."""
    policy.check_can_settle(request.viewer)
    row, answer, form = _find(request, pk), request.POST.get("answer"), SettleForm(request.POST)
    if answer not in SAID:
        raise Http404
    if not form.is_valid():
        return _page(request, row, form)
    if answer == "take_up":
        row = signals.take_up(row, by=request.viewer, at=clock.now())
    else:
        row = signals.set_aside(row, **form.cleaned_data, by=request.viewer, at=clock.now())
    messages.success(request, SAID[answer])
    return redirect("screening", row.screening_id) if answer == "take_up" else redirect("signal", row.pk)


def _page(request, row: Signal, form) -> HttpResponse:
    is_asked = row.status == "open" and policy.can_settle(request.viewer)
    context = {
        "title": row.get_kind_display(), "row": row, "tag": words.tag(row), "difference": words.difference(row), "entries": history.of(row), "facts": _facts(row),
        "form": form if is_asked else None, "decision": {"title": _("Look at it again?"), "foot": _("Taking it up opens a screening. Nothing changes by itself.")},
        "acts": [
            {"value": "take_up", "label": _("Take it up and screen"), "tone": "primary"},
            {"value": "set_aside", "label": _("Set it aside"), "tone": ""},
        ],
        "crumbs": [*_crumbs(), {"label": row.vendor.name, "url": ""}],
    }  # fmt: skip
    return render(request, "desk/vendors/signal.html", context, status=422 if form.errors else 200)


def _facts(row: Signal) -> list[dict]:
    paper = reverse("evidence_review", args=["certificates", row.certificate_id]) if row.certificate_id else ""
    return [
        {"label": _("Subcontractor"), "value": row.vendor.name, "url": reverse("subcontractor", args=[row.vendor_id])},
        {"label": _("Source"), "value": row.source},
        {"label": _("Reference"), "value": row.reference, "url": paper},
        {"label": _("Recorded by"), "value": row.recorded_by_name or _("Automatic")},
    ]


def _find(request, pk) -> Signal:
    rows = Signal.objects.visible_to(request.viewer).select_related("vendor", "certificate", "settled_by")
    return get_object_or_404(rows, pk=pk)


def _crumbs() -> list[dict]:
    return [{"label": _("Signals"), "url": reverse("signals")}]
