"""How is each constraint of the papers broken once? For test_constraints.py."""

import datetime
from collections.abc import Iterator

from agreements.actions import authorities, deviations, questions, readings, schedules, screening_answers
from agreements.actions import delegations as seats_passed_on
from agreements.models import AgreementTemplate, ClauseEdition, Jurisdiction, SealedPaper, Seat
from core import clock, files, ids
from tests import make, make_agreements, make_bulk, make_dd, make_elsewhere, make_ip, make_library
from tests.house.breaking import DAY, Break


def in_agreements() -> Iterator[Break]:
    firm, counsel = make.vendor(), make_agreements.counsel()
    draft = make_agreements.draft(firm, by=counsel)
    paper = make_agreements.undertaking(make.person(firm), by=counsel)
    yield from _of_papers(draft, paper)
    yield from _of_amendments(draft, paper, counsel)
    yield from _of_duties(make_agreements.signed(firm, by=counsel), counsel)
    yield from _of_deviations(make_agreements.opened(make_agreements.draft(make.vendor())))
    yield from _of_shown_parts(paper)
    yield from _of_bulk(draft)
    yield from _of_authorities(firm)
    yield from _of_questions(paper)
    yield from _of_signatures(paper, counsel)
    yield from _of_seats(make_agreements.draft(firm, by=counsel), paper, counsel)
    yield from _of_delegations(counsel)
    yield from _of_sealed_papers(paper)
    yield from _of_editions(counsel)
    yield from _in_the_library(counsel)
    yield from _of_background(firm, counsel)
    yield from _from_elsewhere(firm, counsel)
    yield from _of_screening(counsel)
    yield from _of_inventions(firm, counsel)


def _of_papers(draft, paper) -> Iterator[Break]:
    at, own = clock.now(), ids.new()
    yield "one_draft_of_a_paper_at_a_time", draft, {}
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
    yield "no_agreement_replaces_itself", paper, {"id": own, "replaces_id": own}


def _of_amendments(draft, paper, counsel) -> Iterator[Break]:
    shared = make_agreements.opened(draft, by=counsel).shared_texts.get()
    yield "shared_texts_are_numbered", shared, {}
    yield "shared_texts_start_at_one", shared, {"number": 0}
    amendment = make_agreements.amended(make_agreements.signed(draft.vendor, by=counsel), by=counsel).amendment
    yield "amendments_of_a_paper_are_numbered", amendment, {"paper_id": paper.pk}
    yield "no_paper_amends_itself", amendment, {"paper_id": amendment.amends_id}
    term = make_agreements.agreed_sum(amendment.paper, by=counsel)
    yield "a_table_has_one_sum_an_event", term, {}
    yield "an_agreed_sum_is_more_than_nothing", term, {"amount": 0}
    yield "a_ceiling_is_more_than_nothing", term, {"cap_year": 0}


def _of_duties(signed, counsel) -> Iterator[Break]:
    at = clock.now()
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


def _of_signatures(paper, counsel) -> Iterator[Break]:
    signature = make_agreements.sign(paper, make.as_person(paper.person))
    other = {"role": "witness", "position": 9, "user_id": counsel.user.pk}
    yield "each_place_is_signed_once", signature, {**other, "position": signature.position}
    yield "nobody_signs_for_both_sides", signature, {**other, "user_id": signature.user_id}
    yield "a_signature_binds_bytes", signature, {**other, "act_digest": ""}
    yield "a_signature_is_typed_or_drawn", signature, {**other, "typed_name": ""}
    yield "a_drawn_signature_has_strokes", signature, {**other, "typed_name": "", "mark_sha256": "0" * 64}


def _of_seats(late, paper, counsel) -> Iterator[Break]:
    firm = late.vendor
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


def _of_delegations(counsel) -> Iterator[Break]:
    at = clock.now()
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


def _of_sealed_papers(paper) -> Iterator[Break]:
    at, firm = clock.now(), paper.vendor
    first, second = (files.store(make_dd.PDF, purpose="sealed", name="copy.pdf", at=at, vendor=firm) for _ in range(2))
    about = {"agreement": paper, "vendor": firm, "level": "B-B", "sealed_at": at}
    copy = SealedPaper.objects.create(kind="copy", stored=first, sha256="a" * 64, **about)
    yield "each_paper_is_sealed_once", copy, {"stored_id": second.pk, "sha256": "b" * 64}
    yield "a_sealed_paper_has_its_own_fingerprint", copy, {"stored_id": second.pk, "kind": "evidence"}


def _of_editions(counsel) -> Iterator[Break]:
    for model in (AgreementTemplate, ClauseEdition, Jurisdiction):
        yield f"{model._meta.model_name}_editions_are_numbered", model.objects.first(), {}
        yield f"{model._meta.model_name}_editions_start_at_one", model.objects.first(), {"number": 0}
        said = {"number": 9, "published_by_id": counsel.user.pk}
        yield f"a_published_{model._meta.model_name}_says_why", model.objects.first(), said


def _of_screening(counsel) -> Iterator[Break]:
    at = clock.now()
    weak = make.vendor("Weak Works", tier=2)
    make_dd.decided(weak, insurance=1)
    unanswered = make_agreements.draft(weak, by=counsel)
    said = {"decision": "left", "because": "Covered by the parent", "by": counsel, "at": at}
    answer = screening_answers.answer(unanswered, "insurance", **said)
    yield "a_proposed_clause_is_answered_once", answer, {}
    named = schedules.name_contact(unanswered, **make_elsewhere.contact(), by=counsel, at=at)
    yield "one_contact_for_a_thing_a_day", named, {}
    yield "a_proposed_clause_is_left_out_with_a_reason", answer, {"clause": "indemnity", "because": ""}


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
    yield "whoever_states_an_authority_does_not_decide_on_it", held, {"decided_by_id": held.stated_by_id}
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
