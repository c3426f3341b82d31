"""What is sent through a door so that the deed behind it is done? By route; `has` is the firm, whose records policy.csv names.

A route that is not here is sent nothing: its button says everything.
"""

import json

from django.core.files.uploadedfile import SimpleUploadedFile

from access.forms.classes import PolicyForm
from access.forms.conflicts import ConflictSetForm
from access.models import Asset
from agreements import shelves
from agreements.actions import elsewhere
from agreements.forms.countersigning import CountersignForm
from agreements.models import LibraryDraft
from core import clock, ids
from core.signing import supplied
from core.signing.describing import serial_of
from tests import (
    make,
    make_agreements,
    make_audits,
    make_bulk,
    make_dd,
    make_elsewhere,
    make_finance,
    make_ip,
    make_library,
    make_questions,
    make_risk,
    make_signals,
    make_subs,
    make_training,
)
from tests.matrix import factors
from tests.matrix.world import HEAD, file_of
from tests.vendors_watch import world as watch_world
from vendors import expectations, panel_results
from vendors.actions import tiers
from vendors.actions.expectations import digest_of
from vendors.models import ExpectationSheet

WHY = {"because": "It has to be so"}
NEW_PASSWORD = {"password1": "three green boats at sea", "password2": "three green boats at sea"}
ACCOUNT = {"name": "Somebody", "language": "en-gb", "time_zone": "Europe/Dublin"}
SETTINGS = {**ACCOUNT, "theme": "dark", "density": "compact"}
ORGANISATION = {
    "name": "Halden",
    "time_zone": "Europe/Dublin",
    "jurisdiction": "IE",
    "brand_hue": 30,
    "brand_chroma": "0.1",
}


def day(name: str, days: int = 30) -> dict:
    """The three boxes of a date so many days from now."""
    on = make_dd.days(days)
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def signed_elsewhere() -> SimpleUploadedFile:
    return SimpleUploadedFile("nda.pdf", make_elsewhere.file_of(mark=str(ids.new())), "application/pdf")


def decided(answer: str, **more) -> dict:
    return {"answer": answer, **WHY, **more}


def countersigned(has) -> dict:
    """The page that listed the paper which this firm has signed."""
    form = CountersignForm(papers=[has.half_signed], name=has.counsel.name, at=clock.now())
    return {"listed": form["listed"].initial, "typed_name": has.counsel.name, "consents": "on"}


def identity(has) -> dict:
    said = {"id": ids.new(), "name": "Cedar", "country": "IE", "work": "Tests"}
    return {**said, "owner": has.officer.pk}


def sub_supplier(has) -> dict:
    said = {"name": f"Plating {ids.new()}", "country": "CZ", "work": "Coats", "reaches": "no"}
    return {**said, **day("since", -3)}


def risk_answers() -> dict:
    multiple = {q["id"] for q in tiers.current_form().content["questions"] if q["type"] == "multiple"}
    return {name: said if name in multiple else said[0] for name, said in make.ANSWERS[1].items()}


def invited(has) -> dict:
    return {**identity(has), "contact_name": "Ash", "contact_email": "ash@cedar.test", **risk_answers()}


def person(has) -> dict:
    said = {"name": "Rowan", "email": f"{ids.new()}@firm.test", "is_worker": "on", "sponsor": has.officer.pk}
    return {**said, **day("starts_on", -3), **day("ends_on", 300)}


def engagement(has) -> dict:
    return {"title": "Wear tests", "sponsor": has.officer.pk, **day("starts_on", 0), **day("ends_on", 90)}


def answer(has) -> dict:
    asked = has.assessment.question(has.question)
    value = has.answer.value
    said = {"value": value} if asked["type"] != "table" else {f"row0_{key}": cell for key, cell in value[0].items()}
    return {**{key: cell for key, cell in said.items() if cell is not None}, "comment": "Now better", "then": "next"}


def verdict(has) -> dict:
    return {f"{has.submitted_question}-verdict": "ok"}


def paper(has) -> dict:
    """The answers of a draft, as its page sends them."""
    said = {f"v-{key}": "\n".join(v) if isinstance(v, list) else v for key, v in make_agreements.FIRM_ANSWERS.items()}
    return {"jurisdiction": "IE", **said, "v-purpose": "Tests of another kind"}


