"""Does the table itself refuse what its constraints forbid? Each named constraint of these apps is broken once.

A constraint that is added and broken by nothing here fails the test. A row that holds is copied with one thing changed.
"""

import datetime
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from access.models import Objection, ObjectionAnswer, Requirement
from agreements.actions import authorities, deviations, questions, readings, schedules, screening_answers
from agreements.actions import delegations as seats_passed_on
from agreements.models import AgreementTemplate, ClauseEdition, Jurisdiction, SealedPaper, Seat
from core import clock, files, ids
from tests import (
    make,
    make_access,
    make_agreements,
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
from tests.vendors_watch import world
from training.actions import enrolments
from vendors.actions import (
    corrections,
    delegations,
    hr_words,
    invitations,
    pauses,
    questionnaires,
    scores,
    time_requests,
)
from vendors.models import (
    AnswerFile,
    EngagementPerson,
    ImportedPerson,
    PeopleImport,
    Proposal,
    RiskScore,
    ScreeningProposal,
    WatchHit,
    WatchSubject,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
# The grading trigger writes the columns that these compare, so that no statement gets as far as breaking them.
KEPT_BY_A_TRIGGER = {"a_submitted_attempt_has_a_score", "only_a_submitted_attempt_passes"}
Break = tuple[str, models.Model, dict]


def in_access() -> Iterator[Break]:
    at = clock.now()
    officer, other = make.officer(), make.officer()
    worker = make.person(make.vendor(status="active"))
    thing = make_access.offered(worker)
    waiting = make_access.requested(worker, thing)
    yield "one_open_request_per_person_asset_and_level", waiting, {}
    yield "an_open_grant_was_opened", waiting, {"status": "open"}
    yield "an_ended_grant_says_when", waiting, {"status": "declined"}
    yield "a_grant_ends_after_it_starts", waiting, {"ends_at": waiting.starts_at}
    grant = make_access.approved(waiting, officer=officer)
    yield "no_two_grants_of_one_level_overlap", grant.periods.get(), {}
    grant.approvals.get(number=2).delete()
    approval = grant.approvals.get()
    said = {"kind": "decision", "about_id": ids.new(), "about": "It", "number": 1, "text": "No", "due_on": at.date()}
    by = {"lodged_at": at, "lodged_by": officer.user, "lodged_by_name": "Ash"}
    objection = Objection.objects.create(vendor=worker.vendor, **said, **by)
    yield "objections_to_a_thing_are_numbered", objection, {}
    yield "an_objection_says_why", objection, {"number": 2, "text": ""}
    given = {"given_at": at, "given_by": other.user, "outcome": "upheld", "because": ""}
    answer = ObjectionAnswer(vendor=worker.vendor, objection=objection, **given)
    yield "an_objection_is_answered_with_reasons", answer, {}
    yield "nobody_approves_a_grant_twice", approval, {"number": 2, "role": "owner"}
    yield "two_approvals_come_from_different_roles", approval, {"number": 2, "user_id": other.user.pk}
    yield "a_grant_has_one_first_and_one_second_approval", approval, {"role": "owner", "user_id": other.user.pk}
    yield "nobody_approves_their_own_request", approval, {"user_id": approval.requested_by_id}
    yield "a_grant_has_two_approvals", approval, {"number": 3}
    yield "a_class_asks_for_a_thing_once", Requirement.objects.filter(asset_class=thing.asset_class).first(), {}
    yield "an_engagement_needs_an_asset_once", thing.offers.get(), {}
    yield "a_version_number_is_used_once", make_access.document(thing).versions.get(), {}


def _of_bulk(paper) -> Iterator[Break]:
    run = make_bulk.begun(make_bulk.firms(1))
    yield "a_started_bulk_issue_has_its_moment", run, {"status": "running"}
    yield "a_finished_bulk_issue_has_its_moment", run, {"status": "done", "started_at": clock.now()}
    line = run.lines.get()
    yield "a_bulk_issue_reaches_a_firm_once", line, {}
    yield "what_a_bulk_issue_issued_is_there", line, {"status": "issued"}
    yield "a_firm_is_left_out_for_a_reason", line, {"status": "left_out"}
    given = make_bulk.signing(paper, make_agreements.counsel().user)
    yield "a_finished_bulk_signing_has_its_moment", given, {"status": "done"}
    act = given.lines.get()
    yield "a_bulk_signing_names_a_paper_once", act, {}
    yield "what_is_signed_in_bulk_has_a_fingerprint", act, {"document_sha256": ""}
    yield "what_was_not_signed_in_bulk_says_why", act, {"status": "refused"}


def in_agreements() -> Iterator[Break]:
    at, firm, counsel = clock.now(), make.vendor(), make_agreements.counsel()
    draft = make_agreements.draft(firm, by=counsel)
    yield "one_draft_of_a_paper_at_a_time", draft, {}
    paper = make_agreements.undertaking(make.person(firm), by=counsel)
    yield "one_undertaking_waits_for_a_person", paper, {}
    yield "an_issued_agreement_has_its_moment_and_term", paper, {"starts_on": None}
    yield "an_issued_agreement_has_a_fingerprint", paper, {"document_sha256": ""}
    yield "a_signed_agreement_has_its_moment", paper, {"status": "signed"}
    yield "a_closed_agreement_has_its_moment", paper, {"status": "withdrawn"}
    lapsed = {"status": "lapsed", "closed_at": at, "sign_by": None}
    yield "what_was_not_signed_in_time_had_a_last_day", paper, lapsed
    yield "a_refusal_or_early_end_has_a_reason", paper, {"status": "declined", "closed_at": at}
    yield "an_undertaking_is_a_persons_an_agreement_the_firms", paper, {"kind": "agreement"}
    yield "an_agreement_ends_after_it_starts", paper, {"ends_on": paper.starts_on - DAY}
    shared = make_agreements.opened(draft, by=counsel).shared_texts.get()
    yield "shared_texts_are_numbered", shared, {}
    yield "shared_texts_start_at_one", shared, {"number": 0}
    amendment = make_agreements.amended(make_agreements.signed(firm, by=counsel), by=counsel).amendment
    yield "amendments_of_a_paper_are_numbered", amendment, {"paper_id": paper.pk}
    yield "no_paper_amends_itself", amendment, {"paper_id": amendment.amends_id}
    signed = make_agreements.signed(firm, by=counsel)
    duty = signed.duties.get(key="training-proof")
    yield "a_paper_owes_each_duty_once", duty, {}
    yield "a_duty_again_and_again_says_how_often", duty, {"months": 0}
    yield "a_duty_after_the_end_says_how_long", duty, {"outlives": "months"}
    owed = make_agreements.obligation(signed, "training-proof")
    yield "a_duty_falls_due_once_a_day", owed, {}
    yield "what_was_handed_in_has_its_moment", owed, {"status": "submitted"}
    yield "what_was_decided_has_its_moment", owed, {"status": "accepted"}
    yield "what_is_sent_back_or_waived_says_why", owed, {"status": "waived", "decided_at": at}
    breach = make_agreements.breach(signed, by=counsel)
    yield "a_breach_says_what_happened", breach, {"what": ""}
    yield "a_breach_that_ended_says_how", breach, {"ended_at": at}
    yield "a_breach_is_cured_after_it_was_noticed", breach, {"cure_until": breach.noticed_on - DAY}
    term = make_agreements.agreed_sum(amendment.paper, by=counsel)
    yield "a_table_has_one_sum_an_event", term, {}
    yield "an_agreed_sum_is_more_than_nothing", term, {"amount": 0}
    yield "a_ceiling_is_more_than_nothing", term, {"cap_year": 0}
    own = ids.new()
    yield "no_agreement_replaces_itself", paper, {"id": own, "replaces_id": own}
    yield from _of_deviations(make_agreements.opened(make_agreements.draft(make.vendor())))
    yield from _of_shown_parts(paper)
    yield from _of_bulk(draft)
    yield from _of_authorities(firm)
    yield from _of_questions(paper)
    signature = make_agreements.sign(paper, make.as_person(paper.person))
    other = {"role": "witness", "position": 9, "user_id": counsel.user.pk}
    yield "each_place_is_signed_once", signature, {**other, "position": signature.position}
    yield "nobody_signs_for_both_sides", signature, {**other, "user_id": signature.user_id}
    yield "a_signature_binds_bytes", signature, {**other, "act_digest": ""}
    yield "a_signature_is_typed_or_drawn", signature, {**other, "typed_name": ""}
    yield "a_drawn_signature_has_strokes", signature, {**other, "typed_name": "", "mark_sha256": "0" * 64}
    late = make_agreements.draft(firm, by=counsel)
    person, office = make.contact(firm), make.officer().user
    held = {"agreement": late, "vendor": firm, "position": 1}
    seat = Seat.objects.create(number=1, role="witness", person=person, **held)
    ours = Seat.objects.create(number=2, role="approver", user=office, **held)
    nobody = {"number": 9, "person_id": None, "user_id": None}
    yield "seats_of_a_paper_are_numbered", seat, {**nobody, "number": 1, "role": "worker"}
    yield "a_person_has_one_seat", seat, {"number": 9}
    yield "an_account_of_ours_has_one_seat", ours, {"number": 9}
    yield "a_seat_is_on_one_side", seat, {"number": 9, "person_id": paper.person_id, "user_id": counsel.user.pk}
    yield "who_approves_or_witnesses_or_gets_a_copy_is_named", seat, nobody
    yield "each_side_signs_by_its_own_people", ours, {**nobody, "role": "worker", "user_id": counsel.user.pk}
    elsewhere = make.vendor()
    named = make_agreements.at_table(
        elsewhere, ("subcontractor_signatory", 1, make.contact(elsewhere)), ("company_signatory", 2, None), by=counsel
    )
    seat, other = named.seats.first(), make.contact(elsewhere)
    passed = seats_passed_on.propose(named, other.email, by=make.as_person(seat.person), at=at, because="Away")
    free = {"seat_id": named.seats.last().pk}
    yield "one_delegation_of_a_seat_waits", passed, {}
    yield "a_delegation_says_why", passed, {**free, "because": ""}
    yield "nobody_delegates_to_themselves", passed, {**free, "to_person_id": seat.person_id}
    yield "an_answered_delegation_says_by_whom", passed, {"status": "approved"}
    refused = {"status": "refused", "decided_at": at, "decided_by_id": counsel.user.pk}
    yield "a_delegation_is_refused_with_a_reason", passed, refused
    first, second = (files.store(make_dd.PDF, purpose="sealed", name="copy.pdf", at=at, vendor=firm) for _ in range(2))
    about = {"agreement": paper, "vendor": firm, "level": "B-B", "sealed_at": at}
    copy = SealedPaper.objects.create(kind="copy", stored=first, sha256="a" * 64, **about)
    yield "each_paper_is_sealed_once", copy, {"stored_id": second.pk, "sha256": "b" * 64}
    yield "a_sealed_paper_has_its_own_fingerprint", copy, {"stored_id": second.pk, "kind": "evidence"}
    for model in (AgreementTemplate, ClauseEdition, Jurisdiction):
        yield f"{model._meta.model_name}_editions_are_numbered", model.objects.first(), {}
        yield f"{model._meta.model_name}_editions_start_at_one", model.objects.first(), {"number": 0}
        said = {"number": 9, "published_by_id": counsel.user.pk}
        yield f"a_published_{model._meta.model_name}_says_why", model.objects.first(), said
    yield from _in_the_library(counsel)
    yield from _of_background(firm, counsel)
    yield from _from_elsewhere(firm, counsel)
    weak = make.vendor("Weak Works", tier=2)
    make_dd.decided(weak, insurance=1)
    unanswered = make_agreements.draft(weak, by=counsel)
    said = {"decision": "left", "because": "Covered by the parent", "by": counsel, "at": at}
    answer = screening_answers.answer(unanswered, "insurance", **said)
    yield "a_proposed_clause_is_answered_once", answer, {}
    named = schedules.name_contact(unanswered, **make_elsewhere.contact(), by=counsel, at=at)
    yield "one_contact_for_a_thing_a_day", named, {}
    yield "a_proposed_clause_is_left_out_with_a_reason", answer, {"clause": "indemnity", "because": ""}
    yield from _of_inventions(firm, counsel)


def _in_the_library(counsel) -> Iterator[Break]:
    yield "one_draft_of_an_entry_at_a_time", make_library.draft(), {}
    offer = make_library.offer("audit")
    yield "a_text_is_offered_once", offer, {}
    yield "a_settled_offer_says_by_whom_and_why", offer, {"settled_at": clock.now(), "settled_by_id": counsel.user.pk}


def _from_elsewhere(firm, counsel) -> Iterator[Break]:
    paper = make_elsewhere.entered(firm, by=counsel)
    other = make_elsewhere.file_of(mark="other")
    waiting = make_elsewhere.proposed(firm, by=counsel, content=other)
    yield "a_file_of_a_firm_is_taken_over_once", paper, {}
    yield "a_paper_to_confirm_says_who_entered_it", paper, {"sha256": "1" * 64, "status": "proposed"}
    yield "a_confirmed_paper_is_an_agreement", waiting, {"sha256": "2" * 64, "status": "confirmed"}
    yield "a_second_person_confirms_key_data", waiting, {"sha256": "3" * 64, "confirmed_by_id": counsel.user.pk}
    run = make_elsewhere.run(firm, by=counsel)
    yield "a_made_run_has_its_moment", run, {"status": "made"}
    yield "a_run_names_a_file_once", run.files.first(), {}


def _of_background(firm, counsel) -> Iterator[Break]:
    contact = make.contact(firm)
    item = make_ip.declared(contact, title="Rig")
    yield "a_settled_background_item_says_by_whom", item, {"status": "confirmed"}
    settled = {"settled_at": item.declared_at, "settled_by_id": counsel.user.pk}
    yield "background_is_disputed_with_a_reason", item, {**settled, "status": "disputed"}
    yield "a_kept_proof_has_its_file", item, {"proof": "kept"}
    yield "a_proof_has_its_fingerprint", item, {"proof_sha256": "none"}
    opening = make_ip.opening(make_ip.kept(contact, title="Kept"), by=counsel)
    yield (
        "a_second_person_opens_a_sealed_proof",
        opening,
        {"agreed_by_id": counsel.user.pk, "agreed_at": opening.asked_at},
    )
    yield "one_opening_is_asked_for_at_a_time", opening, {}
    agreement = make_agreements.issued(make.vendor(), by=counsel)
    make_ip.confirmed(make.contact(agreement.vendor))
    page = make_ip.supplement(agreement, by=counsel)
    yield "supplements_are_numbered", page, {"status": "refused", **settled, "settled_by_id": contact.user_id}
    yield "one_supplement_waits_at_a_time", page, {"number": 2}
    yield "a_settled_supplement_says_by_whom", page, {"number": 2, "status": "confirmed"}
    yield "both_sides_confirm_a_supplement", page, {**settled, "number": 2, "status": "confirmed"}


def _of_inventions(firm, counsel) -> Iterator[Break]:
    person = make.person(firm)
    begun, row = make_ip.begun(person), make_ip.claimed(person, "Claimed", by=counsel)
    yield "a_disclosed_invention_says_when", begun, {"status": "disclosed"}
    yield "a_decided_invention_says_by_whom", row, {"decided_at": None}
    yield "an_invention_is_decided_with_a_reason", row, {"because": ""}
    yield "a_claimed_invention_has_its_clock", row, {"assign_by": None}
    yield "an_assigned_invention_says_when", row, {"status": "assigned"}
    yield "inventors_are_numbered", begun.contributors.get(), {}
    yield "a_share_lies_above_0_and_up_to_100", begun.contributors.get(), {"position": 2, "share": 0}
    link = make_ip.paper_elsewhere(row, row.contributors.get(), by=counsel)
    yield "an_inventor_gives_a_share_and_a_firm_all_it_has", link, {"contributor_id": None}
    yield "a_link_of_title_names_its_paper", link, {"words": ""}
    paper = make_ip.assignments(make_ip.claimed(person, "Another", by=counsel), by=counsel)[0]
    make_agreements.sign(paper, make.as_person(person))
    yield "a_paper_makes_one_link_of_title", paper.links.get(), {}
    patent = make_ip.patent(row, by=counsel)
    yield "a_patent_of_an_invention_is_entered_once", patent, {}
    yield "a_patent_is_granted_after_it_is_filed", patent, {"number": "2", "granted_on": patent.filed_on - DAY}
    yield "a_patent_expires_after_it_is_filed", patent, {"number": "2", "expires_on": patent.filed_on}
    own = make_ip.of_ones_own(person)
    yield "an_answered_invention_of_ones_own_says_by_whom", own, {"status": "accepted", "because": "So"}
    decided = {"status": "accepted", "decided_at": own.noticed_at, "decided_by_id": counsel.user.pk}
    yield "an_invention_of_ones_own_is_answered_with_a_reason", own, decided
    joint = make_ip.together(firm, by=counsel)
    yield "our_share_lies_between_0_and_100", joint, {"our_share": 101}
    yield "an_ended_joint_development_says_when", joint, {"status": "ended"}
    yield "a_duty_is_done_by_somebody_in_words", make_ip.duty(joint, by=counsel), {"done_at": joint.entered_at}


def _of_authorities(firm) -> Iterator[Break]:
    at, by, counsel = clock.now(), make.officer(), make_agreements.counsel()
    waiting = make_agreements.authority(make.contact(firm), until_on=datetime.date(2030, 1, 1))
    held = make_agreements.authorised(make.contact(firm))
    gone = authorities.end(make_agreements.authorised(make.contact(firm)), because="Left", by=by, at=at)
    nobody = {"person_id": make.contact(firm).pk}
    yield "one_statement_of_a_person_waits", waiting, {}
    yield "a_ground_says_where_it_is_found", waiting, {**nobody, "said": ""}
    yield "who_signs_jointly_says_with_whom", waiting, {**nobody, "manner": "joint"}
    yield "an_authority_ends_after_it_begins", waiting, {**nobody, "until_on": datetime.date(2001, 1, 1)}
    yield "a_decided_authority_says_by_whom", held, {"decided_at": None}
    yield "a_confirmed_authority_names_its_source_and_date", held, {"looked_on": None}
    yield "an_authority_is_refused_or_ended_with_a_reason", gone, {"because": ""}
    yield "an_ended_authority_has_its_moment", gone, {"ended_at": None}
    aside = make_agreements.issued(make.vendor(), by=counsel)
    row = authorities.set_aside(aside, because="Known", by=counsel, at=at)
    yield (
        "an_authority_is_set_aside_with_a_reason",
        row,
        {"agreement_id": make_agreements.issued(make.vendor()).pk, "because": ""},
    )


def _of_questions(paper) -> Iterator[Break]:
    by, at = make.as_person(paper.person), clock.now()
    row = questions.answer(
        questions.ask(paper, "What is a day?", by=by, at=at), "24 hours", by=make_agreements.counsel(), at=at
    )
    yield "a_question_of_a_signer_has_words", row, {"text": ""}
    yield "an_answered_question_says_by_whom", row, {"answered_at": None}
    yield "a_signer_is_answered_in_words", row, {"answer": ""}


def _of_shown_parts(paper) -> Iterator[Break]:
    said = {"way": "view", "shown_sha256": paper.document_sha256, "at": clock.now()}
    readings.note(paper, ["opening"], by=make.as_person(paper.person), **said)
    row = paper.shown_parts.get()
    yield "a_part_is_shown_to_somebody_for_the_first_time_once", row, {}
    yield "what_was_shown_is_a_part_of_known_bytes", row, {"part": ""}


def _of_deviations(paper) -> Iterator[Break]:
    at, nora = clock.now(), make.as_person(make.contact(paper.vendor))
    row = deviations.keep(paper, "injunction", kind="strike", because="Too wide", by=nora, at=at)
    sent = deviations.send_round(paper, by=nora, at=at)
    yield "rounds_are_numbered", sent, {}
    yield "rounds_start_at_one", sent, {"number": 0}
    row.refresh_from_db()
    yield "a_side_wants_one_thing_of_a_clause_at_a_time", row, {}
    other = {"clause": "survival"}
    yield "a_deviation_has_a_reason", row, {**other, "because": ""}
    yield "a_deviation_that_is_spoken_of_was_sent", row, {**other, "sent_at": None}
    yield "a_decided_deviation_says_when_and_by_whom", row, {**other, "status": "accepted"}
    decided = {"decided_at": at, "decided_by_id": nora.user.pk}
    yield "a_deviation_is_refused_with_a_reason", row, {**other, **decided, "status": "refused"}
    step = row.steps.get()
    yield "steps_of_a_deviation_are_numbered", step, {}
    yield "a_step_that_asks_or_refuses_has_a_reason", step, {"number": 2, "because": ""}
    yield "a_remark_has_words", deviations.remark(row, text="Hm", by=nora, at=at), {"text": ""}


def in_training() -> Iterator[Break]:
    at, row = clock.now(), make_training.read(make_training.enrolment())
    yield "a_course_version_number_is_used_once", row.version, {}
    yield "a_person_takes_a_course_once_at_a_time", row, {}
    yield "a_passed_enrolment_says_when", row, {"status": "passed"}
    yield "a_lesson_is_read_once", row.lessons_read.first(), {}
    attempt = enrolments.start_attempt(row, by=make.as_person(row.person), at=at)
    yield "one_attempt_is_open_at_a_time", attempt, {"number": 9}
    yield "attempts_are_numbered", attempt, {"submitted_at": at}


def in_vendors() -> Iterator[Break]:
    firm = make.vendor(tier=3)
    contact = make.contact(firm, hr_id="E-1", hr_source="hr")
    yield from _of_the_register(firm, contact)
    yield from _of_questionnaires(contact)
    yield from _of_evidence("certificate", make_dd.certificate(contact))
    yield from _of_evidence("insurance", make_dd.policy(contact))
    yield "a_policy_pays_something", make_dd.policy(contact, "professional"), {"limit": 0}
    yield from _of_screenings(firm)
    yield from _of_scores(firm)
    yield from _of_statements(firm)
    yield from _of_accepted_risks()
    yield from _of_signals(firm)
    yield from _of_sub_suppliers(contact)


def _of_accepted_risks() -> Iterator[Break]:
    row = make_risk.accept(make_risk.known_firm())
    yield "a_known_risk_is_accepted", row, {"level": 0}
    yield "an_acceptance_says_what_and_why", row, {"because": ""}
    yield "a_withdrawn_acceptance_says_by_whom_and_why", row, {"withdrawn_at": clock.now()}
    paper = files.store(make_dd.PDF, purpose="sealed", name="a.pdf", at=clock.now())
    yield "a_proof_of_acceptance_is_sealed", row, {"stored_id": paper.pk}
    yield "one_accepted_risk_at_a_time", row.facts.get(), {}
    yield "an_acceptance_is_renewed_once", make_risk.accept(row.vendor, because="Prolonged"), {}


def _of_signals(firm) -> Iterator[Break]:
    row = make_signals.signal(firm)
    other = {"reference": "Another"}
    settled = {**other, "settled_at": clock.now(), "settled_by_id": make.officer().user.pk}
    yield "a_signal_is_recorded_once", row, {"source": row.source.upper()}
    yield "a_settled_signal_says_by_whom", row, {**other, "status": "taken_up"}
    yield "a_signal_is_set_aside_with_a_reason", row, {**settled, "status": "set_aside"}


def _of_statements(firm) -> Iterator[Break]:
    row = make_finance.statement(firm)
    yield "one_statement_of_a_year_counts", row, {}
    other = {"ends_on": row.ends_on - DAY}
    yield "a_year_has_1_to_24_months", row, {**other, "months": 25}
    yield "figures_come_from_somewhere", row, {**other, "source": ""}


def _of_the_register(firm, contact) -> Iterator[Break]:
    at, officer = clock.now(), make.officer()
    yield "a_tier_is_one_two_or_three_or_not_assessed", firm, {"tier": 4}
    yield "an_approved_subcontractor_has_a_tier", firm, {"status": "approved", "tier": None}
    yield "an_assessment_gives_a_tier", make.assessment(firm, 3), {"tier": 4}
    yield "one_person_per_address_and_firm", contact, {"email": contact.email.upper(), "hr_id": ""}
    yield "one_person_per_hr_id", contact, {"email": "another@firm.test"}
    yield "a_person_ends_after_they_start", contact, {"ends_on": contact.starts_on - DAY}
    work = make.engagement(firm, contact)
    yield "an_engagement_ends_after_it_starts", work, {"ends_on": work.starts_on - DAY}
    yield "a_person_is_once_in_an_engagement", EngagementPerson.objects.get(engagement=work), {}
    yield "a_person_acknowledges_a_version_once", make.acknowledged(contact), {}
    sent = invitations.send(firm, name="Petra", email="petra@firm.test", by=officer, at=at)
    yield "one_open_invitation_per_address_and_firm", sent, {"email": "Petra@firm.test"}
    yield "an_invitation_runs_out_after_it_was_sent", sent, {"expires_at": sent.sent_at}
    yield "an_ended_invitation_says_when", sent, {"status": "withdrawn"}
    file = files.store(b"name\n", purpose="import", name="people.csv", at=at)
    run = PeopleImport.objects.create(file=file, source="hr", uploaded_at=at)
    yield "an_import_touches_a_person_once", ImportedPerson.objects.create(run=run, person=contact), {}
    told = Proposal.objects.create(vendor=contact.vendor, kind="details", made_by_name="Ash", made_at=at)
    yield "one_open_proposal_of_a_kind", told, {}
    yield "a_leaver_is_a_person_and_details_are_the_firms", told, {"kind": "leaver"}
    yield "a_settled_proposal_says_when", told, {"status": "declined"}
    hr_words.hear([contact], by=make.officer(), at=at, through="HR")
    other = make.person(contact.vendor).pk
    yield "hr_says_an_end_after_the_start", contact.hr_word, {"person_id": other, "ends_on": contact.starts_on - DAY}


def _of_sub_suppliers(contact) -> Iterator[Break]:
    at, officer = clock.now(), make.officer()
    node = make_subs.named(contact)
    decided = {"status": "approved", "decided_at": at, "decided_by_id": officer.user.pk, "because": "Sound"}
    yield "a_decided_sub_supplier_says_by_whom", node, {**decided, "decided_by_id": None}
    yield "a_sub_supplier_is_decided_with_a_reason", node, {**decided, "because": ""}
    yield "two_people_approve_a_sub_supplier", node, {**decided, "first_by_id": officer.user.pk}
    yield "an_ended_sub_supplier_says_when", node, {"status": "ended"}
    said = make_subs.details(node)
    yield "one_description_of_a_sub_supplier", said, {}
    yield "a_sub_supplier_is_not_below_itself", said, {"parent_id": node.pk}
    yield "what_was_passed_down_is_stated_or_shown", make_subs.passed_down(node, contact), {"words": ""}


def _of_questionnaires(contact) -> Iterator[Break]:
    at, officer = clock.now(), make.officer()
    sent = questionnaires.send(contact.vendor, due_on=make_dd.days(14), by=officer, at=at)
    handed_in = {"submitted_at": at, "submitted_by_id": contact.user_id}
    yield "one_open_questionnaire_per_firm", sent, {}
    yield "a_submitted_questionnaire_says_by_whom", sent, {"status": "submitted", "submitted_at": at}
    yield "a_returned_questionnaire_says_by_whom", sent, {"status": "returned", **handed_in}
    yield "accepted_answers_say_by_whom", sent, {"status": "accepted", **handed_in}
    yield "a_withdrawn_questionnaire_says_when", sent, {"status": "withdrawn"}
    yield from _of_respondents(sent, contact)
    make_dd.answer_everything(sent, contact)
    waiting = make_dd.sheet(sent, contact)
    yield "one_sheet_of_answers_waits", waiting, {}
    yield "a_settled_sheet_of_answers_says_when", waiting, {"status": "removed"}
    answer, judged = sent.answers.first(), {"verdict_at": at, "verdict_by_id": officer.user.pk}
    yield "one_answer_per_question", answer, {}
    yield "a_verdict_says_by_whom", answer, {"verdict": "ok"}
    yield "a_question_back_has_words", answer, {"verdict": "clarify", **judged}
    yield "a_file_is_once_behind_an_answer", AnswerFile.objects.filter(answer__assessment=sent).first(), {}
    draft = make_questions.draft()
    yield "there_is_one_draft_of_the_questions", draft, {"only": False}
    run = make_questions.waiting(make_questions.workbook("Do you bake?"))
    yield "a_settled_workbook_of_questions_says_when", run, {"status": "removed"}
    own = {"version": 999, "published_by_id": draft.started_by_id}
    yield "a_published_questionnaire_says_why", draft.base, own
    yield "one_submission_per_round", questionnaires.submit(sent, by=make.as_person(contact), at=at), {}
    said = {"because": "The register says otherwise", "by": officer, "at": at}
    entry = corrections.make(sent, answer.question, **said)
    yield "a_correction_has_a_reason", entry, {"because": ""}
    yield "only_a_value_counts", entry, {"counts": True}
    yield "a_correction_is_taken_back_with_a_reason", entry, {"taken_back_at": at}
    comment = corrections.comment(entry, answer="agree", because="So it is", by=make.as_person(contact), at=at)
    yield "a_comment_on_a_correction_has_words", comment, {"because": ""}


def _of_respondents(sent, contact) -> Iterator[Break]:
    at, by = clock.now(), make.as_person(contact)
    worker, section = make.person(contact.vendor), sent.questions["sections"][0]["id"]
    (given,) = delegations.ask(sent, [section], name=worker.name, email=worker.email, by=by, at=at)
    yield "a_section_is_with_one_colleague", given, {"person_id": contact.pk}
    yield "an_ended_delegation_says_when", given, {"status": "withdrawn"}
    said = {"because": "Holidays", "by": by, "at": at}
    wish = time_requests.ask(sent, wanted_on=make_dd.days(30), **said)
    yield "one_request_for_time_waits", wish, {}
    yield "more_time_is_a_later_day", wish, {"wanted_on": wish.was_due_on, "status": "dropped"}
    decided = {"decided_at": at, "decided_by_id": contact.user_id}
    yield "granted_time_ends_on_a_day", wish, {"status": "granted", **decided}
    yield "an_answer_on_time_says_by_whom", wish, {"status": "declined", "answer": "No"}
    yield "time_is_declined_with_a_reason", wish, {"status": "declined", **decided}
    rest = pauses.pause(sent, until_on=make_dd.days(5), **said)
    yield "a_questionnaire_rests_once_at_a_time", rest, {}
    yield "a_pause_has_a_reason", rest, {"ended_at": at, "because": ""}


def _of_evidence(kind: str, row) -> Iterator[Break]:
    decided = {"decided_at": clock.now(), "decided_by_id": make.officer().user.pk}
    yield f"{kind}_ends_after_it_starts", row, {"valid_until": row.valid_from - DAY}
    yield f"{kind}_decision_says_by_whom", row, {"status": "accepted"}
    yield f"{kind}_is_refused_with_a_reason", row, {"status": "rejected", **decided}
    yield f"{kind}_file_waits_once", row, {}


def _of_screenings(firm) -> Iterator[Break]:
    at, analyst, officer = clock.now(), make_dd.analyst(), make.officer()
    row = make_dd.screening(firm, by=analyst)
    recorded = {"proposed_at": at, "proposed_by_id": analyst.user.pk}
    decided = {**recorded, "decided_at": at, "decided_by_id": officer.user.pk, "because": "Good", "status": "approved"}
    decided["valid_until"] = make_dd.days(100)
    yield "one_open_screening_per_firm", row, {}
    yield "a_screening_is_decided_by_somebody_else", row, {**decided, "decided_by_id": analyst.user.pk}
    yield "a_recorded_screening_says_by_whom", row, {"status": "proposed", "proposed_at": at}
    yield "a_decided_screening_says_by_whom", row, {**decided, "decided_at": None}
    yield "an_approval_ends", row, {**decided, "valid_until": None}
    yield "a_decision_has_reasons", row, {**decided, "because": ""}
    score = row.scores.exclude(score=None).first()
    yield "a_dimension_is_scored_once", score, {}
    yield "a_score_is_nought_to_four", score, {"score": 5}
    yield "a_score_says_where_from_how_sure_and_how_fresh", score, {"source": ""}
    seat = make_dd.seat(row, officer.user)
    yield "a_reviewer_sits_once_on_a_panel", seat, {}
    yield "marks_are_handed_in_at_once", seat, {"reviewer_id": analyst.user.pk, "submitted_at": at}
    proposal = ScreeningProposal.objects.create(screening=row, vendor=firm, kind="limit", ref="viewer")
    yield "a_screening_proposes_a_thing_once", proposal, {}
    yield from of_watchlists(firm, analyst)


def _of_scores(firm) -> Iterator[Break]:
    at, officer = clock.now(), make.officer()
    said = {"value": 50, "because": "Rumours", "until_on": make_dd.days(9)}
    row = scores.override(firm, **said, by=officer, at=at)
    yield "an_override_is_nought_to_a_hundred", row, {"value": 101}
    yield "an_override_has_a_reason", row, {"because": ""}
    yield "an_override_ends_after_it_begins", row, {"ended_at": at - DAY}
    yield "one_override_per_firm", row, {}
    scores.work_out([firm], by=make.CLOCK, at=at)
    kept = RiskScore.objects.newest_of(firm)
    yield "a_risk_is_nought_to_a_hundred", kept, {"score": 101}
    yield "a_risk_has_a_level", kept, {"level": 5}


def of_watchlists(firm, analyst) -> Iterator[Break]:
    make.vendor("Zarevo Nord Trade LLC")
    version = world.read(world.watchlist(), world.lines(b=world.ZAREVO))
    world.compare()
    yield "one_version_of_a_watchlist_is_in_force", version, {}
    yield "a_version_in_force_says_since_when", version, {"status": "superseded", "in_force_at": None}
    entry = version.added.get()
    yield "an_entry_is_once_on_a_watchlist", entry.entry, {}
    yield "one_version_of_an_entry_is_current", entry, {}
    yield "an_entry_ends_in_a_later_version", entry, {"ended_in_id": version.pk}
    yield "a_subject_is_watched_once", WatchSubject.objects.filter(vendor=firm).first(), {}
    hit = WatchHit.objects.get()
    settled = {
        "status": "true_match",
        "because": "The same",
        "decided_at": clock.now(),
        "decided_by_id": analyst.user.pk,
    }
    yield "a_subject_hits_a_version_of_an_entry_once", hit, {}
    yield "a_hit_scores_a_hundred_at_most", hit, {"score": 101}
    yield "a_settled_hit_says_by_whom", hit, {**settled, "decided_by_id": None}
    yield "a_settled_hit_has_a_reason", hit, {**settled, "because": ""}


WORLDS = {"access": in_access, "agreements": in_agreements, "training": in_training, "vendors": in_vendors}


@pytest.mark.parametrize("app", WORLDS)
def test_the_table_refuses_what_each_constraint_forbids(app):
    broken = set()
    for name, row, changes in WORLDS[app]():
        assert refused_by(row, changes) == name
        broken.add(name)
    named = {each.name for model in apps.get_app_config(app).get_models() for each in model._meta.constraints}
    assert broken == named - KEPT_BY_A_TRIGGER


def refused_by(row: models.Model, changes: dict) -> str:
    """The constraint that refuses a copy of this row with these changes."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        _copy(row, changes).save(force_insert=True)
    return refused.value.__cause__.diag.constraint_name


def _copy(row: models.Model, changes: dict) -> models.Model:
    fields = [field for field in row._meta.concrete_fields if field.name != "created_at"]
    values = {field.attname: getattr(row, field.attname) for field in fields}
    fresh = {
        f.attname: ids.new().hex[-(f.max_length or 12) :]
        for f in fields
        if f.unique and isinstance(f, models.CharField)
    }
    return type(row)(**{**values, **fresh, "id": ids.new(), **changes})
