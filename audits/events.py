"""The names of the deeds here, each with its sentence for people."""

from django.utils.translation import gettext_lazy as _l

NAMES = {
    "audit.planned": _l("Audit planned"),
    "audit.started": _l("Audit started"),
    "audit.check-recorded": _l("Result of a check recorded"),
    "audit.reported": _l("Audit reported"),
    "audit.closed": _l("Audit closed"),
    "audit.cancelled": _l("Audit cancelled"),
    "audit.let-in": _l("Outside auditor let into one audit"),
    "audit.shut-out": _l("Outside auditor no longer sees the audit"),
    "finding.recorded": _l("Finding recorded"),
    "finding.noted": _l("Finding noted, nothing has to be done"),
    "finding.plan-submitted": _l("Plan to put it right submitted"),
    "finding.plan-accepted": _l("Plan accepted"),
    "finding.plan-returned": _l("Plan sent back"),
    "finding.evidence-submitted": _l("Evidence submitted"),
    "finding.evidence-added": _l("More evidence added"),
    "finding.evidence-returned": _l("Evidence rejected"),
    "finding.verified": _l("Finding put right and verified"),
    "finding.risk-accepted": _l("Risk of a finding accepted until a day"),
    "finding.reopened": _l("Finding reopened"),
    "finding.updated": _l("Update on a finding"),
    "finding.file-read": _l("Evidence of a finding read"),
}
