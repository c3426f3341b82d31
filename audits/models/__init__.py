"""What we check at a subcontractor, what we found, and how it was put right; one file a noun."""

from audits.models.audit import Audit, AuditCheck, AuditUserObjectPermission
from audits.models.finding import Finding, FindingEvidence, FindingUpdate, Verification
from audits.models.plan import PlanStep, RemediationPlan
from audits.models.programme import Programme

__all__ = [
    "Audit",
    "AuditCheck",
    "AuditUserObjectPermission",
    "Finding",
    "FindingEvidence",
    "FindingUpdate",
    "PlanStep",
    "Programme",
    "RemediationPlan",
    "Verification",
]
