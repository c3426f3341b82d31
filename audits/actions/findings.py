"""Record what was found, judge how it is put right, and settle it. A major finding closes access until it is.

The firm's own side (plan, evidence) is in audits/actions/remedies.py.
"""

import datetime

from django.utils.translation import gettext as _

from access.actions import holds
from audits import policies
from audits.models import Audit, AuditCheck, Finding, FindingUpdate, Programme, Verification
from core import events, limits, references
from core.actors import Actor
from core.refusals import NotNow
from core.workflow import become
from vendors import business_days

Instant = datetime.datetime


def record(
    audit: Audit,
    *,
    kind: str,
    severity: str,
    title: str,
    requirement: str,
    seen: str,
    by: Actor,
    at: Instant,
    cause: str = "",
    check: AuditCheck | None = None,
    owner=None,
    asset=None,
) -> Finding:
    """A finding of this audit, with its dates by tier and severity. `asset` narrows what a major one closes.

    The same again is a second press. Raises NotAllowed and NotNow; NotNow too where kind and severity do not fit by the
    programme.
    """
    audit = (
        Audit.objects.select_for_update(no_key=True, of=("self",))
        .select_related("vendor", "programme")
        .get(pk=audit.pk)
    )
    policies.check_can_audit(by, audit)
    _check_fits(audit.programme, kind, severity, asset)
    seen_before = {"kind": kind, "severity": severity, "title": title, "requirement": requirement, "seen": seen}
    if there := audit.findings.filter(**seen_before, check_made=check, recorded_by=by.user).first():
        return there
    finding = Finding.objects.create(
        vendor_id=audit.vendor_id,
        reference=references.next_of("FND"),
        audit=audit,
        check_made=check,
        kind=kind,
        severity=severity,
        title=title,
        requirement=requirement,
        seen=seen,
        cause=cause,
        owner=owner or by.user,
        recorded_at=at,
        recorded_by=by.user,
        held_asset_id=getattr(asset, "pk", None),
        **_dates(audit, severity, at),
    )
    event = events.record(
        "finding.recorded",
        finding,
        by=by,
        at=at,
        kind=kind,
        severity=severity,
        due_on=finding.due_on,
        audit=audit,
        source="audit",
    )
    what_follows(finding, audit.programme, by=by, at=at, cause=event)
    return finding


def _check_fits(programme, kind: str, severity: str, asset) -> None:
    if severity not in programme.kind(kind)["severities"]:
        raise NotNow(_("This kind of finding does not come with that severity."))
    if asset is not None and programme.severity(severity)["access"] == "suspend":
        raise NotNow(_("A critical finding closes all access of the firm, not one asset."))


def _dates(audit: Audit, severity: str, at: Instant) -> dict:
    deadline = audit.programme.deadline(audit.vendor.tier, severity)
    if deadline is None:
        return {}
    today = business_days.day_of(at)
    days = {"plan_due_on": deadline["plan_days"], "due_on": deadline["fix_days"]}
    return {name: today + datetime.timedelta(days=count) for name, count in days.items()}


def what_follows(finding: Finding, programme: Programme | None, *, by, at, cause) -> None:
    """By the programme; where there is none, a major finding closes access."""
    if finding.due_on is None:
        events.record(become(finding, "noted", settled_at=at), finding, by=by, at=at, cause=cause)
    if programme.kind(finding.kind)["hold"] if programme else finding.kind == "major":
        _hold(finding, by=by, at=at, cause=cause)


def _hold(finding: Finding, *, by, at, cause) -> None:
    holds.place(
        vendor=finding.vendor_id,
        asset_id=finding.held_asset_id,
        source=finding,
        by=by,
        at=at,
        cause=cause,
        because=_("Major finding %(reference)s: %(title)s") % {"reference": finding.reference, "title": finding.title},
        told_as=_("A major audit finding is open: %(title)s") % {"title": finding.title},
    )


def accept_plan(finding: Finding, *, because: str, by: Actor, at: Instant) -> Finding:
    return _answer_plan(finding, "accepted", "plan_accepted", because=because, by=by, at=at)


def return_plan(finding: Finding, *, because: str, by: Actor, at: Instant) -> Finding:
    """Not like this; the firm submits another plan."""
    return _answer_plan(finding, "returned", "open", because=because, by=by, at=at)


def _answer_plan(finding, answer, status, *, because, by, at) -> Finding:
    finding = locked(finding)
    policies.check_can_write(by)
    plan = finding.plans.first()
    if finding.status == status and plan and plan.answer == answer:
        return finding
    policies.check_can_review_plan(by, finding)
    plan.answer, plan.answered_at, plan.answered_by, plan.answer_because = answer, at, by.user, because
    plan.save(update_fields=["answer", "answered_at", "answered_by", "answer_because"])
    events.record(become(finding, status), finding, by=by, at=at, because=because, plan=plan.number)
    return finding


