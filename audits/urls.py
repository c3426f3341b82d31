"""Which paths lead here? Lists for the three doors; config/urls.py mounts them."""

from django.urls import path

from audits.desk import audits, findings
from audits.portal import findings as own

desk = [
    path("audits/", audits.listing, name="audits"),
    path("audits/new/", audits.choose, name="audit_choose"),
    path("subcontractors/<uuid:vendor_id>/audits/new/", audits.plan, name="audit_plan"),
    path("audits/<uuid:pk>/", audits.page, name="audit"),
    path("audits/<uuid:pk>/start/", audits.start, name="audit_start"),
    path("audits/<uuid:pk>/checks/<uuid:check_id>/", audits.check, name="audit_check"),
    path("audits/<uuid:pk>/findings/new/", findings.record, name="finding_new"),
    path("audits/<uuid:pk>/report/", audits.report, name="audit_report"),
    path("audits/<uuid:pk>/closing/", audits.closing, name="audit_closing"),
    path("audits/<uuid:pk>/cancelling/", audits.cancelling, name="audit_cancelling"),
    path("audits/<uuid:pk>/observers/", audits.observers, name="audit_observers"),
    path("audits/<uuid:pk>/observers/<uuid:user_id>/removal/", audits.observer_removal, name="audit_observer_removal"),
    path("findings/", findings.listing, name="findings"),
    path("findings/<uuid:pk>/", findings.page, name="finding"),
    path("findings/<uuid:pk>/updates/", findings.update, name="finding_update"),
    path("findings/<uuid:pk>/risk/", findings.risk, name="finding_risk"),
    path("findings/<uuid:pk>/reopening/", findings.reopening, name="finding_reopening"),
    path("findings/evidence/<uuid:pk>/copy/", findings.evidence, name="finding_evidence"),
]
portal = [
    path("findings/", own.listing, name="portal_findings"),
    path("findings/<uuid:pk>/", own.page, name="portal_finding"),
    path("findings/<uuid:pk>/plan/", own.plan, name="portal_finding_plan"),
    path("findings/<uuid:pk>/evidence/", own.evidence, name="portal_finding_evidence"),
    path("findings/<uuid:pk>/updates/", own.update, name="portal_finding_update"),
    path("findings/evidence/<uuid:pk>/copy/", own.take_evidence, name="portal_evidence_copy"),
]
api: list = []
public: list = []
