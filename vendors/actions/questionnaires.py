"""Send a questionnaire, seal the answers when they are sent, judge them, return or accept them."""

import datetime
import hashlib

from django.utils.translation import gettext as _

from core import references
from core.actors import Actor
from core.events import canonical, record
from core.models import Event
from core.refusals import NotNow
from core.workflow import become
from vendors import answers_given, answers_weighed, questionnaire_engine, questionnaire_sets
from vendors.actions import delegations, time_requests
from vendors.actions.vendors import lock as lock_vendor
from vendors.models import OPEN, Answer, Assessment, Submission, Vendor
from vendors.policies import corrections
from vendors.policies import due_diligence as policy


def send(
    vendor: Vendor, *, due_on: datetime.date, by: Actor, at: datetime.datetime, cause: Event | None = None
) -> Assessment:
    """Ask the firm what its tier asks for, and every section that an answer of the inherent-risk form demanded.

    One that is open already is returned. Raises NotAllowed, NotNow without tier or starter content.
    """
    policy.check_can_send(by)
    vendor = lock_vendor(vendor)
    if waiting := Assessment.objects.filter(vendor=vendor, status__in=OPEN).first():
        return waiting
    version, asked = questionnaire_sets.for_firm(vendor)
    assessment = Assessment.objects.create(
        vendor=vendor,
        reference=references.next_of("ASM"),
        version=version,
        title=asked["title"],
        tier=vendor.tier,
        questions=asked,
        previous=Assessment.objects.filter(vendor=vendor, status="accepted").order_by("-accepted_at").first(),
        due_on=due_on,
        sent_at=at,
        sent_by=by.user,
    )
    record(
        "questionnaire.sent",
        assessment,
        by=by,
        at=at,
        cause=cause,
        set=asked["id"],
        questions=len(asked["questions"]),
        due_on=due_on,
    )
    return assessment


def submit(assessment: Assessment, *, by: Actor, at: datetime.datetime) -> Submission:
    """Seal the answers and hand them in. Raises NotNow with every question that still wants something."""
    assessment = _lock(assessment)
    policy.check_can_supply(by, assessment.vendor_id)
    if assessment.status == "submitted":
        return assessment.submissions.get(round=assessment.round)
    policy.check_can_answer(by, assessment)
    if unmet := answers_given.unmet(assessment):
        raise NotNow(_("The answers are not complete yet."), unmet)
    content = answers_given.sealed(assessment)
    digest = hashlib.sha256(canonical(content)).hexdigest()
    if assessment.status == "sent":
        record(become(assessment, "in_progress", started_at=at), assessment, by=by, at=at)
    event = become(assessment, "submitted", submitted_at=at, submitted_by=by.user, round=assessment.round + 1)
    sealed = Submission.objects.create(
        vendor_id=assessment.vendor_id,
        assessment=assessment,
        round=assessment.round,
        content=content,
        digest=digest,
        made_at=at,
        made_by=by.user,
    )
    assessment.answers.filter(is_reopened=True).update(is_reopened=False)
    done = record(
        event,
        assessment,
        by=by,
        at=at,
        round=sealed.round,
        answers=len(content["answers"]),
        sha256=digest,
        submission=sealed.pk,
    )
    _end_what_waits(assessment, by=by, at=at, cause=done)
    return sealed


def judge(
    assessment: Assessment, question: str, *, verdict: str, note: str = "", by: Actor, at: datetime.datetime
) -> Answer:
    """Write down what we make of one answer: ok, verified, clarify (with words for the subcontractor), or "" to take it back."""
    policy.check_can_review(by)
    assessment = _lock(assessment)
    policy.check_is_submitted(assessment)
    if verdict == "clarify" and not note.strip():
        raise NotNow(_("Say what is unclear; the subcontractor reads it."))
    answer = assessment.answers.get(question=question)
    if (answer.verdict, answer.verdict_note) == (verdict, note):
        return answer
    was = answer.verdict
    answer.verdict, answer.verdict_note, answer.verdict_at, answer.verdict_by = verdict, note, at, by.user
    answer.save(update_fields=["verdict", "verdict_note", "verdict_at", "verdict_by"])
    record("questionnaire.judged", assessment, by=by, at=at, question=question, was=was, verdict=verdict, note=note)
    return answer


def send_back(assessment: Assessment, *, due_on: datetime.date, by: Actor, at: datetime.datetime) -> Assessment:
    """Return the questions that need clarification, and only those. Raises NotNow where there is none."""
    policy.check_can_review(by)
    assessment = _lock(assessment)
    if assessment.status == "returned":
        return assessment
    policy.check_is_submitted(assessment)
    unclear = answers_given.unclear(assessment)
    asked = list(unclear.order_by("question").values_list("question", flat=True))
    if not asked:
        raise NotNow(_("Mark at least one answer as needing clarification before you return the questionnaire."))
    unclear.update(is_reopened=True)
    record(
        become(assessment, "returned", returned_at=at, returned_by=by.user, due_on=due_on),
        assessment,
        by=by,
        at=at,
        questions=asked,
        due_on=due_on,
    )
    return assessment


def accept(assessment: Assessment, *, by: Actor, at: datetime.datetime, because: str = "") -> Assessment:
    """Take the answers as they are. Raises NotNow while one of them still needs clarification, and without a reason
    where a flagged answer, or all of them, have no verdict; NotAllowed for whose own correction counts in them."""
    policy.check_can_review(by)
    assessment = _lock(assessment)
    if assessment.status == "accepted":
        return assessment
    policy.check_is_submitted(assessment)
    corrections.check_corrected_nothing(by, assessment)
    if unclear := list(answers_given.unclear(assessment)):
        texts = [assessment.question(answer.question)["text"] for answer in unclear]
        raise NotNow(_("Some answers still need clarification. Return them, or accept them one by one."), texts)
    weighed = answers_weighed.of(assessment)
    policy.check_may_accept(weighed.wants_reason, because)
    rows = answers_given.rows(assessment)
    found = questionnaire_engine.result(assessment.questions, answers_given.weighed(assessment, rows))
    event = become(assessment, "accepted", accepted_at=at, accepted_by=by.user, percent=found.percent)
    record(
        event,
        assessment,
        by=by,
        at=at,
        because=because,
        percent=found.percent,
        band=found.band,
        knock_outs=found.knock_outs,
        judged=weighed.judged,
        unjudged=len(weighed.plain) + len(weighed.flagged),
        flagged=[question["id"] for question in weighed.flagged],
        corrected=sorted(answers_given.counting(assessment, rows)),
    )
    return assessment


def withdraw(assessment: Assessment, *, by: Actor, at: datetime.datetime, because: str) -> Assessment:
    """We no longer want the answers."""
    policy.check_can_send(by)
    assessment = _lock(assessment)
    if assessment.status != "withdrawn":
        event = become(assessment, "withdrawn", withdrawn_at=at)
        done = record(event, assessment, by=by, at=at, because=because)
        _end_what_waits(assessment, by=by, at=at, cause=done)
    return assessment


def _end_what_waits(assessment: Assessment, *, by: Actor, at, cause: Event) -> None:
    """Nobody at the firm has anything to answer any more."""
    delegations.end_all_of(assessment, by=by, at=at, cause=cause)
    time_requests.drop_all_of(assessment, by=by, at=at, cause=cause)
    assessment.pauses.filter(ended_at=None).update(ended_at=at)


def _lock(assessment: Assessment) -> Assessment:
    return Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
