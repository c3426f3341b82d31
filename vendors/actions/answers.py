"""Write down the answers to a questionnaire while they are open: the words, and the files behind them."""

import datetime
from collections.abc import Iterable

from core import files
from core.actors import Actor
from core.events import record
from core.models import StoredFile
from core.workflow import become
from vendors import answers_given, earlier_answers, evidence_library
from vendors.earlier_answers import Earlier
from vendors.models import Answer, AnswerFile, Assessment, Pause, Submission
from vendors.policies import answering
from vendors.policies import due_diligence as policy


class Overtaken(ValueError):
    """Somebody else saved this answer after the page was drawn; `answer` is what stands there now."""

    def __init__(self, answer: Answer):
        super().__init__(answer.question)
        self.answer = answer


def save(
    assessment: Assessment,
    question: str,
    *,
    value,
    by: Actor,
    at: datetime.datetime,
    comment: str = "",
    seen: str | None = None,
    page: str = "",
    confirmed_from: Submission | None = None,
) -> Answer:
    """Keep what was written so far. A draft is no deed: only the first one is recorded, as the start of the work.

    `seen` is the version that the page showed (Answer.version) and `page` that page's own mark: what another page saved
    since is never written over. None: whatever is there. `confirmed_from` is the earlier submission whose answer this
    repeats. Raises NotAllowed, NotNow for sealed answers, LookupError for
    a question that was not asked, Overtaken.
    """
    assessment, answer = open_for_writing(assessment, question, by, at)
    if (answer.value, answer.comment) == (value, comment) and not answer._state.adding:
        return answer
    if seen is not None and answer.version != seen and not (page and answer.saved_from == page):
        raise Overtaken(answer)
    answer.value, answer.comment, answer.saved_at, answer.saved_by = value, comment, at, by.user
    answer.saved_from, answer.confirmed_from = page, confirmed_from
    answer.save()
    return answer


def confirm(assessment: Assessment, questions: Iterable[str], *, by: Actor, at: datetime.datetime) -> list[Answer]:
    """Take over what the firm answered the last time, files and comments too, for those of these questions that have no
    answer yet and for which an earlier one is offered. Raises NotAllowed, NotNow, LookupError.
    """
    policy.check_can_supply(by, assessment.vendor_id)
    offered = earlier_answers.of(assessment)
    wanted = [key for key in questions if key in offered]
    if not wanted:
        return []
    assessment, _first = open_for_writing(assessment, wanted[0], by, at)
    there = answers_given.rows(assessment)
    wanted = [key for key in wanted if key not in there or not (there[key].value is not None or there[key].held)]
    made = [_taken_over(assessment, there.get(key), key, offered[key], by=by, at=at) for key in wanted]
    if made:
        taken = made[0].confirmed_from
        told = {"questions": wanted, "submission": taken.pk, "answered_at": taken.made_at}
        record("questionnaire.answers-confirmed", assessment, by=by, at=at, **told)
    return made


def _taken_over(assessment: Assessment, answer: Answer | None, key: str, earlier: Earlier, *, by: Actor, at) -> Answer:
    answer = answer or Answer(vendor_id=assessment.vendor_id, assessment=assessment, question=key)
    answer.value, answer.comment, answer.confirmed_from = earlier.value, earlier.comment, earlier.submission
    answer.saved_at, answer.saved_by, answer.saved_from = at, by.user, ""
    answer.save()
    for stored in evidence_library.of(assessment.vendor_id).filter(pk__in=earlier.files) if earlier.files else ():
        _behind(answer, stored, by=by, at=at)
    return answer


def attach(assessment: Assessment, question: str, source, *, name: str, by: Actor, at: datetime.datetime) -> AnswerFile:
    """Put a file behind the answer; one that the firm sent before, byte for byte, is not kept twice.

    Raises core.files.FileRefused with a sentence for the sender.
    """
    assessment, answer = open_for_writing(assessment, question, by, at)
    twin = evidence_library.of(assessment.vendor_id).filter(sha256=files.fingerprint(source)).first()
    stored = twin or files.store(source, purpose="evidence", name=name, at=at, vendor=assessment.vendor_id, by=by.user)
    return _behind(answer, stored, by=by, at=at)


def reuse(assessment: Assessment, question: str, stored: StoredFile, *, by: Actor, at: datetime.datetime) -> AnswerFile:
    """Put a file that the firm sent before behind this answer too."""
    assessment, answer = open_for_writing(assessment, question, by, at)
    if stored.vendor_id != assessment.vendor_id:
        raise LookupError(stored.pk)
    return _behind(answer, stored, by=by, at=at)


def detach(link: AnswerFile, *, by: Actor, at: datetime.datetime) -> None:
    """The file no longer stands behind the answer; sealed submissions still name it, so it is kept."""
    assessment, answer = open_for_writing(link.answer.assessment, link.answer.question, by, at)
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


def open_for_writing(assessment: Assessment, question: str, by: Actor, at) -> tuple[Assessment, Answer]:
    """The locked questionnaire, begun if it was not, and the answer (saved or new) that may be written now."""
    assessment = Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    asked = assessment.question(question)  # LookupError for one that it does not ask
    answering.check_can_write(by, assessment, asked["section"])
    answer = assessment.answers.filter(question=question).first()
    policy.check_is_editable(assessment, answer)
    if assessment.status == "sent":
        record(become(assessment, "in_progress", started_at=at), assessment, by=by, at=at)
    _go_on(assessment, by=by, at=at)
    return assessment, answer or Answer(vendor_id=assessment.vendor_id, assessment=assessment, question=question)


def _go_on(assessment: Assessment, *, by: Actor, at) -> None:
    """Who answers has taken it up again."""
    if Pause.objects.filter(assessment=assessment, ended_at=None).update(ended_at=at):
        record("questionnaire.resumed", assessment, by=by, at=at)


def _behind(answer: Answer, stored: StoredFile, *, by: Actor, at) -> AnswerFile:
    """The link between answer and file: the one that is there, or a new one."""
    return AnswerFile.objects.filter(answer=answer, stored=stored).first() or _link(answer, stored, by=by, at=at)


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
