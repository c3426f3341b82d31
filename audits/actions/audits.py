"""Plan an audit, record its checks, report and close it. The only writer of audits, checks and the right to see one audit."""

import datetime

from django.contrib.auth.models import Permission
from django.utils.translation import gettext as _

from audits import policies
from audits.models import Audit, AuditCheck, AuditUserObjectPermission, Programme
from core import events, references
from core.actors import Actor
from core.refusals import NotNow
from core.workflow import become
from vendors.models import Vendor

Instant = datetime.datetime


def plan(
    vendor: Vendor,
    *,
    lead,
    planned_on: datetime.date,
    scope: str,
    checks: list[str],
    by: Actor,
    at: Instant,
    programme: Programme | None = None,
) -> Audit:
    """An audit by the newest programme (or `programme`), with these of its checks.

    Raises NotAllowed, and NotNow where the lead is not independent or something else is planned for that day.
    """
    policies.check_can_write(by)
    vendor = Vendor.objects.select_for_update(no_key=True).get(pk=vendor.pk)
    policies.check_can_lead(lead, vendor, planned_on)
    programme = programme or Programme.objects.latest()
    audit = Audit.objects.create(
        vendor=vendor,
        reference=references.next_of("AUD"),
        programme=programme,
        lead=lead,
        planned_on=planned_on,
        scope=scope,
        planned_by=by.user,
        planned_at=at,
    )
    AuditCheck.objects.bulk_create(_checks(audit, programme, checks))
    events.record(
        "audit.planned",
        audit,
        by=by,
        at=at,
        lead=lead,
        planned_on=planned_on,
        checks=checks,
        programme=programme.version,
    )
    return audit


def _checks(audit, programme, keys) -> list[AuditCheck]:
    """In the order of the programme. Raises NotNow for none, or one that the programme does not have."""
    known = [check for check in programme.content["checks"] if check["id"] in set(keys)]
    if not known or len(known) != len(set(keys)):
        raise NotNow(_("Choose at least one check of the programme."))
    return [
        AuditCheck(vendor_id=audit.vendor_id, audit=audit, key=check["id"], title=check["title"]) for check in known
    ]


def start(audit: Audit, *, by: Actor, at: Instant) -> Audit:
    """The work at the firm begins. Independence is asked again: much may have happened since it was planned."""
    audit = _locked(audit)
    policies.check_can_write(by)
    if audit.status == "under_way":
        return audit
    if unmet := policies.dependence(audit.lead, audit.vendor):
        raise NotNow(_("%(name)s cannot lead this audit.") % {"name": audit.lead.name}, unmet=unmet)
    events.record(become(audit, "under_way", started_at=at), audit, by=by, at=at)
    return audit


def record_check(
    check: AuditCheck, *, result: str, sample_size: int | None, note: str, by: Actor, at: Instant
) -> AuditCheck:
    """What was looked at and how it came out. Repeating the same changes nothing."""
    audit = _locked(check.audit)
    policies.check_can_audit(by, audit)
    if audit.status != "under_way":
        raise NotNow(_("The audit is reported; its results stand."))
    check = AuditCheck.objects.select_for_update(no_key=True).get(pk=check.pk)
    if (check.result, check.sample_size, check.note) == (result, sample_size, note):
        return check
    before = check.result
    check.result, check.sample_size, check.note, check.recorded_at, check.recorded_by = (
        result,
        sample_size,
        note,
        at,
        by.user,
    )
    check.save(update_fields=["result", "sample_size", "note", "recorded_at", "recorded_by"])
    events.record(
        "audit.check-recorded",
        audit,
        by=by,
        at=at,
        check=check.key,
        result=result,
        before=before,
        sample_size=sample_size,
    )
    return check


def report(audit: Audit, *, summary: str, by: Actor, at: Instant) -> Audit:
    """Every check has a result; what was found is told. Raises NotNow with the checks that have none."""
    audit = _locked(audit)
    policies.check_may_audit(by, audit)
    if audit.status == "reported":
        return audit
    policies.check_can_audit(by, audit)
    left = list(audit.checks.filter(result="").values_list("title", flat=True))
    if left:
        raise NotNow(_("Some checks have no result yet."), unmet=left)
    events.record(
        become(audit, "reported", reported_at=at, summary=summary), audit, by=by, at=at, findings=audit.findings.count()
    )
    return audit


def close(audit: Audit, *, by: Actor, at: Instant) -> Audit:
    audit = _locked(audit)
    policies.check_can_write(by)
    if audit.status == "closed":
        return audit
    policies.check_can_close(by, audit)
    events.record(become(audit, "closed", closed_at=at), audit, by=by, at=at)
    return audit


def cancel(audit: Audit, *, because: str, by: Actor, at: Instant) -> Audit:
    audit = _locked(audit)
    policies.check_can_write(by)
    if audit.status == "cancelled":
        return audit
    events.record(become(audit, "cancelled"), audit, by=by, at=at, because=because)
    return audit


def let_in(audit: Audit, user, *, by: Actor, at: Instant) -> bool:
    """An auditor from outside sees this one audit and nothing else of the desk. True where that is new."""
    policies.check_can_write(by)
    if not user.is_staff or not user.is_active:
        raise NotNow(_("An outside auditor needs an active account at the desk."))
    _row, is_new = AuditUserObjectPermission.objects.get_or_create(
        user=user, content_object=audit, permission=_observing()
    )
    if is_new:
        events.record("audit.let-in", audit, by=by, at=at, account=user)
    return is_new


def shut_out(audit: Audit, user, *, by: Actor, at: Instant) -> bool:
    policies.check_can_write(by)
    gone, _rows = AuditUserObjectPermission.objects.filter(
        user=user, content_object=audit, permission=_observing()
    ).delete()
    if gone:
        events.record("audit.shut-out", audit, by=by, at=at, account=user)
    return bool(gone)


def _observing() -> Permission:
    return Permission.objects.get(content_type__app_label="audits", codename="observe_audit")


def _locked(audit: Audit) -> Audit:
    return (
        Audit.objects.select_for_update(no_key=True, of=("self",))
        .select_related("vendor", "lead", "programme")
        .get(pk=audit.pk)
    )
