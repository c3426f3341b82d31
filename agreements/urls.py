"""Which paths lead here? Lists for the three doors; config/urls.py mounts them."""

from django.urls import include, path

from agreements import urls_ip
from agreements.desk import (
    agreements,
    amendments,
    authorities,
    deviations,
    drafts,
    exposure,
    negotiation,
    obligations,
    penalties,
    questions,
    reading,
    schedules,
    seats,
    signatures,
)
from agreements.portal import agreements as own
from agreements.portal import authorities as speakers
from agreements.portal import deviations as wishes
from agreements.portal import negotiation as talks
from agreements.portal import obligations as promises
from agreements.portal import questions as asking
from agreements.portal import reading as looking
from agreements.portal import signatures as signing

desk: list = [
    path("agreements/", agreements.listing, name="desk_agreements"),
    path("agreements/new/", drafts.new, name="desk_agreement_new"),
    path("agreements/<uuid:pk>/", agreements.detail, name="desk_agreement"),
    path("agreements/<uuid:pk>/amendment/", amendments.new, name="desk_amendment_new"),
    path("agreements/<uuid:pk>/binding/", amendments.binding, name="desk_agreement_binding"),
    path("agreements/<uuid:pk>/changes/", amendments.draft, name="desk_amendment"),
    path("agreements/<uuid:pk>/changes/clause/", amendments.clause, name="desk_amendment_clause"),
    path("agreements/<uuid:pk>/penalties/", penalties.table, name="desk_penalties"),
    path("agreements/<uuid:pk>/penalties/<slug:event>/removal/", penalties.removal, name="desk_penalty_removal"),
    path("agreements/<uuid:pk>/schedules/", schedules.table, name="desk_schedules"),
    path("agreements/<uuid:pk>/contacts/", schedules.notice, name="desk_contact_notice"),
    path("agreements/<uuid:pk>/penalty/", penalties.calculator, name="desk_penalty"),
    path("agreements/<uuid:pk>/renewal/", amendments.renewal, name="desk_renewal"),
    path("agreements/<uuid:pk>/draft/", drafts.draft, name="desk_draft"),
    path("agreements/<uuid:pk>/draft/preview/", drafts.draft_preview, name="desk_draft_preview"),
    path("agreements/<uuid:pk>/issue/", drafts.issue, name="desk_agreement_issue"),
    path("agreements/<uuid:pk>/clauses/<slug:clause>/deviation/", deviations.new, name="desk_deviation_new"),
    path("deviations/", deviations.listing, name="desk_deviations"),
    path("deviations/<uuid:pk>/", deviations.detail, name="desk_deviation"),
    path("deviations/<uuid:pk>/decision/", deviations.decision, name="desk_deviation_decision"),
    path("deviations/<uuid:pk>/removal/", deviations.removal, name="desk_deviation_removal"),
    path("deviations/<uuid:pk>/remarks/", deviations.remark, name="desk_deviation_remark"),
    path("agreements/<uuid:pk>/negotiation/", negotiation.record, name="desk_negotiation"),
    path("agreements/<uuid:pk>/standard/", negotiation.standard, name="desk_standard"),
    path("agreements/<uuid:pk>/negotiation/history.<slug:kind>", negotiation.history, name="desk_negotiation_history"),
    path("agreements/<uuid:pk>/negotiation/opening/", negotiation.opening, name="desk_negotiation_opening"),
    path("agreements/<uuid:pk>/negotiation/text/", negotiation.text, name="desk_negotiation_text"),
    path("agreements/<uuid:pk>/negotiation/closing/", negotiation.closing, name="desk_negotiation_closing"),
    path("agreements/<uuid:pk>/signature/", signatures.signature, name="desk_agreement_signature"),
    path("agreements/<uuid:pk>/reading/", reading.shown, name="desk_agreement_reading"),
    path("agreements/<uuid:pk>/reading/<int:number>/", reading.part, name="desk_agreement_part"),
    path("agreements/<uuid:pk>/seats/<int:number>/", seats.replacement, name="desk_agreement_seat"),
    path("agreements/<uuid:pk>/authority/", authorities.setting_aside, name="desk_authority_setting_aside"),
    path("authorities/", authorities.listing, name="desk_authorities"),
    path("authorities/of/<uuid:pk>/", authorities.new, name="desk_authority_new"),
    path("authorities/<uuid:pk>/", authorities.record, name="desk_authority"),
    path("authorities/<uuid:pk>/ending/", authorities.ending, name="desk_authority_ending"),
    path("authorities/<uuid:pk>/file/", authorities.file, name="desk_authority_file"),
    path("questions-of-signers/<uuid:pk>/", questions.record, name="desk_signing_question"),
    path("delegations/<uuid:pk>/", seats.delegation, name="desk_delegation"),
    path("agreements/<uuid:pk>/more-time/", signatures.more_time, name="desk_agreement_more_time"),
    path("agreements/<uuid:pk>/refusal/", signatures.refusal, name="desk_agreement_refusal"),
    path("agreements/<uuid:pk>/withdrawal/", agreements.withdrawal, name="desk_agreement_withdrawal"),
    path("agreements/<uuid:pk>/termination/", agreements.termination, name="desk_agreement_termination"),
    path("agreements/<uuid:pk>/breach/", obligations.breach, name="desk_breach_new"),
    path("breaches/<uuid:pk>/ending/", obligations.breach_ending, name="desk_breach_ending"),
    path("subcontractors/<uuid:pk>/legal-exposure/", exposure.page, name="desk_legal_exposure"),
    path("subcontractors/<uuid:pk>/legal-exposure.pdf", exposure.paper, name="desk_legal_exposure_paper"),
    path("obligations/", obligations.listing, name="desk_obligations"),
    path("obligations/<uuid:pk>/", obligations.detail, name="desk_obligation"),
    path("obligations/<uuid:pk>/file/", obligations.file, name="desk_obligation_file"),
    path(
        "obligations/<uuid:pk>/acceptance/",
        obligations.decision,
        {"deed": "acceptance"},
        name="desk_obligation_acceptance",
    ),
    path("obligations/<uuid:pk>/return/", obligations.decision, {"deed": "return"}, name="desk_obligation_return"),
    path("obligations/<uuid:pk>/waiver/", obligations.decision, {"deed": "waiver"}, name="desk_obligation_waiver"),
    path("agreements/<uuid:pk>/preview.pdf", drafts.preview_pdf, name="desk_agreement_preview"),
    path("agreements/<uuid:pk>/copy.pdf", agreements.paper, {"kind": "copy"}, name="desk_agreement_copy"),
    path("agreements/<uuid:pk>/evidence.pdf", agreements.paper, {"kind": "evidence"}, name="desk_agreement_evidence"),
    path("agreements/<uuid:pk>/text.html", agreements.text, name="desk_agreement_text"),
]
portal: list = [
    path("agreements/", own.listing, name="portal_agreements"),
    path("agreements/<uuid:pk>/", own.detail, name="portal_agreement"),
    path("agreements/<uuid:pk>/clauses/<slug:clause>/proposal/", wishes.proposal, name="portal_proposal"),
    path("agreements/<uuid:pk>/negotiation/round/", wishes.sending, name="portal_round"),
    path("deviations/<uuid:pk>/", wishes.detail, name="portal_deviation"),
    path("deviations/<uuid:pk>/answer/", wishes.answer, name="portal_deviation_answer"),
    path("deviations/<uuid:pk>/removal/", wishes.removal, name="portal_deviation_removal"),
    path("deviations/<uuid:pk>/remarks/", wishes.remark, name="portal_deviation_remark"),
    path("agreements/<uuid:pk>/negotiation/history.<slug:kind>", talks.history, name="portal_negotiation_history"),
    path("agreements/<uuid:pk>/negotiation/", talks.record, name="portal_negotiation"),
    path("agreements/<uuid:pk>/binding/", own.binding, name="portal_agreement_binding"),
    path("agreements/<uuid:pk>/signature/", signing.signature, name="portal_agreement_signature"),
    path("agreements/<uuid:pk>/question/", asking.asking, name="portal_agreement_question"),
    path("authorities/", speakers.listing, name="portal_authorities"),
    path("authorities/new/", speakers.new, name="portal_authority_new"),
    path("authorities/<uuid:pk>/file/", speakers.file, name="portal_authority_file"),
    path("agreements/<uuid:pk>/reading/", looking.shown, name="portal_agreement_reading"),
    path("agreements/<uuid:pk>/reading/<int:number>/", looking.part, name="portal_agreement_part"),
    path("agreements/<uuid:pk>/delegation/", signing.delegation, name="portal_agreement_delegation"),
    path("agreements/<uuid:pk>/refusal/", signing.refusal, name="portal_agreement_refusal"),
    path("agreements/<uuid:pk>/copy.pdf", own.paper, {"kind": "copy"}, name="portal_agreement_copy"),
    path("agreements/<uuid:pk>/evidence.pdf", own.paper, {"kind": "evidence"}, name="portal_agreement_evidence"),
    path("agreements/<uuid:pk>/text.html", own.text, name="portal_agreement_text"),
    path("obligations/<uuid:pk>/", promises.page, name="portal_obligation"),
    path("obligations/<uuid:pk>/file/", promises.file, name="portal_obligation_file"),
]
api: list = []
public: list = []
desk += urls_ip.desk
portal += urls_ip.portal
desk += [
    path("library/", include("agreements.urls_library")),
    path("agreements/elsewhere/", include("agreements.urls_elsewhere")),
    path("agreements/<uuid:pk>/draft/", include("agreements.urls_drafts")),
    path("agreements/", include("agreements.urls_bulk")),
]
