"""Which paths lead here? Lists for the three doors; config/urls.py mounts them."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from vendors import public as public_doors
from vendors.api import imports as imports_api
from vendors.api import people as people_api
from vendors.api import signals as signals_api
from vendors.api import subcontractors as subcontractors_api
from vendors.desk import (
    assessments,
    concentration,
    conditions,
    corrections,
    engagements,
    finance,
    imports,
    invitations,
    panel_reviews,
    people,
    previews,
    proposals,
    questionnaire_drafts,
    questionnaire_imports,
    questionnaire_versions,
    reconciliation,
    risk_acceptances,
    scores,
    screening,
    signals,
    sub_suppliers,
    subcontractors,
    watch,
)
from vendors.desk import evidence as evidence_desk
from vendors.portal import (
    carrying,
    colleagues,
    company,
    expectations,
    files,
    off_line,
    questionnaires,
    questions,
    sending,
    timing,
)
from vendors.portal import conditions as conditions_portal
from vendors.portal import corrections as corrections_portal
from vendors.portal import evidence as evidence_portal
from vendors.portal import sub_suppliers as sub_suppliers_portal


class EvidenceKind(StringConverter):
    """The two kinds of evidence that share their pages."""

    regex = "certificates|insurance"


register_converter(EvidenceKind, "evidence")

due_diligence_desk: list = [
    path("assessments/", assessments.listing, name="assessments"),
    path("subcontractors/<uuid:vendor_id>/questionnaire/", assessments.send, name="assessment_send"),
    path("assessments/<uuid:pk>/", assessments.record, name="assessment"),
    path("assessments/<uuid:pk>/answers/<slug:key>/verdict/", assessments.verdict, name="assessment_verdict"),
    path("assessments/<uuid:pk>/answers/<slug:key>/correction/", corrections.new, name="assessment_correction"),
    path(
        "assessments/<uuid:pk>/corrections/<uuid:correction>/removal/",
        corrections.taking_back,
        name="assessment_correction_removal",
    ),
    path("assessments/<uuid:pk>/answers.xlsx", assessments.workbook, name="assessment_workbook"),
    path("assessments/<uuid:pk>/clarification/", assessments.clarification, name="assessment_clarification"),
    path("assessments/<uuid:pk>/acceptance/", assessments.acceptance, name="assessment_acceptance"),
    path("assessments/<uuid:pk>/withdrawal/", assessments.withdrawal, name="assessment_withdrawal"),
    path("assessments/<uuid:pk>/more-time/<uuid:wish>/", assessments.more_time, name="assessment_more_time"),
    path("assessments/<uuid:pk>/files/<uuid:link>/", assessments.file, name="assessment_file"),
    path("<evidence:kind>/", evidence_desk.listing, name="evidence_list"),
    path("<evidence:kind>/<uuid:pk>/", evidence_desk.review, name="evidence_review"),
    path("<evidence:kind>/<uuid:pk>/decision/", evidence_desk.decision, name="evidence_decision"),
    path("<evidence:kind>/<uuid:pk>/file/", evidence_desk.file, name="evidence_file"),
    path("<evidence:kind>/<uuid:pk>/pages/<int:number>/", evidence_desk.page_image, name="evidence_page"),
    path("watchlists/", watch.listing, name="watchlists"),
    path("watchlists/new/", watch.new, name="watchlist_new"),
    path("watchlists/<uuid:pk>/", watch.record, name="watchlist"),
    path("watchlists/<uuid:pk>/address/", watch.address, name="watchlist_address"),
    path("watchlists/<uuid:pk>/fetching/", watch.fetching, name="watchlist_fetching"),
    path("watchlists/<uuid:pk>/versions/new/", watch.upload, name="watchlist_upload"),
    path("watchlists/versions/<uuid:pk>/", watch.version, name="watchlist_version"),
    path("watch-hits/", watch.hits, name="watch_hits"),
    path("watch-hits/<uuid:pk>/", watch.hit, name="watch_hit"),
    path("watch-hits/<uuid:pk>/decision/", watch.decision, name="watch_hit_decision"),
    path("screening/", screening.listing, name="screenings"),
    path("subcontractors/<uuid:vendor_id>/screening/", screening.opening, name="screening_opening"),
    path("screening/<uuid:pk>/", screening.record, name="screening"),
    path("screening/<uuid:pk>/dimensions/<slug:key>/", screening.dimension, name="screening_dimension"),
    path("screening/<uuid:pk>/panel/", panel_reviews.panel, name="screening_panel"),
    path("screening/<uuid:pk>/panel/reviewers/", panel_reviews.ask, name="panel_ask"),
    path("screening/<uuid:pk>/panel/reviewers/<uuid:review>/release/", panel_reviews.release, name="panel_release"),
    path("screening/<uuid:pk>/panel/own/", panel_reviews.own, name="panel_own"),
    path("screening/<uuid:pk>/panel/result/", panel_reviews.take_over, name="panel_take_over"),
    path("screening/<uuid:pk>/proposal/", screening.proposal, name="screening_proposal"),
    path("screening/<uuid:pk>/decision/", screening.decision, name="screening_decision"),
    path("screening/<uuid:pk>/conditions/<uuid:condition>/", conditions.meeting, name="screening_condition"),
    path(
        "screening/<uuid:pk>/conditions/<uuid:condition>/answers/<uuid:answer>/file/",
        conditions.file,
        name="condition_file",
    ),
]
desk: list = [
    *due_diligence_desk,
    path("subcontractors/", subcontractors.listing, name="subcontractors"),
    path("subcontractors/invitation/", subcontractors.invite, name="subcontractor_invite"),
    path("subcontractors/<uuid:vendor_id>/details/", subcontractors.edit, name="subcontractor_edit"),
    path("subcontractors/<uuid:vendor_id>/risk/", scores.page, name="subcontractor_risk"),
    path("subcontractors/<uuid:vendor_id>/risk/calculation.zip", scores.download, name="subcontractor_risk_file"),
    path("subcontractors/<uuid:vendor_id>/risk/acceptance/", risk_acceptances.accept, name="risk_accept"),
    path("signals/", signals.listing, name="signals"),
    path("subcontractors/<uuid:vendor_id>/signals/new/", signals.new, name="signal_new"),
    path("signals/<uuid:pk>/", signals.record, name="signal"),
    path("signals/<uuid:pk>/decision/", signals.decision, name="signal_decision"),
    path("risk-acceptances/", risk_acceptances.listing, name="risk_acceptances"),
    path("risk-acceptances/<uuid:pk>/", risk_acceptances.record, name="risk_acceptance"),
    path("risk-acceptances/<uuid:pk>/withdrawal/", risk_acceptances.withdrawal, name="risk_acceptance_withdrawal"),
    path("risk-acceptances/<uuid:pk>/file/", risk_acceptances.file, name="risk_acceptance_file"),
    path("subcontractors/<uuid:vendor_id>/risk/override/", scores.override, name="score_override"),
    path("subcontractors/<uuid:vendor_id>/risk/override/end/", scores.restore, name="score_restore"),
    path("statements/", finance.listing, name="statements"),
    path("subcontractors/<uuid:vendor_id>/finance/", finance.page, name="subcontractor_finance"),
    path("subcontractors/<uuid:vendor_id>/finance/sums/", finance.sums, name="statement_sums"),
    path("subcontractors/<uuid:vendor_id>/finance/new/", finance.new, name="statement_new"),
    path("statements/<uuid:pk>/", finance.record, name="statement"),
    path("statements/<uuid:pk>/correction/", finance.correction, name="statement_correction"),
    path("statements/<uuid:pk>/removal/", finance.removal, name="statement_removal"),
    path("statements/<uuid:pk>/file/", finance.file, name="statement_file"),
    path("subcontractors/<uuid:vendor_id>/tier/form/", subcontractors.tier_form, name="subcontractor_tier_form"),
    path("subcontractors/<uuid:vendor_id>/state/<slug:status>/", subcontractors.state, name="subcontractor_state"),
    path("subcontractors/<uuid:vendor_id>/stewards/", subcontractors.stewardship, name="subcontractor_stewards"),
    path(
        "subcontractors/<uuid:vendor_id>/stewards/<uuid:user_id>/relief/", subcontractors.relieve, name="steward_relief"
    ),
    path("invitations/<uuid:invitation_id>/renewal/", people.invitation_again, name="invitation_again"),
    path("invitations/<uuid:invitation_id>/withdrawal/", people.invitation_withdrawal, name="invitation_withdrawal"),
    path("proposals/<uuid:pk>/", proposals.record, name="proposal"),
    path("subcontractors/<uuid:vendor_id>/sub-suppliers.csv", sub_suppliers.export, name="sub_suppliers_export"),
    path("concentration/", concentration.page, name="concentration"),
    path("concentration/<slug:kind>/", concentration.page, name="concentration_of"),
    path("sub-suppliers/", sub_suppliers.listing, name="sub_suppliers"),
    path("sub-suppliers/<uuid:pk>/", sub_suppliers.record, name="sub_supplier"),
    path("sub-suppliers/<uuid:pk>/files/<uuid:fact>/", sub_suppliers.file, name="sub_supplier_file"),
    path("sub-suppliers/<uuid:pk>/correction/", sub_suppliers.correction, name="sub_supplier_correction"),
    path("sub-suppliers/<uuid:pk>/ending/", sub_suppliers.ending, name="sub_supplier_ending"),
    path("sub-suppliers/<uuid:pk>/link/", sub_suppliers.linking, name="sub_supplier_link"),
    path("sub-suppliers/<uuid:pk>/link/removal/", sub_suppliers.unlinking, name="sub_supplier_link_removal"),
    path("questionnaire/", questionnaire_versions.listing, name="questionnaires"),
    path("questionnaire/versions/<uuid:pk>/", questionnaire_versions.record, name="questionnaire_version"),
    path(
        "questionnaire/versions/<uuid:pk>/preview/<int:tier>/",
        questionnaire_versions.preview,
        name="questionnaire_preview",
    ),
    path("questionnaire/imports/new/", questionnaire_imports.upload, name="questionnaire_import_new"),
    path("questionnaire/imports/template.xlsx", questionnaire_imports.template, name="questionnaire_import_template"),
    path("questionnaire/imports/<uuid:pk>/", questionnaire_imports.check, name="questionnaire_import"),
    path(
        "questionnaire/imports/<uuid:pk>/columns/", questionnaire_imports.columns, name="questionnaire_import_columns"
    ),
    path("questionnaire/imports/<uuid:pk>/sheet/", questionnaire_imports.sheet, name="questionnaire_import_sheet"),
    path(
        "questionnaire/imports/<uuid:pk>/application/",
        questionnaire_imports.application,
        name="questionnaire_import_application",
    ),
    path(
        "questionnaire/imports/<uuid:pk>/removal/", questionnaire_imports.removal, name="questionnaire_import_removal"
    ),
    path("questionnaire/draft/", questionnaire_drafts.page, name="questionnaire_draft"),
    path("questionnaire/draft/start/", questionnaire_drafts.start, name="questionnaire_draft_start"),
    path("questionnaire/draft/preview/<int:tier>/", questionnaire_drafts.preview, name="questionnaire_draft_preview"),
    path("questionnaire/draft/details/", questionnaire_drafts.details, name="questionnaire_draft_details"),
    path("questionnaire/draft/discarding/", questionnaire_drafts.discarding, name="questionnaire_draft_discarding"),
    path("questionnaire/draft/publication/", questionnaire_drafts.publication, name="questionnaire_draft_publication"),
    path("questionnaire/draft/section/", questionnaire_drafts.section_new, name="questionnaire_draft_section_new"),
    path("questionnaire/draft/section/<slug:key>/", questionnaire_drafts.section, name="questionnaire_draft_section"),
    path(
        "questionnaire/draft/section/<slug:key>/question/",
        questionnaire_drafts.question_new,
        name="questionnaire_draft_question_new",
    ),
    path(
        "questionnaire/draft/question/<slug:key>/", questionnaire_drafts.question, name="questionnaire_draft_question"
    ),
    path(
        "questionnaire/draft/<slug:kind>/<slug:key>/place/", questionnaire_drafts.move, name="questionnaire_draft_move"
    ),
    path(
        "questionnaire/draft/<slug:kind>/<slug:key>/removal/",
        questionnaire_drafts.removal,
        name="questionnaire_draft_removal",
    ),
    path(
        "questionnaire/draft/<slug:kind>/<slug:key>/return/",
        questionnaire_drafts.restoration,
        name="questionnaire_draft_return",
    ),
    path("people/", people.listing, name="people"),
    path("people/invitations/", invitations.many, name="people_invitations"),
    path("people/hr/", reconciliation.listing, name="reconciliation"),
    path("people/hr/taking/", reconciliation.taking, name="reconciliation_taking"),
    path("people/hr/<uuid:person_id>/", reconciliation.of_person, name="reconciliation_of"),
    path("people/new/", people.new, name="person_new"),
    path("people/<uuid:person_id>/details/", people.edit, name="person_edit"),
    path("people/<uuid:person_id>/departure/", people.departure, name="person_departure"),
    path("people/<uuid:person_id>/preview/", previews.begin, name="person_preview"),
    path("preview/ending/", previews.end, name="preview_ending"),
    path("people/<uuid:person_id>/invitation/", people.invitation, name="person_invitation"),
    path("people/imports/", imports.listing, name="people_imports"),
    path("people/imports/new/", imports.upload, name="people_import_new"),
    path("people/imports/<uuid:run_id>/", imports.record, name="people_import"),
    path("people/imports/<uuid:run_id>/columns/", imports.columns, name="people_import_columns"),
    path("people/imports/<uuid:run_id>/application/", imports.application, name="people_import_application"),
    path("people/imports/<uuid:run_id>/undoing/", imports.undoing, name="people_import_undoing"),
    path("people/imports/<uuid:run_id>/wrong-rows/", imports.wrong_rows, name="people_import_wrong_rows"),
    path("people/imports/<uuid:run_id>/removal/", imports.removal, name="people_import_removal"),
    path("engagements/", engagements.listing, name="engagements"),
    path("engagements/new/", engagements.new, name="engagement_new"),
    path("engagements/<uuid:engagement_id>/", engagements.record, name="engagement"),
    path("engagements/<uuid:engagement_id>/details/", engagements.edit, name="engagement_edit"),
    path(
        "engagements/<uuid:engagement_id>/people/<uuid:person_id>/leaving/",
        engagements.leaving,
        name="engagement_leaving",
    ),
]
portal: list = [
    path("expectations/", expectations.page, name="expectations"),
    path("company/colleague/", company.colleague, name="portal_colleague"),
    path("company/leaver/", company.leaver, name="portal_leaver"),
    path("company/details/", company.details, name="portal_company_details"),
    path("company/sub-suppliers/", sub_suppliers_portal.tree, name="portal_sub_suppliers"),
    path("company/sub-suppliers/tree.csv", sub_suppliers_portal.export, name="portal_sub_suppliers_export"),
    path("company/sub-suppliers/new/", sub_suppliers_portal.new, name="portal_sub_supplier_new"),
    path("company/sub-suppliers/<uuid:pk>/", sub_suppliers_portal.record, name="portal_sub_supplier"),
    path(
        "company/sub-suppliers/<uuid:pk>/correction/",
        sub_suppliers_portal.correction,
        name="portal_sub_supplier_correction",
    ),
    path("company/sub-suppliers/<uuid:pk>/ending/", sub_suppliers_portal.ending, name="portal_sub_supplier_ending"),
    path(
        "company/sub-suppliers/<uuid:pk>/<slug:requirement>/",
        sub_suppliers_portal.flow_down,
        name="portal_sub_supplier_flow_down",
    ),
    path(
        "company/sub-suppliers/<uuid:pk>/files/<uuid:fact>/",
        sub_suppliers_portal.file,
        name="portal_sub_supplier_file",
    ),
    path("questionnaires/", questionnaires.listing, name="portal_questionnaires"),
    path("questionnaires/<uuid:pk>/", questionnaires.overview, name="portal_questionnaire"),
    path("questionnaires/<uuid:pk>/sections/<slug:key>/", questionnaires.section, name="portal_section"),
    path("questionnaires/<uuid:pk>/sections/<slug:key>/colleague/", colleagues.asking, name="portal_section_colleague"),
    path("delegations/<uuid:pk>/return/", colleagues.handing_back, name="portal_delegation_return"),
    path("delegations/<uuid:pk>/withdrawal/", colleagues.taking_back, name="portal_delegation_withdrawal"),
    path("questionnaires/<uuid:pk>/more-time/", timing.more, name="portal_more_time"),
    path("questionnaires/<uuid:pk>/pause/", timing.pause, name="portal_pause"),
    path("questionnaires/<uuid:pk>/resumption/", timing.resumption, name="portal_resumption"),
    path("questionnaires/<uuid:pk>/sheet/", off_line.page, name="portal_answer_sheet"),
    path("questionnaires/<uuid:pk>/sheet/workbook.xlsx", off_line.workbook, name="portal_answer_workbook"),
    path("questionnaires/<uuid:pk>/sheet/<uuid:sheet>/", off_line.check, name="portal_answer_sheet_check"),
    path(
        "questionnaires/<uuid:pk>/sheet/<uuid:sheet>/application/",
        off_line.application,
        name="portal_answer_sheet_application",
    ),
    path("questionnaires/<uuid:pk>/sheet/<uuid:sheet>/removal/", off_line.removal, name="portal_answer_sheet_removal"),
    path("questionnaires/<uuid:pk>/earlier/", carrying.earlier, name="portal_earlier_answers"),
    path("questionnaires/<uuid:pk>/questions/<slug:key>/", questions.question, name="portal_question"),
    path("questionnaires/<uuid:pk>/questions/<slug:key>/draft/", questions.draft, name="portal_question_draft"),
    path("questionnaires/<uuid:pk>/files/<uuid:link>/", questions.file, name="portal_answer_file"),
    path(
        "questionnaires/<uuid:pk>/files/<uuid:link>/removal/",
        questions.file_removal,
        name="portal_answer_file_removal",
    ),
    path("questionnaires/<uuid:pk>/answers/", sending.answers, name="portal_questionnaire_answers"),
    path("corrections/<uuid:pk>/", corrections_portal.page, name="portal_correction"),
    path("questionnaires/<uuid:pk>/submission/", sending.submission, name="portal_questionnaire_submission"),
    path("questionnaires/<uuid:pk>/receipt/", sending.receipt, name="portal_receipt"),
    path("evidence/files/", files.listing, name="portal_files"),
    path("evidence/files/<uuid:pk>/", files.file, name="portal_file"),
    path("conditions/<uuid:pk>/", conditions_portal.page, name="portal_condition"),
    path("evidence/", evidence_portal.listing, name="portal_evidence"),
    path("evidence/<evidence:kind>/new/", evidence_portal.choose, name="portal_evidence_choose"),
    path("evidence/<evidence:kind>/new/<slug:key>/", evidence_portal.new, name="portal_evidence_new"),
    path("evidence/<evidence:kind>/<uuid:pk>/", evidence_portal.record, name="portal_evidence_record"),
    path("evidence/<evidence:kind>/<uuid:pk>/file/", evidence_portal.file, name="portal_evidence_file"),
    path(
        "evidence/<evidence:kind>/<uuid:pk>/withdrawal/", evidence_portal.withdrawal, name="portal_evidence_withdrawal"
    ),
]
api: list = [
    path("subcontractors", subcontractors_api.SubcontractorsView.as_view(), name="api_subcontractors"),
    path("signals", signals_api.SignalsView.as_view(), name="api_signals"),
    path("people", people_api.PeopleView.as_view(), name="api_people"),
    path("people/<str:hr_id>", people_api.PersonView.as_view(), name="api_person"),
    path("people/<str:hr_id>/departure", people_api.DepartureView.as_view(), name="api_departure"),
    path("imports", imports_api.ImportsView.as_view(), name="api_imports"),
    path("imports/<str:import_id>", imports_api.ImportView.as_view(), name="api_import"),
]
public: list = [
    path("invitation/<str:token>/", public_doors.invitation, name="invitation"),
    path("invitation/<str:token>/new-link/", public_doors.new_link, name="invitation_new_link"),
    path("welcome/", public_doors.welcome, name="welcome"),
]
