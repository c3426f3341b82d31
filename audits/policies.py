"""Who may do what with audits and findings, and when?"""

import datetime

from django.utils.translation import gettext as _

from access.models import Approval
from audits.models import Audit, Finding
from core.actors import Actor
from core.models import User
from core.refusals import NotAllowed, NotNow
from core.roles import ROLES, rights_of
from vendors.models import VendorUserObjectPermission


def check_can_write(actor: Actor) -> None:
    if not actor.may("audits.write"):
        raise NotAllowed(_("Planning audits and recording findings needs the role auditor."))


def check_can_lead(user, vendor, planned_on: datetime.date) -> None:
    """The lead is an auditor, independent of this firm, and free on that day; so is the firm. Raises NotNow with every reason."""
    unmet = [*_not_an_auditor(user), *dependence(user, vendor), *clashes(user, vendor, planned_on)]
    if unmet:
        raise NotNow(_("%(name)s cannot lead this audit.") % {"name": user.name}, unmet=unmet)


def _not_an_auditor(user) -> list[str]:
    if user.is_staff and user.is_active and "audits.write" in rights_of(user.groups.values_list("name", flat=True)):
        return []
    return [_("The account has no role that leads audits.")]


def dependence(user, vendor) -> list[str]:
    """Why this person is not independent of the firm, a sentence each: who looks after it or let it in does not audit it."""
    found = []
    if vendor.owner_id == user.pk:
        found.append(_("%(name)s is the owner of this subcontractor.") % {"name": user.name})
    if VendorUserObjectPermission.objects.filter(user=user, content_object=vendor).exists():
        found.append(_("%(name)s is a steward of this subcontractor.") % {"name": user.name})
    if Approval.objects.filter(vendor=vendor, user=user).exists():
        found.append(_("%(name)s has approved access of this subcontractor.") % {"name": user.name})
    return found


def clashes(user, vendor, planned_on: datetime.date) -> list[str]:
    """What else is planned for that day, a sentence each."""
    that_day = Audit.objects.filter(planned_on=planned_on, status__in=Audit.LIVE).select_related("vendor")
    found = [
        _("%(name)s leads another audit on that day: %(reference)s.")
        % {"name": user.name, "reference": audit.reference}
        for audit in that_day.filter(lead=user)
    ]
    return found + [
        _("Another audit of %(firm)s is planned for that day: %(reference)s.")
        % {"firm": vendor.name, "reference": audit.reference}
        for audit in that_day.filter(vendor=vendor)
    ]


def check_may_audit(actor: Actor, audit: Audit) -> None:
    """The lead and other auditors who are independent of the firm, whatever has become of the audit."""
    check_can_write(actor)
    if dependence(actor.user, audit.vendor):
        raise NotAllowed(dependence(actor.user, audit.vendor)[0])


def check_can_audit(actor: Actor, audit: Audit) -> None:
    """They write into an audit that is under way; findings may still come until it is closed."""
    check_may_audit(actor, audit)
    if audit.status not in {"under_way", "reported"}:
        raise NotNow(_("Results and findings are recorded while the audit is under way."))


def check_can_close(actor: Actor, audit: Audit) -> None:
    check_can_write(actor)
    left = list(audit.findings.unsettled().values_list("title", flat=True))
    if left:
        raise NotNow(_("The audit stays open until every finding is settled."), unmet=left)


def check_can_answer_finding(actor: Actor, finding: Finding) -> None:
    """The firm's contact answers for it."""
    if not actor.is_person or actor.vendor_id != finding.vendor_id or "contact" not in actor.hats:
        raise NotAllowed(_("Only the contact of the subcontractor answers a finding."))


def check_can_review_plan(actor: Actor, finding: Finding) -> None:
    check_can_write(actor)
    if finding.status != "plan_submitted":
        raise NotNow(_("There is no plan that waits for an answer."))


def check_may_verify(actor: Actor, finding: Finding) -> None:
    """Neither who recorded the finding nor who wrote the plan, whatever has become of it."""
    if not actor.may("audits.verify"):
        raise NotAllowed(_("Verifying needs the role auditor."))
    if actor.user.pk == finding.recorded_by_id:
        raise NotAllowed(_("You recorded this finding. Somebody else has to verify that it is put right."))
    plan = accepted_plan(finding)
    if plan is not None and plan.author_id == actor.user.pk:
        raise NotAllowed(_("You wrote the plan. Somebody else has to verify that it was carried out."))


def check_can_verify(actor: Actor, finding: Finding) -> None:
    check_may_verify(actor, finding)
    if finding.status != "evidence_submitted" or accepted_plan(finding) is None:
        raise NotNow(_("There is no evidence that waits to be verified."))


def verifiers(finding: Finding):
    """Whom to ask: everybody whose role verifies and who had no hand in it."""
    roles = [role.key for role in ROLES.values() if "audits.verify" in role.rights]
    plan = accepted_plan(finding)
    hands = {finding.recorded_by_id, plan.author_id if plan else None} - {None}
    able = User.objects.filter(is_staff=True, is_active=True, groups__name__in=roles)
    return able.exclude(pk__in=hands).distinct().order_by("name")


def accepted_plan(finding: Finding):
    return finding.plans.filter(answer="accepted").order_by("-number").first()


def check_may_accept_risk(actor: Actor, finding: Finding) -> None:
    """Who decides on subcontractors and did not record the finding, whatever has become of it."""
    if not actor.may("vendors.decide"):
        raise NotAllowed(_("Accepting a risk is for those who decide on subcontractors."))
    if actor.user.pk == finding.recorded_by_id:
        raise NotAllowed(_("You recorded this finding. Somebody else has to accept its risk."))


def check_can_accept_risk(actor: Actor, finding: Finding) -> None:
    check_may_accept_risk(actor, finding)
    if finding.is_settled:
        raise NotNow(_("This finding is settled already."))


def check_can_reopen(actor: Actor, finding: Finding) -> None:
    check_can_write(actor)
    if finding.status not in {"verified", "risk_accepted"}:
        raise NotNow(_("Only a finding that was settled can be reopened."))
