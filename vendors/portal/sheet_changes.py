"""What would a workbook of answers change that came back, and what is wrong with it? Reads only."""

from django.utils.translation import gettext as _

from core.web.dates import say_moment
from vendors import answers_given, questionnaire_engine
from vendors.answer_sheets import layout
from vendors.answer_sheets.reading import Book, Said, Wrong
from vendors.forms import answer_sheets as forms
from vendors.models import Assessment
from vendors.panels.answer_sheets import check_about
from vendors.policies import due_diligence as policy
from vendors.questionnaire_engine import NOTHING, Given


def read(assessment: Assessment, content: bytes) -> dict:
    """What a workbook that came back would change: `said`, `wrong` and `left_out` as vendors.models.AnswerSheet keeps them.

    Raises Unreadable for one that is not of this questionnaire as it is now.
    """
    book = Book(content)
    check_about(assessment, book.about)
    found, wrong = book.answers(assessment.questions["questions"])
    rows, said = answers_given.rows(assessment), []
    for asked in assessment.questions["questions"]:
        if asked["id"] in found:
            change, faults = _change(assessment, asked, found[asked["id"]], rows.get(asked["id"]))
            said += change
            wrong += faults
    left_out = _left_out(assessment, rows, said)
    kept = [each for each in said if each["question"] not in left_out]
    return {"said": kept, "wrong": [vars(each) for each in wrong], "left_out": left_out}


def _change(assessment: Assessment, asked: dict, said: Said, row) -> tuple[list[dict], list[Wrong]]:
    """The answer that the workbook gives, if it is another one, or what is wrong with it."""
    taken = forms.judged(asked, said)
    if taken is None:
        return [], []
    value, comment, wrong = taken
    if wrong:
        return [], wrong
    if asked["type"] == "file":
        value = row.value if row else None
    seen = layout.version_in(said.mark)
    now = (layout.plain(row.value), layout.plain(row.comment)) if row else (None, "")
    if layout.mark(seen, value, comment) == said.mark or (layout.plain(value), layout.plain(comment)) == now:
        return [], []
    place = said.cells.get("value") or next(iter(said.cells.values()))
    if not policy.is_editable(assessment, row):
        return [], [
            Wrong(said.sheet, place, _("This answer was accepted and stays as it was sent. Put the old answer back."))
        ]
    if (row.version if row else "") != seen:
        words = _(
            "Somebody changed this answer in the portal, %(moment)s, after you downloaded the workbook. Answer it there."
        )
        moment = say_moment(row.saved_at, "full") if row else ""
        return [], [Wrong(said.sheet, place, words % {"moment": moment})]
    return [{"question": asked["id"], "value": value, "comment": comment, "seen": seen}], []


def _left_out(assessment: Assessment, rows: dict, said: list[dict]) -> list[str]:
    """The questions that are answered in the workbook and that its answers do not lead to."""
    given = answers_given.given_by(rows)
    given |= {each["question"]: Given(each["value"], given.get(each["question"], NOTHING).files) for each in said}
    shown = {each["id"] for each in questionnaire_engine.shown(assessment.questions["questions"], given)}
    return [each["question"] for each in said if each["question"] not in shown]
