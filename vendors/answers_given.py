"""What has been answered so far, in words and as the engine takes it?"""

import datetime
from dataclasses import replace

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from core.web.dates import say_day, say_moment
from vendors import places, quantities, questionnaire_engine
from vendors.models import Answer, Assessment, Correction
from vendors.questionnaire_engine import Given


def rows(assessment: Assessment) -> dict[str, Answer]:
    """By question, each with `held`, the number of files behind it, and `filed_at`, when the newest of them was added."""
    counted = assessment.answers.annotate(held=Count("files"), filed_at=Max("files__added_at"))
    return {row.question: row for row in counted}


def given_by(rows: dict[str, Answer]) -> dict[str, Given]:
    return {key: Given(row.value, row.held, row.verdict == "verified") for key, row in rows.items()}


def of(assessment: Assessment) -> dict[str, Given]:
    return given_by(rows(assessment))


def counting(assessment: Assessment, rows: dict[str, Answer]) -> dict[str, Correction]:
    """Question -> the correction of ours that the weighing takes instead of the answer: the newest that says that it
    counts and speaks of the answer as it is now."""
    found = assessment.corrections.standing().filter(counts=True)
    return {
        each.question: each for each in found if each.question in rows and each.answered == rows[each.question].value
    }


def weighed(assessment: Assessment, rows: dict[str, Answer]) -> dict[str, Given]:
    """The answers as they are weighed; only what counts as corrected differs from what was given,
    and neither files nor a check of the answer stand behind what we put in its place."""
    given, corrected = given_by(rows), counting(assessment, rows)
    return given | {
        key: replace(given[key], value=each.value, files=0, is_verified=False) for key, each in corrected.items()
    }


def shown(assessment: Assessment) -> list[dict]:
    """The questions that the answers so far lead to; what was answered behind the others counts for nothing."""
    return questionnaire_engine.shown(assessment.questions["questions"], of(assessment))


def unclear(assessment: Assessment):
    """The answers that we asked something about, as far as their questions are still shown."""
    return assessment.answers.filter(verdict="clarify", question__in=[question["id"] for question in shown(assessment)])


def unmet(assessment: Assessment) -> list[str]:
    """What keeps the answers from being sent, a sentence each."""
    written, asked = rows(assessment), assessment.questions["questions"]
    given = given_by(written)
    found = [wanted(question, what) for question, what in questionnaire_engine.open_questions(asked, given)]
    return found + [
        wanted(question, "back")
        for question in questionnaire_engine.shown(asked, given)
        if question["id"] in written and is_still_back(assessment, written[question["id"]])
    ]


def is_still_back(assessment: Assessment, row: Answer) -> bool:
    """Whether an answer that came back is as it was when it came; `row` as `rows` gives it."""
    if not row.is_reopened or assessment.returned_at is None:
        return False
    return row.saved_at <= assessment.returned_at and (row.filed_at or row.saved_at) <= assessment.returned_at


def wanted(question: dict, what: str) -> str:
    if what == "evidence":
        return _("Attach a file: %(what)s (%(question)s)") % {
            "what": question["evidence"]["what"],
            "question": question["text"],
        }
    if what == "rows":
        return _("Fill in every row: %(question)s") % {"question": question["text"]}
    if what == "back":
        return _("Change the answer that came back: %(question)s") % {"question": question["text"]}
    return _("Answer: %(question)s") % {"question": question["text"]}


def sealed(assessment: Assessment) -> dict:
    """Everything that is sent, with the words it was asked in: what the digest is taken of. Hidden questions are left out."""
    rows = {row.question: row for row in assessment.answers.prefetch_related("files__stored")}
    return {
        "questionnaire": str(assessment.pk),
        "version": str(assessment.version_id),
        "set": assessment.questions["id"],
        "round": assessment.round + 1,
        "answers": [
            _sealed(question, rows[question["id"]]) for question in shown(assessment) if question["id"] in rows
        ],
    }


def _sealed(question: dict, row) -> dict:
    behind = sorted((link.stored for link in row.files.all()), key=lambda stored: str(stored.pk))
    return {
        "question": question["id"],
        "text": question["text"],
        "value": row.value,
        "comment": row.comment,
        "files": [{"id": str(stored.pk), "name": stored.name, "sha256": stored.sha256} for stored in behind],
    }


def say_gaps(question: dict, value) -> list[str]:
    """What is empty in half-filled rows, a sentence a row."""
    return [
        _("Row %(number)s: fill in %(columns)s")
        % {"number": number, "columns": ", ".join(column["label"] for column in columns)}
        for number, columns in questionnaire_engine.gaps(question, value)
    ]


def say_saved(row: Answer, names: dict) -> str:
    """ "Saved 12:04", by whom where `names` (account -> name) knows."""
    said = {"time": say_moment(row.saved_at, "clock"), "name": names.get(row.saved_by_id)}
    return (_("Saved %(time)s by %(name)s") if said["name"] else _("Saved %(time)s")) % said


def say(question: dict, value) -> str:
    """The answer in words, for people; "" where nothing was given."""
    if value in (None, "", []):
        return ""
    if question.get("options"):
        texts = {option["id"]: option["text"] for option in question["options"]}
        return "\n".join(texts.get(key, key) for key in questionnaire_engine.chosen(value))
    if question["type"] == "number":
        return quantities.say(value, question["number"].get("unit", ""))
    if question["type"] == "table":
        return "\n".join(_row(question["table"]["columns"], row) for row in value)
    return _day(value) if question["type"] == "date" else str(value)


def cell(column: dict, value: str) -> str:
    if column["type"] == "choice":
        return next((choice["text"] for choice in column["choices"] if choice["id"] == value), value)
    if column["type"] == "yes_no":
        return {"yes": _("Yes"), "no": _("No")}.get(value, "")
    return places.name_of(value) if column["type"] == "country" else value


def _row(columns, row) -> str:
    found = [(column, cell(column, row.get(column["id"], ""))) for column in columns]
    return ", ".join(_labelled(column, said) for column, said in found if said)


def _labelled(column: dict, said: str) -> str:
    """A bare number, or a bare yes, says nothing."""
    is_bare = column["type"] in {"number", "yes_no"}
    return _("%(label)s: %(said)s") % {"label": column["label"], "said": said} if is_bare else said


def _day(value: str) -> str:
    return say_day(datetime.date.fromisoformat(value), "portal")
