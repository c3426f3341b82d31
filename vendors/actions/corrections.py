"""Set a note or another value against an answer, take it back, and comment on it from the subcontractor's side.

None of this touches the answer: what was given is the subcontractor's own (vendors.models.Answer).
"""

import datetime

from django.utils.translation import gettext as _

from core.actors import Actor
from core.events import record
from core.refusals import NotNow
from vendors.models import Assessment, Correction, CorrectionComment
from vendors.policies import corrections as policy
from vendors.policies import due_diligence

Instant = datetime.datetime


def make(
    assessment: Assessment,
    question: str,
    *,
    because: str,
    by: Actor,
    at: Instant,
    value=None,
    counts: bool = False,
    seen: str | None = None,
) -> Correction:
    """A note, or with `value` a correction; with `counts` the weighing takes that value. The same again is a second press.

    `seen` is the version of the answer that the page showed (Answer.version). Raises NotAllowed, NotNow, LookupError
    for a question without an answer.
    """
    due_diligence.check_can_review(by)
    assessment = _lock(assessment)
    policy.check_can_correct(by, assessment)
    answer = assessment.answers.filter(question=question).first()
    if answer is None:
        raise LookupError(question)
    if seen is not None and answer.version != seen:
        raise NotNow(
            _("The subcontractor has changed this answer meanwhile. Read it again, then say what you hold against it.")
        )
    if counts:
        policy.check_may_count(assessment)
    said = {"answered": answer.value, "value": value, "counts": counts, "because": because, "made_by": by.user}
    standing = assessment.corrections.standing().filter(question=question)
    if (last := standing.last()) and all(getattr(last, name) == part for name, part in said.items()):
        return last
    made = Correction.objects.create(
        vendor_id=assessment.vendor_id, assessment=assessment, question=question, round=assessment.round, made_at=at,
        made_by_name=by.label, **said,
    )  # fmt: skip
    name = "questionnaire.noted" if value is None else "questionnaire.corrected"
    record(
        name, assessment, by=by, at=at, question=question, correction=made.pk, value=value, counts=counts,
        because=because, asked=assessment.question(question)["text"],
    )  # fmt: skip
    return made


def take_back(correction: Correction, *, because: str, by: Actor, at: Instant) -> Correction:
    """We were wrong: it stays to be read and counts for nothing. Raises NotAllowed, NotNow."""
    due_diligence.check_can_review(by)
    correction = _locked(correction)
    if correction.taken_back_at:
        return correction
    policy.check_can_take_back(by, correction)
    correction.taken_back_at, correction.taken_back_by, correction.taken_back_because = at, by.user, because
    correction.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_because"])
    record(
        "questionnaire.correction-taken-back", correction.assessment, by=by, at=at, question=correction.question,
        correction=correction.pk, because=because, asked=correction.assessment.question(correction.question)["text"],
    )  # fmt: skip
    return correction


def comment(correction: Correction, *, answer: str, because: str, by: Actor, at: Instant) -> CorrectionComment:
    """The firm's contact agrees or disagrees. The same as the last one adds nothing. Raises NotAllowed, NotNow."""
    due_diligence.check_can_supply(by, correction.vendor_id)
    assessment = _lock(correction.assessment)
    correction = Correction.objects.get(pk=correction.pk)
    last = correction.comments.last()
    if last and (last.answer, last.because, last.made_by_id) == (answer, because, by.user.pk):
        return last
    policy.check_stands(correction)
    made = CorrectionComment.objects.create(
        vendor_id=correction.vendor_id, correction=correction, answer=answer, because=because, made_at=at,
        made_by=by.user, made_by_name=by.label,
    )  # fmt: skip
    record(
        "questionnaire.correction-commented", assessment, by=by, at=at, question=correction.question,
        correction=correction.pk, answer=answer, because=because, asked=assessment.question(correction.question)["text"],
    )  # fmt: skip
    return made


def _lock(assessment: Assessment) -> Assessment:
    return Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)


def _locked(correction: Correction) -> Correction:
    """With the questionnaire, which is locked first: it may be accepted at this moment."""
    assessment = _lock(correction.assessment)
    found = Correction.objects.select_for_update(no_key=True).get(pk=correction.pk)
    found.assessment = assessment
    return found
