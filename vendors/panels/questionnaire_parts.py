"""How are the sections and questions of a questionnaire drawn for those who write and read it?"""

from django.utils.translation import gettext as _

from vendors import questionnaire_words as words
from vendors.questionnaire_changes import Change


def sections(content: dict, problems=()) -> list[dict]:
    """Each {section, questions: [{question, facts, answers, problems}], problems}."""
    wrong: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        wrong.setdefault((problem.where, problem.key), []).append(problem.sentence)
    return [
        {
            "section": section,
            "problems": wrong.get(("sections", section["id"]), []),
            "questions": [
                {**question_of(question, content), "problems": wrong.get(("questions", question["id"]), [])}
                for question in content["questions"]
                if question["section"] == section["id"]
            ],
        }
        for section in content["sections"]
    ]


def question_of(question: dict, content: dict) -> dict:
    shown = ["type", "tiers", "weight", "help", "number", "table", "file", "text_rules", "show_when", "evidence"]
    said = [(words.label(name), words.said(name, question.get(name), content)) for name in shown]
    return {
        "question": question,
        "facts": [{"label": label, "value": value, "url": ""} for label, value in said if value],
        "answers": [{**option, "scored": words.number(option.get("score", "")), "risk_said": words.RISKS.get(option.get("risk", ""), "")} for option in question.get("options", [])],
    }  # fmt: skip


def changes(found: list[Change]) -> list[dict]:
    kinds = {"details": _("Details"), "sections": _("Section"), "questions": _("Question")}
    return [{"change": each, "kind": kinds[each.kind], "look": _look(each.how)} for each in found]


def _look(how: str) -> dict:
    looks = {
        "added": ("ok", _("Added"), "plus"),
        "removed": ("warn", _("Removed"), "x"),
        "changed": ("info", _("Changed"), "pencil"),
        "moved": ("outline", _("Moved"), "arrow-up"),
    }
    tone, text, icon = looks[how]
    return {"tone": tone, "text": text, "icon": icon}