def return_evidence(finding: Finding, *, because: str, by: Actor, at: Instant) -> Finding:
    """It does not show that the finding is put right; more is needed."""
    finding = locked(finding)
    policies.check_can_verify(by, finding)
    events.record(become(finding, "plan_accepted"), finding, by=by, at=at, because=because)
    return finding


def verify(finding: Finding, *, because: str, by: Actor, at: Instant) -> Finding:
    """Somebody else looked: it is put right. What the finding closed opens again. Repeating it returns the verified finding."""
    finding = locked(finding)
    policies.check_may_verify(by, finding)
    if finding.status == "verified":
        return finding
    policies.check_can_verify(by, finding)
    Verification.objects.create(
        vendor_id=finding.vendor_id,
        finding=finding,
        verified_by=by.user,
        recorded_by_id=finding.recorded_by_id,
        plan_author_id=policies.accepted_plan(finding).author_id,
        because=because,
        at=at,
    )
    event = events.record(become(finding, "verified", settled_at=at), finding, by=by, at=at, because=because)
    holds.lift(finding, by=by, at=at, because=_("The finding is put right and verified."), cause=event)
    return finding


def accept_risk(finding: Finding, *, until: datetime.date, because: str, by: Actor, at: Instant) -> Finding:
    """We live with it until that day, when it is open again. Access opens meanwhile."""
    finding = locked(finding)
    policies.check_may_accept_risk(by, finding)
    if finding.status == "risk_accepted" and finding.accepted_until == until:
        return finding
    policies.check_can_accept_risk(by, finding)
    if until <= business_days.day_of(at):
        raise NotNow(_("A risk is accepted until a day that is still to come."))
    owed = become(
        finding, "risk_accepted", settled_at=at, accepted_until=until, accepted_because=because, accepted_by=by.user
    )
    event = events.record(owed, finding, by=by, at=at, because=because, until=until)
    holds.lift(finding, by=by, at=at, because=_("The risk is accepted until a day."), cause=event)
    return finding


def reopen(finding: Finding, *, because: str, by: Actor, at: Instant) -> Finding:
    """Settled too early. A major finding closes access again; the dates begin anew."""
    finding = locked(finding)
    policies.check_can_write(by)
    if finding.status == "open":
        return finding
    policies.check_can_reopen(by, finding)
    programme, dates = _anew(finding, at)
    owed = become(finding, "open", settled_at=None, accepted_until=None, accepted_because="", accepted_by=None, **dates)
    event = events.record(owed, finding, by=by, at=at, because=because)
    what_follows(finding, programme, by=by, at=at, cause=event)
    return finding


def _anew(finding: Finding, at: Instant) -> tuple[Programme | None, dict]:
    """The programme that it goes by, and its dates from today on; those of an answer's finding as many days off as before."""
    if finding.audit_id:
        audit = Audit.objects.select_related("vendor", "programme").get(pk=finding.audit_id)
        return audit.programme, _dates(audit, finding.severity, at)
    rules = finding.submission.assessment.question(finding.question)["findings"]
    rule, today = next(each for each in rules if each["words"] == finding.title), business_days.day_of(at)
    days = {"plan_due_on": rule["plan_days"], "due_on": rule["days"]}
    dates = {name: today + datetime.timedelta(days=count) for name, count in days.items()}
    return Programme.objects.order_by("-version").first(), dates


def reopen_lapsed(*, by: Actor, at: Instant) -> int:
    """Accepted risks whose last day is over are open again."""
    over = Finding.objects.filter(status="risk_accepted", accepted_until__lt=business_days.day_of(at)).order_by("pk")
    for finding in over:
        reopen(finding, because=_("The risk was accepted until a day that is over."), by=by, at=at)
    return len(over)


def update(finding: Finding, *, text: str, by: Actor, at: Instant) -> FindingUpdate:
    """A word on how it goes, from the firm's contact or an auditor. The same again, at once, is a second press."""
    if by.is_staff:
        policies.check_can_write(by)
    else:
        policies.check_can_answer_finding(by, finding)
    last = locked(finding).updates.first()
    if last and (last.text, last.by_id) == (text, by.user.pk) and at - last.at < limits.SECOND_PRESS:
        return last
    said = FindingUpdate.objects.create(
        vendor_id=finding.vendor_id, finding=finding, text=text, at=at, by=by.user, by_name=by.label
    )
    events.record("finding.updated", finding, by=by, at=at)
    return said


def locked(finding: Finding) -> Finding:
    return Finding.objects.select_for_update(no_key=True, of=("self",)).get(pk=finding.pk)