def policy(has) -> dict:
    """The second press, for the outcome that the first one showed."""
    said = {"standing": ["employment:", "screening:"], "agreement": ["agreement:confidentiality-ip"], **WHY}
    form = PolicyForm(said, asset_class=has.asset_class)
    assert form.is_valid()
    return {**said, "seen": form.token}


def kept_apart(has, name: str, conflict_set=None) -> dict:
    """The second press, for two of the assets."""
    said = {"name": name, **WHY, "assets": [str(has.asset.pk), str(has.waited.pk)], "people": has.contact.email}
    form = ConflictSetForm(said, assets=Asset.objects.all(), conflict_set=conflict_set)
    assert form.is_valid()
    return {**said, "seen": form.token}


def excusing(has) -> dict:
    pair = sorted(str(row.asset_id) for row in has.rule.assets.current())
    return {"pair": ":".join(pair), **WHY, "control": "Watched", **day("ends_on", 20)}


def signed(agreement, name: str) -> dict:
    return {"consents": "on", "typed_name": name, "shown_sha256": agreement.document_sha256}


def shown(agreement) -> dict:
    return {"shown_sha256": agreement.document_sha256}


def sheet(has) -> dict:
    newest = ExpectationSheet.objects.latest()
    return {"read": "on", "shown": digest_of(expectations.as_text(newest, has.vendor))}


def own_thing() -> dict:
    said = {"title": f"Feeder {ids.new()}", "what": "Feeds birds", "means": "My wood", "near": "no"}
    return {**said, **day("made_on", -3)}


def joint_development() -> dict:
    said = {"our_part": "Drives", "their_part": "Rig", "our_share": "60", "licence": "Each", "exploitation": "Both"}
    return {"title": f"Bench {ids.new()}", **said, **day("began_on", -3)}


def quiz(has) -> dict:
    return make_training.answers(has.attempt)


def certificate(has) -> dict:
    said = {"holder_name": "Alder", "certificate_number": "IS 9", "scope": "Tests", "sites": "Dublin"}
    said |= {"issuing_body": "Nordcert", "accreditation_body": "UKAS", "applicability_version": "3"}
    return {**said, **day("issued_on", -10), **day("expires_on", 300), "file": file_of("iso.pdf", make_dd.PDF + b"%")}


def report(has) -> dict:
    return {"category": "near-miss", "what": "A door stood open", "noticed": "Just now"}


def people_file(has) -> dict:
    line = f"E-9,Hazel,hazel@firm.test,{has.vendor.reference},2026-01-01,2030-12-31"
    return {"file": file_of("people.csv", f"{HEAD}\n{line}".encode())}


def watch_version(has) -> dict:
    """Another file every time: the same again would be the version that it made."""
    return {"main": file_of("list.json", watch_world.lines(**{ids.new().hex: {"name": [f"{has.name} unlike"]}}))}


def from_hr(has) -> str:
    said = {"name": "Alder contact", "email": has.contact.email, "subcontractor": ids.show("sub", has.vendor.pk)}
    return json.dumps({**said, "starts_on": "2026-01-01", "ends_on": "2031-01-01", "job_title": "Keeper"})


def mapping(has) -> dict:
    return dict(has.uploaded.mapping)


def edition(has) -> dict:
    return {**WHY, "seen": shelves.digest_of(LibraryDraft.objects.get(key="indemnity").content)}


