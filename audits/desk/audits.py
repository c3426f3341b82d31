"""Which audits are planned, and what does one of them find? Plan it, judge its checks, report it, close it."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audits import policies
from audits.actions import audits
from audits.forms import CheckForm, ObserverForm, PlanAuditForm, ReasonForm, SummaryForm
from audits.listings import AUDITS, state_of
from audits.models import Audit, Finding, Programme
from core import clock, refusals
from core.web import history
from core.web.dates import say_day
from core.web.listing import neighbours, respond
from vendors.models import Vendor


@require_GET
def listing(request: HttpRequest):
    may_plan = refusals.can(policies.check_can_write, request.viewer)
    return respond(request, AUDITS, template="desk/audits/list.html", may_plan=may_plan)


def _found(request, pk) -> Audit:
    rows = Audit.objects.visible_to(request.viewer).select_related("vendor", "lead", "programme", "planned_by")
    return get_object_or_404(rows, pk=pk)


def _crumbs(*labels) -> list[dict]:
    return [{"label": _("Audits"), "url": reverse("audits")}, *({"label": label, "url": ""} for label in labels)]


@require_GET
def choose(request: HttpRequest):
    """Whom do we audit? The first step of planning."""
    policies.check_can_write(request.viewer)
    asked = request.GET.get("q", "").strip()
    rows = (
        Vendor.objects.visible_to(request.viewer)
        .exclude(status="archived")
        .filter(name__icontains=asked)
        .order_by("name")[:20]
    )
    context = {"title": _("Plan an audit"), "vendors": rows, "asked": asked, "crumbs": _crumbs(_("Plan an audit"))}
    return render(request, "desk/audits/choose.html", context)


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, vendor_id):
    policies.check_can_write(request.viewer)
    vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=vendor_id)
    programme = Programme.objects.latest()
    chosen = [check["id"] for check in programme.checks_for(vendor.tier)]
    form = PlanAuditForm(
        request.POST or None, programme=programme, initial={"checks": chosen, "lead": request.viewer.user.pk}
    )
    if request.method == "POST" and form.is_valid():
        audit = audits.plan(vendor, by=request.viewer, at=clock.now(), programme=programme, **form.cleaned_data)
        messages.success(request, _("Planned for %(day)s") % {"day": say_day(audit.planned_on)})
        return redirect("audit", pk=audit.pk)
    return _form(request, _("Audit of %(firm)s") % {"firm": vendor.name}, form, _("Plan the audit"), reverse("audits"))


@require_GET
def page(request: HttpRequest, pk):
    return render(request, "desk/audits/audit.html", page_context(request, _found(request, pk)))


def page_context(request, audit, observer_form=None) -> dict:
    viewer = request.viewer
    may_write = refusals.can(policies.check_can_audit, viewer, audit)
    return {
        "title": audit.reference,
        "audit": audit,
        "crumbs": _crumbs(audit.reference),
        "neighbours": neighbours(request, AUDITS, audit, list_url=reverse("audits")),
        "identity": {
            "name": _("Audit of %(firm)s") % {"firm": audit.vendor.name},
            "reference": audit.reference,
            "mark": audit.vendor.name,
            "state": state_of(audit),
            "meta": [say_day(audit.planned_on)],
            "owner": audit.lead,
        },
        "checks": checks_of(audit),
        "findings": finding_rows(request, audit),
        "facts": facts_of(audit),
        "may_write": may_write,
        "may_plan": refusals.can(policies.check_can_write, viewer),
        "close_refusal": refusals.why_not(policies.check_can_close, viewer, audit),
        "observers": audit.observers,
        "observer_form": observer_form or ObserverForm(),
        "entries": history.of(audit, also=audit.findings.all()),
    }


def checks_of(audit) -> list[dict]:
    """Each check with what the programme says about it and how it came out."""
    looks = {"pass": ("ok", "check"), "fail": ("danger", "circle-x"), "na": ("plain", "minus")}
    rows = []
    for check in audit.checks.select_related("recorded_by"):
        tone, icon = looks.get(check.result, ("outline", ""))
        state = {"tone": tone, "icon": icon, "text": check.get_result_display() if check.result else _("Not recorded")}
        rows.append({"check": check, "asked": audit.programme.check_named(check.key), "state": state})
    return rows


def finding_rows(request, audit) -> list[dict]:
    found = Finding.objects.visible_to(request.viewer).filter(audit=audit).order_by("-recorded_at")
    return [
        {
            "title": row.title,
            "url": reverse("finding", args=[row.pk]),
            "state": state_of(row),
            "meta": f"{row.reference}, {row.get_kind_display()}, {row.get_severity_display().lower()}",
        }
        for row in found
    ]


def facts_of(audit) -> list[dict]:
    return [
        {
            "label": _("Subcontractor"),
            "value": audit.vendor.name,
            "url": reverse("subcontractor", args=[audit.vendor_id]),
        },
        {"label": _("Lead auditor"), "value": audit.lead.name},
        {"label": _("Day"), "value": say_day(audit.planned_on)},
        {"label": _("Scope"), "value": audit.scope},
        {"label": _("Programme"), "value": _("Version %(number)d") % {"number": audit.programme.version}},
        {"label": _("Planned by"), "value": audit.planned_by.name},
    ]


@require_POST
def start(request: HttpRequest, pk):
    audits.start(_found(request, pk), by=request.viewer, at=clock.now())
    messages.success(request, _("Under way. Record the result of each check, and findings as they come."))
    return redirect("audit", pk=pk)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, pk, check_id):
    """How did this check come out?"""
    audit = _found(request, pk)
    policies.check_can_audit(request.viewer, audit)
    row = get_object_or_404(audit.checks, pk=check_id)
    initial = {"result": row.result, "sample_size": row.sample_size, "note": row.note}
    form = CheckForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        audits.record_check(row, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Recorded: %(check)s") % {"check": row.title})
        return redirect("audit", pk=audit.pk)
    asked = audit.programme.check_named(row.key)
    return _form(
        request, row.title, form, _("Record the result"), reverse("audit", args=[audit.pk]), asked=asked, audit=audit
    )


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk):
    audit = _found(request, pk)
    policies.check_can_audit(request.viewer, audit)
    form = SummaryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        audits.report(audit, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Reported. The contact of the subcontractor is told."))
        return redirect("audit", pk=audit.pk)
    return _form(request, _("Report the audit"), form, _("Report"), reverse("audit", args=[audit.pk]), audit=audit)


@require_POST
def closing(request: HttpRequest, pk):
    audits.close(_found(request, pk), by=request.viewer, at=clock.now())
    messages.success(request, _("Audit closed"))
    return redirect("audit", pk=pk)


@require_http_methods(["GET", "POST"])
def cancelling(request: HttpRequest, pk):
    audit = _found(request, pk)
    policies.check_can_write(request.viewer)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        audits.cancel(audit, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Audit cancelled"))
        return redirect("audit", pk=audit.pk)
    return _form(
        request, _("Cancel the audit"), form, _("Cancel the audit"), reverse("audit", args=[audit.pk]), audit=audit
    )


@require_POST
def observers(request: HttpRequest, pk):
    """Let an auditor from outside see this one audit."""
    audit = _found(request, pk)
    form = ObserverForm(request.POST)
    if not form.is_valid():
        return render(request, "desk/audits/audit.html", page_context(request, audit, form), status=422)
    user = form.cleaned_data["user"]
    audits.let_in(audit, user, by=request.viewer, at=clock.now())
    undo = reverse("audit_observer_removal", args=[audit.pk, user.pk])
    said = _("%(name)s sees this audit from now on") % {"name": user.name}
    messages.success(request, said, extra_tags=f"undo:{undo}")
    return redirect("audit", pk=audit.pk)


@require_POST
def observer_removal(request: HttpRequest, pk, user_id):
    audit = _found(request, pk)
    user = get_object_or_404(audit.observers, pk=user_id)
    audits.shut_out(audit, user, by=request.viewer, at=clock.now())
    messages.success(request, _("%(name)s no longer sees this audit") % {"name": user.name})
    return redirect("audit", pk=audit.pk)


def _form(request, title, form, submit, back, *, asked=None, audit=None):
    crumbs = _crumbs(*([audit.reference] if audit else []), title)
    if audit:
        crumbs[1]["url"] = back
    context = {"title": title, "form": form, "submit": submit, "cancel_url": back, "asked": asked, "crumbs": crumbs}
    return render(request, "desk/audits/form.html", context, status=422 if form.errors else 200)
