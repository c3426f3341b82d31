"""Which paths lead here? Lists for the three doors; config/urls.py mounts them."""

from django.urls import path

from incidents import public as doors
from incidents.desk import cases, evidence, firms, reports
from incidents.portal import reports as own

desk = [
    path("incidents/", cases.listing, name="incidents"),
    path("incidents/new/", reports.choose, name="incident_choose"),
    path("subcontractors/<uuid:vendor_id>/incidents/new/", reports.report, name="incident_report"),
    path("incidents/<uuid:pk>/", cases.page, name="incident"),
    path("incidents/<uuid:pk>/entries/", cases.add_entry, name="incident_entries"),
    path("incidents/<uuid:pk>/entries/<uuid:entry_id>/correction/", cases.correct_entry, name="incident_correction"),
    path("incidents/<uuid:pk>/questions/", cases.ask, name="incident_questions"),
    path("incidents/<uuid:pk>/subcontractor/", firms.choose, name="incident_firm"),
    path("incidents/<uuid:pk>/subcontractor/<uuid:vendor_id>/", firms.name, name="incident_firm_naming"),
    path("incidents/<uuid:pk>/weighing/", cases.weighing, name="incident_weighing"),
    path("incidents/<uuid:pk>/concerned/", cases.concerned, name="incident_concerned"),
    path("incidents/<uuid:pk>/lifting/", cases.lifting, name="incident_lifting"),
    path("incidents/<uuid:pk>/containing/", cases.containing, name="incident_containing"),
    path("incidents/<uuid:pk>/closing/", cases.closing, name="incident_closing"),
    path("incidents/<uuid:pk>/reopening/", cases.reopening, name="incident_reopening"),
    path("incidents/<uuid:pk>/contributors/", cases.contributors, name="incident_contributors"),
    path(
        "incidents/<uuid:pk>/contributors/<uuid:user_id>/removal/",
        cases.contributor_removal,
        name="incident_contributor_removal",
    ),
    path("incidents/<uuid:pk>/evidence/new/", evidence.take_in, name="evidence_new"),
    path("incidents/evidence/<uuid:pk>/", evidence.page, name="evidence_item"),
    path("incidents/evidence/<uuid:pk>/transfers/", evidence.hand_over, name="evidence_transfer"),
    path("incidents/evidence/<uuid:pk>/copy/", evidence.export, name="evidence_copy"),
    path("incidents/evidence/<uuid:pk>/comparison/", evidence.compare, name="evidence_comparison"),
]
portal = [
    path("incidents/", own.listing, name="portal_incidents"),
    path("incidents/new/", own.report, name="portal_incident_new"),
    path("incidents/<uuid:pk>/", own.receipt, name="portal_incident"),
]
api: list = []
public = [
    path("report/", doors.report, name="report_without_name"),
    path("report/follow-up/", doors.follow_up, name="report_follow_up"),
]
