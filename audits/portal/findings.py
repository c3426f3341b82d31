"""What did the audit find at our firm, and what do we do about it? For the contact; a worker finds nothing here."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from audits.actions import findings, remedies
from audits.forms import EvidenceForm, RemedyForm, UpdateForm
from audits.listings import state_of
from audits.models import Audit, Finding, FindingEvidence
from audits.panels import answers as panels_answers
from core import clock, files
from core.files.answers import attach
from core.refusals import NotAllowed


@require_GET
def listing(request: HttpRequest):
    if "contact" not in request.viewer.hats:
        raise NotAllowed(_("Findings and audits are for the contact of your firm."))
    found = Finding.objects.visible_to(request.viewer).order_by("due_on", "-recorded_at")
    audits = Audit.objects.visible_to(request.viewer).order_by("-planned_on")
    context = {
        "title": _("Findings and audits"),
        "findings": [{"row": row, "state": state_of(row)} for row in found],
        "audits": [{"row": row, "state": state_of(row)} for row in audits],
    }
    return render(request, "portal/audits/findings.html", context)


def _found(request, pk) -> Finding:
    return get_object_or_404(Finding.objects.visible_to(request.viewer), pk=pk)


@require_GET
def page(request: HttpRequest, pk):
    return render(request, "portal/audits/finding.html", page_context(_found(request, pk)))


def page_context(finding, **forms) -> dict:
    wants_plan = finding.status == "open" and finding.due_on is not None
    return {
        "title": finding.title,
        "finding": finding,
        "state": state_of(finding),
        "answer": panels_answers.of(finding),
        "plans": finding.plans.prefetch_related("steps"),
        "evidence": finding.evidence.select_related("file"),
        "updates": finding.updates.all(),
        "plan_form": forms.get("plan_form") or (RemedyForm(due_on=finding.due_on) if wants_plan else None),
        "evidence_form": forms.get("evidence_form")
        or (EvidenceForm() if finding.status in {"plan_accepted", "evidence_submitted"} else None),
        "update_form": forms.get("update_form") or UpdateForm(),
        "form": next(iter(forms.values()), None),
    }


def _again(request, finding, **forms):
    return render(request, "portal/audits/finding.html", page_context(finding, **forms), status=422)


@require_POST
def plan(request: HttpRequest, pk):
    finding = _found(request, pk)
    form = RemedyForm(request.POST, due_on=finding.due_on)
    if not form.is_valid():
        return _again(request, finding, plan_form=form)
    remedies.submit_plan(finding, cause=form.cleaned_data["cause"], steps=form.steps, by=request.viewer, at=clock.now())
    messages.success(request, _("Plan sent. You get a mail when it is answered."))
    return redirect("portal_finding", pk=finding.pk)


@require_POST
def evidence(request: HttpRequest, pk):
    finding, form = _found(request, pk), EvidenceForm(request.POST, request.FILES)
    if form.is_valid() and _kept(form, finding, request.viewer):
        messages.success(request, _("Evidence sent. Somebody verifies that it is put right."))
        return redirect("portal_finding", pk=finding.pk)
    return _again(request, finding, evidence_form=form)


def _kept(form, finding, viewer) -> bool:
    """Run the action; a file that is refused becomes an error of the form, with what was typed kept."""
    try:
        remedies.add_evidence(
            finding, upload=form.cleaned_data["file"], note=form.cleaned_data["note"], by=viewer, at=clock.now()
        )
    except files.FileRefused as refused:
        form.add_error("file", refused.sentence)
        return False
    return True


@require_POST
def update(request: HttpRequest, pk):
    finding, form = _found(request, pk), UpdateForm(request.POST)
    if not form.is_valid():
        return _again(request, finding, update_form=form)
    findings.update(finding, by=request.viewer, at=clock.now(), **form.cleaned_data)
    messages.success(request, _("Update sent"))
    return redirect("portal_finding", pk=finding.pk)


@require_POST
def take_evidence(request: HttpRequest, pk):
    visible = Finding.objects.visible_to(request.viewer)
    row = get_object_or_404(
        FindingEvidence.objects.filter(finding__in=visible).select_related("file", "finding"), pk=pk
    )
    remedies.record_reading(row, by=request.viewer, at=clock.now())
    return attach(row.file)
