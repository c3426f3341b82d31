"""Take in a workbook of answers, apply it as if each had been typed, or remove it. Taking it in changes no answer."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import files
from core.actors import Actor
from core.events import record
from core.refusals import NotNow
from core.workflow import become
from vendors.actions import answers
from vendors.models import AnswerSheet, Assessment
from vendors.policies import due_diligence as policy

Instant = datetime.datetime


@transaction.atomic  # a file that is refused leaves nothing behind
def take_in(
    assessment: Assessment, source, *, name: str, said: list[dict], wrong: list[dict], left_out: list[str], by: Actor, at: Instant
) -> AnswerSheet:  # fmt: skip
    """Keep the workbook and what it would change (vendors.models.AnswerSheet). The one that waited goes; the same file
    again, of which the same would follow, is the one that waits.

    Raises files.FileRefused, NotAllowed, NotNow.
    """
    policy.check_can_supply(by, assessment.vendor_id)
    assessment = _lock(assessment)
    policy.check_can_answer(by, assessment)
    waiting = assessment.sheets.filter(status="checked").select_related("stored").first()
    if waiting and waiting.stored.sha256 == files.fingerprint(source) and waiting.said == said:
        return waiting
    if waiting:
        _remove(waiting, by=by, at=at)
    stored = files.store(source, purpose="answers", name=name, at=at, vendor=assessment.vendor_id, by=by.user)
    made = AnswerSheet.objects.create(
        vendor_id=assessment.vendor_id, assessment=assessment, stored=stored, said=said, wrong=wrong, left_out=left_out,
        uploaded_at=at, uploaded_by=by.user, uploaded_by_name=by.label,
    )  # fmt: skip
    record(
        "questionnaire.sheet-uploaded", assessment, by=by, at=at, sheet=made.pk, file=stored.pk, sha256=stored.sha256,
        answers=len(said), wrong=len(wrong),
    )  # fmt: skip
    return made


@transaction.atomic
def apply(sheet: AnswerSheet, *, by: Actor, at: Instant) -> AnswerSheet:
    """Every answer is saved as its page would save it, or none. Raises NotAllowed; NotNow where it was removed, where
    the answers are no longer open, or where one was changed after the workbook was made."""
    policy.check_can_supply(by, sheet.vendor_id)
    assessment = _lock(sheet.assessment)
    sheet = AnswerSheet.objects.select_for_update(no_key=True).get(pk=sheet.pk)
    if sheet.status == "applied":
        return sheet
    if sheet.status == "removed":
        raise NotNow(_("This upload was removed, or another one came after it. Upload the workbook again."))
    policy.check_can_answer(by, assessment)
    overtaken = []
    for each in sheet.said:
        try:
            words = {"value": each["value"], "comment": each["comment"]}
            answers.save(assessment, each["question"], **words, seen=each["seen"], by=by, at=at)
        except answers.Overtaken as changed:
            overtaken.append(assessment.question(changed.answer.question)["text"])
    if overtaken:
        raise NotNow(
            _("Nothing was taken over: these answers were changed in the portal meanwhile. Download the workbook again."),
            overtaken,
        )  # fmt: skip
    done = become(sheet, "applied", settled_at=at)
    changed = [each["question"] for each in sheet.said]
    record(done, assessment, by=by, at=at, sheet=sheet.pk, questions=changed, sha256=sheet.stored.sha256)
    return sheet


def remove(sheet: AnswerSheet, *, by: Actor, at: Instant) -> AnswerSheet:
    """It is not to be applied; the file is destroyed. Raises NotAllowed, NotNow once it was applied."""
    policy.check_can_supply(by, sheet.vendor_id)
    _lock(sheet.assessment)
    sheet = AnswerSheet.objects.select_for_update(no_key=True).get(pk=sheet.pk)
    if sheet.status == "applied":
        raise NotNow(_("These answers were taken over. Change them in the portal, or with another workbook."))
    if sheet.status == "checked":
        _remove(sheet, by=by, at=at)
    return sheet


def _remove(sheet: AnswerSheet, *, by: Actor, at: Instant) -> None:
    done = become(sheet, "removed", settled_at=at, said=[], wrong=[], left_out=[])
    record(done, sheet.assessment, by=by, at=at, sheet=sheet.pk)
    files.shred(sheet.stored, at=at)


def _lock(assessment: Assessment) -> Assessment:
    return Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