SENT = {
    "account_change_password": lambda has: {"oldpassword": make.PASSWORD, **NEW_PASSWORD},
    "account_login": lambda has: {"login": has.observer.email, "password": make.PASSWORD},
    "account_reauthenticate": lambda has: {"password": make.PASSWORD},
    "account_reset_password_from_key": lambda has: NEW_PASSWORD,
    "api_decisions": lambda has: json.dumps({
        "subject": {"type": "person", "id": ids.show("per", has.worker.pk)}, "action": {"name": "view"},
        "resource": {"type": "information", "id": ids.show("inf", has.asset.pk)},
    }),
    "api_departure": lambda has: json.dumps(WHY),
    "api_imports": people_file,
    "api_person": from_hr,
    "account_closing": lambda has: WHY,
    "account_factors_removal": lambda has: WHY,
    "account_new": lambda has: {"name": "Elm", "email": f"{ids.new()}@house.test", "roles": ["reader"], **WHY},
    "account_reopening": lambda has: WHY,
    "account_roles": lambda has: {"roles": ["auditor"], **WHY},
    "access_emergency": lambda has: {"because": "The rig is smoking"},
    "access_request": lambda has: {"level": "view", "purpose": "Endurance tests", "days": 5},
    "asset_change": lambda has: {"what": "Known otherwise", "prompt": "", "max_days": 7},
    "class_limits": lambda has: {**WHY, "max_days": 9},
    "emergency_reading": lambda has: {"note": "Nothing follows"},
    "emergency_report": lambda has: {"text": "I looked at one page"},
    "assessment_acceptance": lambda has: WHY,
    "assessment_clarification": lambda has: day("due_on"),
    "assessment_correction": lambda has: {"because": f"Not so in {has.name}"},
    "assessment_correction_removal": lambda has: WHY,
    "assessment_more_time": lambda has: {"decision": "grant", **day("granted_on", 40)},
    "assessment_send": lambda has: day("due_on"),
    "assessment_verdict": verdict,
    "assessment_withdrawal": lambda has: WHY,
    "asset_new": lambda has: {"name": "Drawings", "kind": "drawing", "asset_class": has.asset_class.pk, "owner": has.owner.user.pk},
    "asset_offer": lambda has: {"engagement": has.engagement.pk},
    "audit_cancelling": lambda has: WHY,
    "audit_check": lambda has: {"result": "pass", "sample_size": "4"},
    "audit_observers": lambda has: {"user": has.contributor.pk},
    "audit_plan": lambda has: {"lead": make_audits.auditor().user.pk, "scope": "The hall", "checks": ["access-need"], **day("planned_on")},
    "audit_report": lambda has: {"summary": "In good order"},
    "certificate_revocation": lambda has: WHY,
    "class_policy": policy,
    "conflict_exception": lambda has: decided("grant"),
    "conflict_exception_ending": lambda has: {"ending-because": "It has to be so"},
    "conflict_exception_new": excusing,
    "conflict_set": lambda has: kept_apart(has, has.rule.name, has.rule),
    "conflict_set_new": lambda has: kept_apart(has, f"Apart {ids.new()}"),
    "course_assignment": lambda has: {"vendor": has.vendor.pk, "people": [has.newcomer.pk], **day("due_on")},
    "desk_agreement_issue": lambda has: {f"why-{name}": "Fits" for name in make_agreements.reasons(has.draft)},
    "desk_bulk_answers": lambda has: {"v-company_address": "1 Fence Street"},
    "desk_bulk_issue": lambda has: {f"why-{key}": "Looked at" for key in make_bulk.reasons(has.bulk_checked)},
    "desk_bulk_new": lambda has: {"row": has.vendor.pk},
    "desk_bulk_sheet": lambda has: {"file": file_of("firms.csv", f"Our number,Purpose\n{has.vendor.reference},Another use\n".encode())},
    "desk_bulk_which": lambda has: {"template": "confidentiality-mutual", **day("sign_by", 21)},
    "desk_bulk_firm": lambda has: {"v-purpose": "Testing"},
    "desk_countersignature": countersigned,
    "desk_deviation_decision": lambda has: {"answer": "refuse", "because": "We need it"},
    "desk_deviation_new": lambda has: {"kind": "strike", "because": "Another law"},
    "desk_deviation_remark": lambda has: {"text": "They will give way"},
    "portal_deviation_answer": lambda has: {"answer": "accept"},
    "portal_deviation_remark": lambda has: {"text": "We could live with it"},
    "portal_proposal": lambda has: {"kind": "question", "because": "Why this law?"},
    "portal_round": lambda has: {"note": "All of them"},
    "desk_negotiation_closing": lambda has: WHY,
    "desk_negotiation_opening": lambda has: {"note": "Read it", **day("answers_due_on", 30)},
    "desk_negotiation_text": lambda has: {"note": "Another purpose"},
    "desk_amendment": lambda has: {**day("effective_on", 3), "v-term_months": 30},
    "desk_amendment_clause": lambda has: {"op": "add", "title": "Holidays", "text": "No work on holidays."},
    "desk_amendment_new": lambda has: day("effective_on", 3),
    "desk_renewal": lambda has: {"months": 6},
    "desk_agreement_more_time": lambda has: {**day("sign_by", 60), **WHY},
    "desk_invention": lambda has: decided("release"),
    "desk_title_paper": lambda has: {"words": "Deed of May", "taker": "company", **day("signed_on", -1)},
    "desk_patent_new": lambda has: {"country": "IE", "number": "S 77", **day("filed_on", -1)},
    "desk_patent": lambda has: {"country": "IE", "number": "S 78", **day("filed_on", -1)},
    "desk_independent": lambda has: decided("accept"),
    "desk_joint_new": lambda has: joint_development(),
    "desk_joint": lambda has: {"kind": "consent", "side": "company", "what": "Ask first", **day("due_on", 20)},
    "desk_joint_ending": lambda has: WHY,
    "desk_joint_duty": lambda has: {"words": "Told by mail"},
    "portal_invention_new": lambda has: {"title": f"Thing {ids.new()}"},
    "portal_invention_step": lambda has: {"title": "Thing", "problem": "Slips", "solution": "Groove"},
    "portal_independent_new": lambda has: own_thing(),
    "portal_joint_duty": lambda has: {"words": "Told by mail"},
    "desk_background_item": lambda has: decided("confirm"),
    "desk_elsewhere": lambda has: {"answer": "confirm", "compared": "on", "seen": elsewhere.digest_of(has.elsewhere)},
    "desk_elsewhere_data": lambda has: {"title": f"Terms {ids.new()}", "deed": "keep"},
    "desk_elsewhere_several": lambda has: {"signed": signed_elsewhere(), "sheet": make_elsewhere.sheet_of(has.vendor)},
    "desk_elsewhere_new": lambda has: {"subcontractor": has.vendor.pk, "file": signed_elsewhere()},
    "desk_background_new": lambda has: make_ip.typed(title=f"Gripper {ids.new()}"),
    "desk_background_opening": lambda has: WHY,
    "portal_background_item": lambda has: decided("confirm"),
    "portal_background_new": lambda has: make_ip.typed(title=f"Rig {ids.new()}"),
    "portal_supplement": lambda has: decided("confirm"),
    "desk_agreement_new": lambda has: {"template": "confidentiality-ip-tier-1", "jurisdiction": "IE"},
    "desk_agreement_refusal": lambda has: WHY,
    "desk_agreement_termination": lambda has: {**WHY, "ended_for": "cause", "reference": has.sealed.reference},
    "desk_penalties": lambda has: {
        "event": "late_return", "clause": "return-destruction", "formula": "per_day", "amount": "100", "currency": "EUR",
    },
    "desk_breach_ending": lambda has: WHY,
    "desk_breach_new": lambda has: {"what": "Files went out", **day("noticed_on", -1)},
    "desk_obligation_acceptance": lambda has: WHY,
    "desk_obligation_return": lambda has: WHY,
    "desk_obligation_waiver": lambda has: WHY,
    "portal_obligation": lambda has: {"said": "Done on Friday"},
    "desk_agreement_withdrawal": lambda has: WHY,
    "desk_draft": paper,
    "desk_draft_preview": paper,
    "desk_draft_screening": lambda has: {"clause": "insurance", "answer": "left", **WHY},
    "desk_schedules": lambda has: {"deed": "contact", **make_elsewhere.contact()},
    "desk_contact_notice": lambda has: {**make_elsewhere.contact(), **day("holds_from", 3)},
    "desk_draft_forum": lambda has: {"forum": "court-ie-high-court"},
    "desk_draft_edition": lambda has: {"kind": "clauses", "key": "exclusions", "number": "2"},
    "class_downloads": lambda has: {"is_allowed": "no", **WHY},
    "copy": lambda has: {"outcome": "returned", "note": "By hand"},
    "portal_copy": lambda has: {"attests": "on", "note": "Shredded"},
    "document_destruction": lambda has: {"seen": 0, **WHY},
    "document_check_out": lambda has: {"days": 3, **WHY},
    "document_retention": lambda has: {**day("until_on", 400), **WHY},
    "document_new": lambda has: {"title": "Plan B", "file": file_of("plan.txt")},
    "engagement": lambda has: {"person": has.newcomer.pk},
    "engagement_edit": engagement,
    "engagement_new": engagement,
    "enrolment_reopening": lambda has: WHY,
    "event_erasure": lambda has: {"reach": "this", "typed": has.event_name, **WHY},
    "evidence_copy": lambda has: {"purpose": "Counsel reads it"},
    "evidence_decision": lambda has: decided("accept"),
    "evidence_new": lambda has: {"title": "A log", "method": "file-upload", "source": "A mail", "acquired_at": "2026-01-02T10:00", "acquired_by": "Ilse", "file": file_of("a.txt")},
    "evidence_transfer": lambda has: {"released_by": "Ilse", "received_by": "Carlos", "purpose": "Safe", "place": "Safe 2"},
    "expectations": sheet,
    "finding": lambda has: decided("accept"),
    "finding_new": lambda has: {"kind": "minor", "severity": "medium", "title": "Prints", "requirement": "Locked", "seen": "Two lay open"},
    "finding_reopening": lambda has: WHY,
    "finding_risk": lambda has: {**WHY, **day("until")},
    "finding_update": lambda has: {"text": "We go there"},
    "grant": lambda has: decided("approve"),
    "grant_revocation": lambda has: WHY,
    "hold_lifting": lambda has: WHY,
    "legal_hold_new": lambda has: {"name": f"Matter {ids.new()}", **WHY},
    "legal_hold_release": lambda has: WHY,
    "hold_new": lambda has: {**WHY, "told_as": "Access rests"},
    "incident_closing": lambda has: {"conclusion": "Nothing"},
    "incident_concerned": lambda has: {"person": has.newcomer.pk},
    "incident_containing": lambda has: WHY,
    "incident_contributors": lambda has: {"user": has.observer.pk},
    "incident_correction": lambda has: {"text": "It was Monday", **WHY},
    "incident_entries": lambda has: {"kind": "note", "text": "Called them"},
    "incident_lifting": lambda has: WHY,
    "incident_firm_naming": lambda has: WHY,
    "incident_questions": lambda has: {"text": "Which day was it?"},
    "incident_reopening": lambda has: WHY,
    "incident_report": lambda has: {**report(has), "step": "3"},
    "incident_weighing": lambda has: {"categories": ["near-miss"], "severity": "S3", **WHY},
    "invitation": lambda has: {**ACCOUNT, "password": "three green boats at sea"},
    "key_new": lambda has: {"made_as": ids.new(), "name": "HR", "acts": ["people:write"], **day("ends_on", 90)},
    "key_revocation": lambda has: WHY,
    "key_rotation": lambda has: {"made_as": ids.new(), "overlap": "7", **day("ends_on", 90), **WHY},
    "key_takeover": lambda has: WHY,
    "organisation": lambda has: ORGANISATION,
    "organisation_seal_renewal": lambda has: {"serial": serial_of(supplied.certificate()), **WHY},
    "own_settings": lambda has: SETTINGS,
    "people_import_columns": mapping,
    "people_import_new": people_file,
    "people_invitations": lambda has: {"row": has.newcomer.pk, "confirmed": "yes"},
    "person_departure": lambda has: WHY,
    "person_edit": person,
    "person_new": person,
    "person_preview": lambda has: WHY,
    "desk_signing_question": lambda has: {"text": f"It means this: {ids.new()}"},
    "portal_agreement_question": lambda has: {"text": f"What is a day? {ids.new()}", "part": "section-1"},
    "desk_authority": lambda has: {"answer": "confirm", "source": f"The register: {ids.new()}", **day("looked_on", -1)},
    "desk_authority_ending": lambda has: WHY,
    "desk_authority_new": lambda has: {
        "ground": "register", "said": f"Number {ids.new()}", "manner": "sole", **day("from_on", -90),
    },
    "desk_authority_setting_aside": lambda has: WHY,
    "portal_authority_new": lambda has: {
        "person": has.signatory.pk, "ground": "register", "said": f"Number {ids.new()}", "manner": "sole", **day("from_on", -90),
    },
    "desk_agreement_part": lambda has: shown(has.agreement),
    "desk_agreement_reading": lambda has: {**shown(has.agreement), "part": "section-2"},
    "portal_agreement_part": lambda has: shown(has.agreement),
    "portal_agreement_reading": lambda has: {**shown(has.agreement), "part": "section-2"},
    "portal_agreement_refusal": lambda has: WHY,
    "portal_agreement_signature": lambda has: signed(has.agreement, has.signatory.name),
    "desk_agreement_seat": lambda has: {"person": has.signatory.pk, **WHY},
    "desk_delegation": lambda has: {"answer": "approve"},
    "portal_agreement_delegation": lambda has: {"email": has.deputy.email, **WHY},
    "desk_agreement_signature": lambda has: signed(has.half_signed, has.counsel.name),
    "portal_colleague": lambda has: {"name": "Elm", "email": f"{ids.new()}@firm.test"},
    "portal_company_details": lambda has: {"legal_name": f"Renamed {ids.new()}"},
    "portal_leaver": lambda has: {"person": has.worker.pk, **day("last_on", 3)},
    "objection": lambda has: decided("dismissed"),
    "portal_objection_new": lambda has: {"text": f"It is not so: {ids.new()}"},
    "proposal": lambda has: {"answer": "accept"},
    "portal_sub_supplier_correction": sub_supplier,
    "portal_sub_supplier_ending": lambda has: {**WHY, **day("last_on", 0)},
    "portal_sub_supplier_flow_down": lambda has: {"words": f"All of them: {ids.new()}", **day("on", 0)},
    "portal_sub_supplier_new": sub_supplier,
    "sub_supplier": lambda has: decided("approve", seen=make_subs.details(has.sub).pk),
    "sub_supplier_correction": lambda has: {**sub_supplier(has), **WHY},
    "sub_supplier_ending": lambda has: {**WHY, **day("last_on", 0)},
    "sub_supplier_link": lambda has: {"firm": has.twin.pk},
    "portal_answer_sheet": lambda has: {"file": file_of("answers.xlsx", make_dd.filled(has.assessment, peo_leavers="5"))},
    "portal_correction": lambda has: {"answer": "disagree", **WHY},
    "portal_condition": lambda has: {"text": f"Done: {ids.new()}"},
    "portal_evidence_new": certificate,
    "portal_finding_evidence": lambda has: {"file": file_of("proof.txt"), "note": "Signed by all"},
    "portal_finding_plan": lambda has: {"cause": "Haste", "step_1": "Sign", **day("day_1", 1)},
    "portal_finding_update": lambda has: {"text": "We are at it"},
    "portal_incident": lambda has: {"file": file_of("more.txt")},
    "portal_incident_new": lambda has: {**report(has), "step": "3"},
    "portal_more_time": lambda has: {**WHY, **day("wanted_on", 40)},
    "portal_pause": lambda has: {**WHY, **day("until_on", 10)},
    "portal_question": answer,
    "portal_question_draft": answer,
    "portal_section_colleague": lambda has: {"name": "Elm", "email": has.worker.email, "sections": [has.free_section]},
    "reconciliation_of": lambda has: WHY,
    "reconciliation_taking": lambda has: {"row": has.word.pk},
    "report_follow_up": lambda has: {"code": has.receipt_code},
    "report_without_name": lambda has: {**report(has), "step": "3"},
    "screening_condition": lambda has: WHY,
    "screening_decision": lambda has: decided("approve", **day("valid_until", 300)),
    "screening_dimension": lambda has: {"score": "2", "confidence": "low", "source": "A register", **day("fresh_on", -5)},
    "questionnaire_draft_details": lambda has: make_questions.details(),
    "questionnaire_draft_section": lambda has: make_questions.section("history", title=f"History {ids.new()}"),
    "questionnaire_draft_section_new": lambda has: make_questions.section(title="Quality"),
    "questionnaire_draft_question": lambda has: make_questions.question("his-register", text=f"Who? {ids.new()}?"),
    "questionnaire_draft_question_new": lambda has: make_questions.question(text="Do you bake?"),
    "questionnaire_draft_move": lambda has: {"to": "down"},
    "questionnaire_draft_publication": lambda has: {**WHY, "seen": make_questions.seen()},
    "questionnaire_import_new": lambda has: {"file": file_of("asked.xlsx", make_questions.workbook("Do you bake?"))},
    "questionnaire_import_columns": lambda has: {"text": "Question", "tiers_of_all": ["1"]},
    "questionnaire_import_sheet": lambda has: {"sheet": "More"},
    "questionnaire_import_application": lambda has: {"mode": "beside", "seen": make_questions.seen()},
    "watch_hit_decision": lambda has: decided("false_match"),
    "watchlist_address": lambda has: {"address": "https://lists.example/list.json"},
    "watchlist_new": lambda has: {"name": f"List {ids.new()}", "format": "un_xml", "stale_after": "7"},
    "watchlist_upload": watch_version,
    "screening_proposal": lambda has: {"summary": "Sound"},
    "staff_start": lambda has: {**ACCOUNT, "password": "three green boats at sea"},
    "subcontractor_edit": identity,
    "subcontractor_invite": invited,
    "panel_ask": lambda has: {"reviewer": has.owner.user.pk},
    "panel_own": lambda has: {each["id"]: 3 for each in panel_results.criteria(has.recording)},
    "score_override": lambda has: {"value": 70, **WHY, **day("until_on", 60)},
    "score_restore": lambda has: WHY,
    "statement_correction": lambda has: make_finance.typed(cash="150", **WHY),
    "statement_new": lambda has: make_finance.typed(),
    "statement_sums": lambda has: make_finance.typed(),
    "statement_removal": lambda has: WHY,
    "risk_accept": lambda has: make_risk.typed(has.vendor),
    "risk_acceptance_withdrawal": lambda has: WHY,
    "api_signals": lambda has: json.dumps(
        {
            **make_signals.SAID,
            "subcontractor": ids.show("sub", has.vendor.pk),
            "happened_on": str(make_dd.days(-1)),
            "reference": "Sent",
        }
    ),
    "signal_decision": lambda has: {"answer": "set_aside", **WHY},
    "signal_new": lambda has: make_signals.typed(reference="Typed"),
    "subcontractor_state": lambda has: WHY,
    "subcontractor_stewards": lambda has: {"steward": has.observer.pk},
    "subcontractor_tier_form": lambda has: risk_answers(),
    "account_reset_password": lambda has: {"email": has.contact.email},
    "account_set_password": lambda has: NEW_PASSWORD,
    "library_draft": lambda has: make_library.sent(LibraryDraft.objects.get(key="indemnity"), plain="In other words"),
    "library_draft_publication": edition,
    "library_new": lambda has: {"title": "Visits to the plant"},
    "library_offer": lambda has: WHY,
    "mfa_activate_totp": lambda has: {"code": factors.digits()},
    "mfa_add_webauthn": lambda has: {"name": "Mine", "credential": json.dumps(has.spare.registration())},
    "mfa_authenticate": lambda has: {"code": factors.digits()},
    "mfa_edit_webauthn": lambda has: {"name": "Another name"},
    "mfa_login_webauthn": lambda has: {"credential": json.dumps(has.device.answer(has.contact.user))},
    "mfa_reauthenticate": lambda has: {"code": factors.digits()},
    "mfa_reauthenticate_webauthn": lambda has: {"credential": json.dumps(has.device.answer(has.contact.user))},
    "switch_firm": lambda has: {"person": has.both.pk},
    "training_quiz": quiz,
    "verify": lambda has: {"code": "none"},
    "version_new": lambda has: {"file": file_of("new.txt", b"Another version"), **WHY},
}  # fmt: skip

OF_THE_FIRM = ("person_new", "engagement_new", "desk_agreement_new")


def query(route: str, has) -> str:
    if route == "questionnaire_draft_question_new":
        return "?type=yes_no"
    return f"?subcontractor={has.vendor.pk}" if route in OF_THE_FIRM else ""
