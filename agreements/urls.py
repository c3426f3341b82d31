"""Which paths lead here? Lists for the three doors; config/urls.py mounts them."""

from django.urls import path

from agreements import desk as staff
from agreements import portal as subcontractor

desk: list = [
    path("agreements/", staff.listing, name="desk_agreements"),
    path("agreements/new/", staff.new, name="desk_agreement_new"),
    path("agreements/<uuid:pk>/", staff.detail, name="desk_agreement"),
    path("agreements/<uuid:pk>/draft/", staff.draft, name="desk_draft"),
    path("agreements/<uuid:pk>/draft/preview/", staff.draft_preview, name="desk_draft_preview"),
    path("agreements/<uuid:pk>/issue/", staff.issue, name="desk_agreement_issue"),
    path("agreements/<uuid:pk>/signature/", staff.signature, name="desk_agreement_signature"),
    path("agreements/<uuid:pk>/withdrawal/", staff.ending, {"deed": "withdrawal"}, name="desk_agreement_withdrawal"),
    path("agreements/<uuid:pk>/termination/", staff.ending, {"deed": "termination"}, name="desk_agreement_termination"),
    path("agreements/<uuid:pk>/preview.pdf", staff.preview_pdf, name="desk_agreement_preview"),
    path("agreements/<uuid:pk>/copy.pdf", staff.paper, {"kind": "copy"}, name="desk_agreement_copy"),
    path("agreements/<uuid:pk>/evidence.pdf", staff.paper, {"kind": "evidence"}, name="desk_agreement_evidence"),
    path("agreements/<uuid:pk>/text.html", staff.text, name="desk_agreement_text"),
]
portal: list = [
    path("agreements/", subcontractor.listing, name="portal_agreements"),
    path("agreements/<uuid:pk>/", subcontractor.detail, name="portal_agreement"),
    path("agreements/<uuid:pk>/signature/", subcontractor.signature, name="portal_agreement_signature"),
    path("agreements/<uuid:pk>/refusal/", subcontractor.refusal, name="portal_agreement_refusal"),
    path("agreements/<uuid:pk>/copy.pdf", subcontractor.paper, {"kind": "copy"}, name="portal_agreement_copy"),
    path(
        "agreements/<uuid:pk>/evidence.pdf", subcontractor.paper, {"kind": "evidence"}, name="portal_agreement_evidence"
    ),
    path("agreements/<uuid:pk>/text.html", subcontractor.text, name="portal_agreement_text"),
]
api: list = []
public: list = []
