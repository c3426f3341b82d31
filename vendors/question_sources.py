"""What does the workbook of an import say, and what would the draft become by it? Reads only."""

from django.utils.translation import gettext as _

from core import files
from core.refusals import NotNow
from vendors import questionnaire_edits as edits
from vendors.models import QuestionnaireDraft, QuestionnaireImport, QuestionnaireVersion
from vendors.people_files.tables import Unreadable
from vendors.question_sheets import building, judging, reading


def book(run: QuestionnaireImport) -> reading.Book:
    """Raises NotNow."""
    try:
        return reading.book(files.read(run.file))
    except Unreadable as unreadable:
        raise NotNow(unreadable.sentence) from unreadable


def lines(run: QuestionnaireImport, found: reading.Book) -> list[judging.Line]:
    return judging.lines(found.sheet(run.sheet), run.mapping)


def now() -> dict:
    """What is asked: by the draft, or by the newest version where there is none. Raises NotNow without any."""
    draft = QuestionnaireDraft.objects.first()
    newest = QuestionnaireVersion.objects.order_by("-version").first()
    if newest is None:
        raise NotNow(_("There is no questionnaire yet. An operator loads it with: manage.py load_starter"))
    return draft.content if draft else newest.content


def kept(draft: QuestionnaireDraft) -> set[str]:
    """Identifiers that are spoken for: of what was removed, and of the version that the draft began with."""
    base = {each["id"] for kind in edits.KINDS for each in draft.base.content[kind]}
    return base | {each["part"]["id"] for each in draft.removed}


def built(
    run: QuestionnaireImport, content: dict, found: list[judging.Line], *, instead: bool, spoken_for: set[str]
) -> building.Built:
    return building.build(content, found, instead=instead, tiers=run.tiers, kept=spoken_for)
