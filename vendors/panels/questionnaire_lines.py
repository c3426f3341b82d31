"""How is a workbook of questions drawn before it is taken over: its columns, its rows, and what the draft would become?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from vendors import question_sources
from vendors import questionnaire_words as words
from vendors.models import QuestionnaireDraft, QuestionnaireImport
from vendors.question_sheets import columns as known
from vendors.question_sheets.judging import Line

WAYS = {"beside": _l("Add them to what is asked"), "instead": _l("Ask these alone")}


def columns() -> list[dict]:
    """What each column of the template is for."""
    said = {
        "section": _("Its title, in the row or in the rows above; a row that holds nothing else is a heading."),
        "text": _("One thing, in a sentence."),
        "type": ", ".join(str(each) for each in words.KINDS.values()),
        "options": _("One a line. For a table, its columns."),
        "scores": _("0 to 1, one an answer, with semicolons between."),
        "risks": _("None, low, medium or high, one an answer, with semicolons between."),
        "required": _("Yes or no."),
        "evidence": _("Required, optional or none; or the words for which file."),
        "tiers": _("1, 2, 3."),
        "weight": _("0 to 5; 0 is not scored."),
    }
    return [{"label": known.FIELDS[name][0], "value": value, "url": ""} for name, value in said.items()]


def read(run: QuestionnaireImport) -> list[dict]:
    """Which column is taken for what."""
    return [
        {"label": label, "value": run.mapping.get(name) or _("Not in the workbook"), "url": ""}
        for name, (label, _must, _words) in known.FIELDS.items()
        if name in run.mapping or name in ("text", "section", "type", "options")
    ]


def counts(found: list[Line]) -> str:
    right = sum(each.deed == "question" for each in found)
    wrong = sum(each.deed == "wrong" for each in found)
    said = [ngettext("%(count)d question can be taken over", "%(count)d questions can be taken over", right) % {"count": right}]  # fmt: skip
    said += [ngettext("%(count)d row is wrong", "%(count)d rows are wrong", wrong) % {"count": wrong}] if wrong else []
    return ", ".join(said)


def drawn(found: list[Line]) -> list[dict]:
    """Each {line, title, facts, answers}."""
    return [
        {
            "line": line,
            "title": line.section if line.deed == "section" else line.question.get("text") or _("No question"),
            "facts": "; ".join(_facts(line)),
            "answers": [each["text"] for each in line.question.get("options", [])],
        }
        for line in found
    ]


def _facts(line: Line) -> list[str]:
    """Kind, file and the rest, as far as the row says them."""
    part = line.question
    shown = [name for name in ("type", "tiers", "weight", "table", "evidence") if name in part]
    said = [f"{words.label(name)}: {words.said(name, part[name], {})}" for name in shown]
    if "required" in part:
        said.append(_("Must be answered") if part["required"] else _("May be left out"))
    return [_("Section: %(title)s") % {"title": line.section}, *said] if line.section else said


def ways(run: QuestionnaireImport, now: dict, found: list[Line]) -> list[dict]:
    """What the draft becomes, taken over beside what is asked or instead of it."""
    draft = QuestionnaireDraft.objects.select_related("base").first()
    spoken_for = question_sources.kept(draft) if draft else set()
    return [_way(run, now, found, way, spoken_for) for way in WAYS]


def _way(run: QuestionnaireImport, now: dict, found: list[Line], way: str, spoken_for: set[str]) -> dict:
    built = question_sources.built(run, now, found, instead=way == "instead", spoken_for=spoken_for)
    gone = len({each["id"] for each in now["questions"]} - {each["id"] for each in built.content["questions"]})
    said = [ngettext("%(count)d new question", "%(count)d new questions", built.added) % {"count": built.added}]
    if built.taken_up:
        said.append(ngettext("%(count)d that is asked today stays the same question", "%(count)d that are asked today stay the same questions", built.taken_up) % {"count": built.taken_up})  # fmt: skip
    if built.asked_already:
        said.append(ngettext("%(count)d is asked already", "%(count)d are asked already", len(built.asked_already)) % {"count": len(built.asked_already)})  # fmt: skip
    if gone:
        said.append(ngettext("%(count)d is no longer asked, and can be put back", "%(count)d are no longer asked, and can be put back", gone) % {"count": gone})  # fmt: skip
    return {"key": way, "label": WAYS[way], "said": "; ".join(said), "is_open": bool(built.added + built.taken_up)}
