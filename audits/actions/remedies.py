"""Answer a finding: the firm's plan and the evidence that it was carried out. The only writer of plans and evidence."""

import datetime

from django.utils.translation import gettext as _

from audits import policies
from audits.actions.findings import locked
from audits.models import Finding, FindingEvidence, PlanStep, RemediationPlan
from core import events, files
from core.actors import Actor
from core.refusals import NotNow
from core.workflow import become

Instant = datetime.datetime


def submit_plan(
    finding: Finding, *, cause: str, steps: list[tuple[str, datetime.date]], by: Actor, at: Instant
) -> RemediationPlan:
    """What went wrong and what is done by when; `steps` are (text, day). Repeating it returns the plan that waits.

    Raises NotNow where a step is later than the finding's own date.
    """
    finding = locked(finding)
    policies.check_can_answer_finding(by, finding)
    if finding.status == "plan_submitted":
        return finding.plans.all()[:1].get()
    if not steps or finding.due_on is None or any(day > finding.due_on for _text, day in steps):
        raise NotNow(_("Every step has to be done by the day on which the finding is due."))
    owed = become(finding, "plan_submitted")
    plan = RemediationPlan.objects.create(
        vendor_id=finding.vendor_id,
        finding=finding,
        number=finding.plans.count() + 1,
        cause=cause,
        author=by.user,
        author_name=by.label,
        submitted_at=at,
    )
    PlanStep.objects.bulk_create(
        PlanStep(vendor_id=finding.vendor_id, plan=plan, number=number, text=text, due_on=day)
        for number, (text, day) in enumerate(steps, start=1)
    )
    events.record(owed, finding, by=by, at=at, plan=plan.number, steps=len(steps))
    return plan


def add_evidence(finding: Finding, *, upload, note: str, by: Actor, at: Instant) -> FindingEvidence:
    """A file that shows what was done; the first one asks for verification. The same again is a second press.

    Raises files.FileRefused.
    """
    finding = locked(finding)
    policies.check_can_answer_finding(by, finding)
    if finding.status not in {"plan_accepted", "evidence_submitted"}:
        raise NotNow(_("Evidence comes after the plan was accepted."))
    if there := finding.evidence.filter(file__sha256=files.fingerprint(upload), note=note, added_by=by.user).first():
        return there
    stored = files.store(upload, purpose="evidence", name=upload.name, vendor=finding.vendor_id, by=by.user, at=at)
    made = FindingEvidence.objects.create(
        vendor_id=finding.vendor_id,
        finding=finding,
        file=stored,
        note=note,
        added_at=at,
        added_by=by.user,
        added_by_name=by.label,
    )
    owed = become(finding, "evidence_submitted") if finding.status == "plan_accepted" else "finding.evidence-added"
    events.record(owed, finding, by=by, at=at, sha256=stored.sha256, file=stored.name)
    return made


def record_reading(evidence: FindingEvidence, *, by: Actor, at: Instant) -> None:
    """Somebody took the file: it stands in the trail."""
    events.record("finding.file-read", evidence.finding, by=by, at=at, sha256=evidence.file.sha256)
