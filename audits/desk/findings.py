"""What was found, and is it put right? The list, one finding with its plan and evidence, and the decisions on it."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audits import policies
from audits.actions import findings, remedies
from audits.forms import FindingForm, ReasonForm, RiskForm, UpdateForm
from audits.listings import FINDINGS, SEVERITY_TONES, state_of
from audits.models import Audit, Finding, FindingEvidence
from audits.panels import answers as panels_answers
from core import clock, refusals
from core.files.answers import attach
from core.web import history, step_up
from core.web.dates import say_day
from core.web.listing import neighbours, respond

# What may be answered where a decision waits.
ANSWERS = {
    "plan_submitted": {"accept": findings.accept_plan, "return": findings.return_plan},
    "evidence_submitted": {"verify": findings.verify, "return": findings.return_evidence},
}


@require_GET
def listing(request: HttpRequest):
    return respond(request, FINDINGS)


def _found(request, pk) -> Finding:
    rows = Finding.objects.visible_to(request.viewer).select_related(
        "vendor", "audit__lead", "audit__programme", "submission__assessment", "recorded_by", "owner", "accepted_by"
    )
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk):
    """A finding of this audit."""
    audit = get_object_or_404(Audit.objects.visible_to(request.viewer).select_related("vendor", "programme"), pk=pk)
    policies.check_can_audit(request.viewer, audit)
    form = FindingForm(
        request.POST or None, audit=audit, viewer=request.viewer, initial={"check_made": request.GET.get("check")}
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        finding = findings.record(audit, check=given.pop("check_made"), by=request.viewer, at=clock.now(), **given)
        closes = audit.programme.kind(finding.kind)["hold"]
        messages.success(
            request, _("Recorded. Access is closed until it is put right.") if closes else _("Finding recorded")
        )
        return redirect("finding", pk=finding.pk)
    back = reverse("audit", args=[audit.pk])
    title = _("Record a finding")
    crumbs = [
        {"label": _("Audits"), "url": reverse("audits")},
        {"label": audit.reference, "url": back},
        {"label": title, "url": ""},
    ]
    context = {"title": title, "form": form, "submit": _("Record the finding"), "cancel_url": back, "crumbs": crumbs}
    return render(request, "desk/audits/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, pk):
    """One finding. What waits for a decision is decided here: POST `answer`."""
    finding, at = _found(request, pk), clock.now()
    if request.method == "POST":
        policies.check_can_write(request.viewer)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _decide(request, finding, form.cleaned_data["because"], at)
    return render(
        request, "desk/audits/finding.html", page_context(request, finding, form), status=422 if form.errors else 200
    )


def _decide(request, finding, because, at):
    action = ANSWERS.get(finding.status, {}).get(request.POST.get("answer"))
    if action is None:
        messages.error(request, _("There is nothing to decide on this finding any more"))
        return redirect("finding", pk=finding.pk)
    if request.POST["answer"] == "verify":  # opens what the finding closed, as an approval does
        policies.check_can_verify(request.viewer, finding)
        step_up.require(request)
    finding = action(finding, because=because, by=request.viewer, at=at)
    said = {
        "plan_accepted": _("Answered. The subcontractor is told."),
        "open": _("Plan sent back with your reason."),
        "verified": _("Verified. What this finding closed is open again."),
    }
    messages.success(request, said[finding.status])
    return redirect("finding", pk=finding.pk)


def page_context(request, finding, form, **forms) -> dict:
    viewer = request.viewer
    return {
        "title": finding.title,
        "finding": finding,
        "form": form,
        "panel": decision_panel(request, finding),
        "acts": acts_of(finding),
        "crumbs": [{"label": _("Findings"), "url": reverse("findings")}, {"label": finding.reference, "url": ""}],
        "neighbours": neighbours(request, FINDINGS, finding, list_url=reverse("findings")),
        "identity": {
            "name": finding.title,
            "reference": finding.reference,
            "mark": finding.vendor.name,
            "state": state_of(finding),
            "meta": [finding.vendor.name, finding.get_kind_display()],
            "owner": finding.owner,
        },
        "severity": {"tone": SEVERITY_TONES[finding.severity], "text": finding.get_severity_display()},
        "facts": facts_of(finding),
        "answer": panels_answers.of(finding),
        "plans": finding.plans.prefetch_related("steps").select_related("answered_by"),
        "evidence": finding.evidence.select_related("file"),
        "updates": finding.updates.all(),
        "verifications": finding.verifications.select_related("verified_by"),
        "update_form": forms.get("update_form") or UpdateForm(),
        "may_write": refusals.can(policies.check_can_write, viewer),
        "risk_form": forms.get("risk_form") or RiskForm(auto_id="risk-%s"),
        "risk_refusal": refusals.why_not(policies.check_can_accept_risk, viewer, finding),
        "may_reopen": refusals.can(policies.check_can_reopen, viewer, finding),
        "entries": history.of(finding),
    }


def decision_panel(request, finding) -> dict | None:
    viewer = request.viewer
    if finding.status == "plan_submitted":
        return {
            "title": _("Is this plan good enough?"),
            "reference": finding.reference,
            "asked": _("The plan stands below."),
            "because": "",
            "checks": [],
            "foot": "",
            "refusal": refusals.why_not(policies.check_can_review_plan, viewer, finding),
        }
    if finding.status == "evidence_submitted":
        return {
            "title": _("Is it put right?"),
            "reference": finding.reference,
            "asked": _("The evidence stands below."),
            "because": "",
            "checks": [],
            "foot": _("Somebody verifies who neither recorded the finding nor wrote the plan: %(names)s.")
            % {"names": _names(policies.verifiers(finding))},
            "refusal": refusals.why_not(policies.check_can_verify, viewer, finding),
            "confirm_url": step_up.first(request),
        }
    return None


def _names(people) -> str:
    return ", ".join(user.name for user in people) or _("nobody yet; an administrator gives somebody the role")


def acts_of(finding) -> list[dict]:
    yes = {
        "plan_submitted": ("accept", _("Accept the plan")),
        "evidence_submitted": ("verify", _("Verify: it is put right")),
    }.get(finding.status)
    if yes is None:
        return []
    return [
        {"value": yes[0], "label": yes[1], "tone": "primary"},
        {"value": "return", "label": _("Send back"), "tone": "danger"},
    ]


def _source(finding) -> dict:
    if finding.audit:
        return {"label": _("Audit"), "value": finding.audit.reference, "url": reverse("audit", args=[finding.audit_id])}
    assessment = finding.submission.assessment
    return {
        "label": _("Questionnaire"),
        "value": assessment.reference,
        "url": reverse("assessment", args=[assessment.pk]),
    }


def facts_of(finding) -> list[dict]:
    return [
        _source(finding),
        {
            "label": _("Subcontractor"),
            "value": finding.vendor.name,
            "url": reverse("subcontractor", args=[finding.vendor_id]),
        },
        {
            "label": _("Plan due"),
            "value": say_day(finding.plan_due_on) if finding.plan_due_on else _("Nothing has to be done"),
        },
        {
            "label": _("Put right by"),
            "value": say_day(finding.due_on) if finding.due_on else _("Nothing has to be done"),
        },
        {"label": _("Recorded by"), "value": finding.recorded_by.name},
        *(
            [
                {"label": _("Risk accepted until"), "value": say_day(finding.accepted_until)},
                {"label": _("Accepted by"), "value": finding.accepted_by.name},
            ]
            if finding.accepted_until
            else []
        ),
    ]


@require_POST
def update(request: HttpRequest, pk):
    finding, form = _found(request, pk), UpdateForm(request.POST)
    if not form.is_valid():
        return _again(request, finding, update_form=form)
    findings.update(finding, by=request.viewer, at=clock.now(), **form.cleaned_data)
    messages.success(request, _("Update added. The subcontractor reads it too."))
    return redirect("finding", pk=finding.pk)


@require_POST
def risk(request: HttpRequest, pk):
    finding, form = _found(request, pk), RiskForm(request.POST, auto_id="risk-%s")
    if not form.is_valid():
        return _again(request, finding, risk_form=form)
    findings.accept_risk(finding, by=request.viewer, at=clock.now(), **form.cleaned_data)
    messages.success(
        request,
        _("Risk accepted until %(day)s; then the finding is open again") % {"day": say_day(form.cleaned_data["until"])},
    )
    return redirect("finding", pk=finding.pk)


def _again(request, finding, **forms):
    return render(
        request, "desk/audits/finding.html", page_context(request, finding, ReasonForm(), **forms), status=422
    )


@require_http_methods(["GET", "POST"])
def reopening(request: HttpRequest, pk):
    finding = _found(request, pk)
    policies.check_can_reopen(request.viewer, finding)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        findings.reopen(finding, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Reopened. Its dates begin anew."))
        return redirect("finding", pk=finding.pk)
    back = reverse("finding", args=[finding.pk])
    crumbs = [
        {"label": _("Findings"), "url": reverse("findings")},
        {"label": finding.reference, "url": back},
        {"label": _("Reopen"), "url": ""},
    ]
    context = {
        "title": _("Reopen the finding"),
        "form": form,
        "submit": _("Reopen"),
        "cancel_url": back,
        "crumbs": crumbs,
    }
    return render(request, "desk/audits/form.html", context, status=422 if form.errors else 200)


@require_POST
def evidence(request: HttpRequest, pk):
    """Take a file of evidence; who took it stands in the trail."""
    visible = Finding.objects.visible_to(request.viewer)
    row = get_object_or_404(
        FindingEvidence.objects.filter(finding__in=visible).select_related("file", "finding"), pk=pk
    )
    remedies.record_reading(row, by=request.viewer, at=clock.now())
    return attach(row.file)
