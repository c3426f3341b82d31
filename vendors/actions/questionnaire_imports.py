"""Take a workbook of questions in, choose how it is read, and take its questions into the draft; or remove it."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import files
from core.actors import Actor
from core.events import record
from core.refusals import NotNow
from core.workflow import become
from vendors import question_sources
from vendors import questionnaire_edits as edits
from vendors.actions import questionnaire_drafts as drafts
from vendors.models import QuestionnaireDraft, QuestionnaireImport
from vendors.people_files.tables import Unreadable
from vendors.policies import questionnaire_drafts as policy
from vendors.question_sheets import reading
from vendors.question_sheets.columns import HEADS

TIERS = [1, 2, 3]


@transaction.atomic  # a file that is refused leaves nothing behind
def upload(source, *, name: str, by: Actor, at: datetime.datetime) -> QuestionnaireImport:
    """Keep the workbook and propose its sheet and columns. One that still waits is not kept twice.

    Raises files.FileRefused, NotAllowed.
    """
    policy.check_can_write(by)
    waiting = QuestionnaireImport.objects.filter(status="uploaded", file__sha256=files.fingerprint(source))
    if same := waiting.select_related("file").first():
        return same
    stored = files.store(source, purpose="questions", name=name, at=at, by=by.user)
    try:
        sheet = reading.book(files.read(stored)).sheet("")
    except Unreadable as refused:
        files.shred(stored, at=at)
        raise files.FileRefused(refused.sentence) from refused
    run = QuestionnaireImport.objects.create(
        file=stored, sheet=sheet.title, mapping=HEADS.propose(sheet.head), tiers=TIERS, uploaded_at=at, uploaded_by=by.user
    )  # fmt: skip
    record("draft.workbook-uploaded", run, by=by, at=at, file=stored.pk, sha256=stored.sha256)
    return run


def read_sheet(run: QuestionnaireImport, title: str, *, by: Actor, at: datetime.datetime) -> QuestionnaireImport:
    """Another sheet of the workbook, with the columns that its heads propose. Raises NotNow for one that is not there."""
    policy.check_can_write(by)
    run = _lock(run)
    book = question_sources.book(run)
    if title not in [each.title for each in book.sheets]:
        raise NotNow(_("This sheet is not in the workbook, or is hidden."))
    if title == run.sheet:
        return run
    return _read(run, by, at, sheet=title, mapping=HEADS.propose(book.sheet(title).head))


def read_columns(
    run: QuestionnaireImport, mapping: dict[str, str], *, tiers: list[int], by: Actor, at: datetime.datetime
) -> QuestionnaireImport:
    """Raises NotNow where the column of the questions is missing, or one is chosen twice."""
    policy.check_can_write(by)
    run = _lock(run)
    if unfit := HEADS.unfit(mapping, question_sources.book(run).sheet(run.sheet).head):
        raise NotNow(_("The columns are not clear yet."), unfit)
    if (run.mapping, run.tiers) == (mapping, tiers):
        return run
    return _read(run, by, at, mapping=mapping, tiers=tiers)


def _read(run: QuestionnaireImport, by: Actor, at: datetime.datetime, **changes) -> QuestionnaireImport:
    record(become(run, "uploaded", **changes), run, by=by, at=at, **changes)
    return run


@transaction.atomic
def apply(
    run: QuestionnaireImport, *, instead: bool, seen: str, by: Actor, at: datetime.datetime
) -> QuestionnaireDraft | None:
    """The rows that are right become the draft, `instead` of what it asks or beside it; without a draft one begins.
    `seen`: edits.mark of what was asked when the rows were shown. What the draft then no longer asks can be put back.

    Raises NotNow where the draft changed since, where no row is right, or the workbook was removed. None once it is done.
    """
    policy.check_can_write(by)
    run = _lock(run)
    if run.status == "drafted":
        return QuestionnaireDraft.objects.first()
    if run.status == "removed":
        raise NotNow(_("This workbook was removed. Upload it again."))
    if edits.mark(question_sources.now()) != seen:
        raise NotNow(_("Somebody changed the draft meanwhile. Look at the rows again."))
    found = question_sources.lines(run, question_sources.book(run))
    draft = drafts.start(by=by, at=at)
    said = {"instead": instead, "spoken_for": question_sources.kept(draft)}
    built = question_sources.built(run, draft.content, found, **said)
    if not built.added + built.taken_up:
        raise NotNow(_("No row of this workbook adds a question. Put the rows right, and upload it again."))
    event = become(run, "drafted", settled_at=at)
    counts = {"added": built.added, "taken_up": built.taken_up, "left_out": sum(each.deed == "wrong" for each in found)}
    return drafts.take_over(
        draft, built.content, event, by=by, at=at, workbook=run.pk, sha256=run.file.sha256, **counts
    )


def remove(run: QuestionnaireImport, *, by: Actor, at: datetime.datetime) -> QuestionnaireImport:
    """Its content is destroyed; the draft stays as it is."""
    policy.check_can_write(by)
    run = _lock(run)
    if run.status == "removed":
        return run
    record(become(run, "removed", settled_at=at), run, by=by, at=at)
    files.shred(run.file, at=at)
    return run


def _lock(run: QuestionnaireImport) -> QuestionnaireImport:
    rows = QuestionnaireImport.objects.select_for_update(no_key=True, of=["self"])
    return rows.select_related("file").get(pk=run.pk)
