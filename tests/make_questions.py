"""How does a test write the next questionnaire? A draft of it, a workbook of questions, and what its pages send."""

import datetime
import io
from functools import cache

from openpyxl import Workbook

from core import clock
from tests import make
from vendors import questionnaire_edits as edits
from vendors import questionnaire_trail
from vendors.actions import questionnaire_drafts as drafts
from vendors.actions import questionnaire_imports as imports
from vendors.forms.draft_questions import QuestionForm
from vendors.forms.questionnaire_drafts import DetailsForm, SectionForm
from vendors.models import QuestionnaireDraft, QuestionnaireImport
from vendors.policies import questionnaire_drafts as policy


def administrator():
    return make.staff_member("administrator", name="Sam Whitlock")


def draft(*, without: str = "") -> QuestionnaireDraft:
    """The open draft, or a new one; `without` a question."""
    make.starter_content()
    by, at = administrator(), clock.now()
    found = drafts.start(by=by, at=at)
    return drafts.remove(found, "questions", without, by=by, at=at) if without else found


def content() -> dict:
    return QuestionnaireDraft.objects.get().content


def seen() -> str:
    return edits.mark(content())


def sent(form, **changes) -> dict:
    """What a browser sends for a form as it is drawn, with these fields typed over."""
    said = {field.html_name: field.value() for field in form}
    said |= changes
    return {
        name: "on" if value is True else value
        for name, value in said.items()
        if value is not None and value is not False
    }


def details(**changes) -> dict:
    return sent(
        DetailsForm(details=questionnaire_trail.details_of(content())), **{"title": "Your firm and you", **changes}
    )


def section(key: str = "", **changes) -> dict:
    old = edits.find(content(), "sections", key) if key else None
    form = SectionForm(section=old, taken=set(), dimensions=list(policy.dimensions().items()))
    new = {} if old else {"intro": "How well it is made.", "weight": 0, "dimension": "legal"}
    return sent(form, **{**new, **changes})


def question(key: str = "", *, kind: str = "yes_no", within: str = "history", **changes) -> dict:
    """An old question as it is, or a new one that is complete."""
    old = edits.find(content(), "questions", key) if key else None
    form = QuestionForm(question=old or {"section": within, "type": kind}, content=content())
    new = {} if old else {"why": "Bread tells.", "row1_risk": "high", "row1_hint": "Buy an oven."}
    return sent(form, **{**new, **changes})


HEAD = ("Section", "Question", "Type", "Options", "Required", "Evidence", "Guidance")


@cache
def workbook(*texts: str) -> bytes:
    """A question a row below a title, and another sheet with one question; the same bytes each time."""
    rows = [("Baking", each, "Yes/No", "", "yes", "", "") for each in texts]
    return saved(book([("What we ask",), HEAD, *rows], More=[HEAD, ("Dough", "Do you knead?", "", "", "", "", "")]))


def book(rows, **more) -> Workbook:
    """A sheet of these rows, and one of each name in `more`."""
    made = Workbook()
    made.properties.created = made.properties.modified = datetime.datetime(2026, 1, 1)  # noqa: DTZ001  (as openpyxl keeps it)
    made.active.title = "Asked"
    for each in rows:
        made.active.append(each)
    for title, lines in more.items():
        sheet = made.create_sheet(title)
        for each in lines:
            sheet.append(each)
    return made


def saved(made: Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def waiting(content: bytes, name: str = "asked.xlsx") -> QuestionnaireImport:
    make.starter_content()
    return imports.upload(content, name=name, by=administrator(), at=clock.now())
