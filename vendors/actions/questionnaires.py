"""Send a questionnaire, keep the answers while they are written, seal them when they are sent, judge them."""

import datetime
import hashlib

from django.utils.translation import gettext as _

from core import files, references
from core.actors import Actor
from core.events import canonical, record
from core.models import Event, StoredFile
from core.refusals import NotNow
from core.workflow import become
from vendors import answers_given, questionnaire_engine
from vendors.actions.vendors import lock as lock_vendor
from vendors.models import Answer, AnswerFile, Assessment, QuestionnaireVersion, Submission, TierAssessment, Vendor
from vendors.policies import due_diligence as policy

SETS = {1: "full", 2: "standard", 3: "short"}


def send(
    vendor: Vendor, *, due_on: datetime.date, by: Actor, at: datetime.datetime, cause: Event | None = None
) -> Assessment:
    """Ask the firm what its tier asks for, and every section that an answer of the inherent-risk form demanded.

    One that is open already is returned. Raises NotAllowed, NotNow without tier or starter content.
    """
    policy.check_can_send(by)
    vendor = lock_vendor(vendor)
    if waiting := Assessment.objects.filter(
        vendor=vendor, status__in=["sent", "in_progress", "submitted", "returned"]
    ).first():
        return waiting
    version = QuestionnaireVersion.objects.order_by("-version").first()
    if vendor.tier is None or version is None:
        raise NotNow(
            _("Fill in the inherent-risk form first; the tier decides what is asked.") if version else _no_content()
        )
    asked = questionnaire_engine.asked(version.content, *_demanded(vendor, vendor.tier))
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


def save_answer(
    assessment: Assessment, question: str, *, value, comment: str = "", by: Actor, at: datetime.datetime
) -> Answer:
    """Keep what was written so far. A draft is no deed: only the first one is recorded, as the start of the work.

    Raises NotAllowed, NotNow for sealed answers, LookupError for a question that was not asked.
    """
    assessment, answer = _open_for_writing(assessment, question, by, at)
    if answer.value == value and answer.comment == comment and not answer._state.adding:
        return answer
    answer.value, answer.comment, answer.saved_at, answer.saved_by = value, comment, at, by.user
    answer.save()
    return answer


def attach(assessment: Assessment, question: str, source, *, name: str, by: Actor, at: datetime.datetime) -> AnswerFile:
    """Put a file behind the answer. Raises core.files.FileRefused with a sentence for the sender."""
    assessment, answer = _open_for_writing(assessment, question, by, at)
    stored = files.store(source, purpose="evidence", name=name, at=at, vendor=assessment.vendor_id, by=by.user)
    return _link(answer, stored, by=by, at=at)


def reuse(assessment: Assessment, question: str, stored: StoredFile, *, by: Actor, at: datetime.datetime) -> AnswerFile:
    """Put a file that the firm sent before behind this answer too."""
    assessment, answer = _open_for_writing(assessment, question, by, at)
    if stored.vendor_id != assessment.vendor_id:
        raise LookupError(stored.pk)
    return AnswerFile.objects.filter(answer=answer, stored=stored).first() or _link(answer, stored, by=by, at=at)


def detach(link: AnswerFile, *, by: Actor, at: datetime.datetime) -> None:
    """The file no longer stands behind the answer; sealed submissions still name it, so it is kept."""
    assessment, answer = _open_for_writing(link.answer.assessment, link.answer.question, by, at)
    record(
        "evidence.removed",
        assessment,
        by=by,
        at=at,
        question=answer.question,
        file=link.stored_id,
        sha256=link.stored.sha256,
    )
    link.delete()


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
    record(
        event,
        assessment,
        by=by,
        at=at,
        round=sealed.round,
        answers=len(content["answers"]),
        sha256=digest,
        submission=sealed.pk,
    )
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
    """Take the answers as they are. Raises NotNow while one of them still needs clarification."""
    policy.check_can_review(by)
    assessment = _lock(assessment)
    if assessment.status == "accepted":
        return assessment
    policy.check_is_submitted(assessment)
    if unclear := list(answers_given.unclear(assessment)):
        texts = [assessment.question(answer.question)["text"] for answer in unclear]
        raise NotNow(_("Some answers still need clarification. Return them, or accept them one by one."), texts)
    found = questionnaire_engine.result(assessment.questions, answers_given.of(assessment))
    event = become(assessment, "accepted", accepted_at=at, accepted_by=by.user)
    record(
        event,
        assessment,
        by=by,
        at=at,
        because=because,
        percent=found.percent,
        band=found.band,
        knock_outs=found.knock_outs,
    )
    return assessment


def withdraw(assessment: Assessment, *, by: Actor, at: datetime.datetime, because: str) -> Assessment:
    """We no longer want the answers."""
    policy.check_can_send(by)
    assessment = _lock(assessment)
    if assessment.status != "withdrawn":
        record(become(assessment, "withdrawn", withdrawn_at=at), assessment, by=by, at=at, because=because)
    return assessment


def _lock(assessment: Assessment) -> Assessment:
    return Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)


def _open_for_writing(assessment: Assessment, question: str, by: Actor, at) -> tuple[Assessment, Answer]:
    """The locked questionnaire, begun if it was not, and the answer (saved or new) that may be written now."""
    assessment = _lock(assessment)
    policy.check_can_answer(by, assessment)
    assessment.question(question)  # LookupError for one that it does not ask
    answer = assessment.answers.filter(question=question).first()
    policy.check_is_editable(assessment, answer)
    if assessment.status == "sent":
        record(become(assessment, "in_progress", started_at=at), assessment, by=by, at=at)
    return assessment, answer or Answer(vendor_id=assessment.vendor_id, assessment=assessment, question=question)


def _link(answer: Answer, stored: StoredFile, *, by: Actor, at) -> AnswerFile:
    if answer._state.adding:
        answer.saved_at, answer.saved_by = at, by.user
        answer.save()
    link = AnswerFile.objects.create(
        vendor_id=answer.vendor_id, answer=answer, stored=stored, added_at=at, added_by=by.user
    )
    record(
        "evidence.attached",
        answer.assessment,
        by=by,
        at=at,
        question=answer.question,
        file=stored.pk,
        sha256=stored.sha256,
    )
    return link


def _demanded(vendor: Vendor, tier: int) -> tuple[str, list[str]]:
    """The set of the tier, and the sections demanded on top."""
    newest = TierAssessment.objects.current_of(vendor)
    return SETS[tier], [demand["refers_to"] for demand in newest.demanded("questionnaire_section")] if newest else []


def _no_content() -> str:
    return _("There is no questionnaire yet. An operator loads it with: manage.py load_starter")
