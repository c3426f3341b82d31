"""Which questions are asked, which are still open, and what do the answers amount to? Pure: values in, values out.

Questions are as vendors/starter/questionnaire.yaml lays them out, answers as vendors.models.Answer keeps them.
Scores are fractions of 1; what cannot be scored is left out of both sides of the division, never counted as good.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

RISKS = ["none", "low", "medium", "high"]


@dataclass(frozen=True)
class Given:
    """One answer as the engine sees it: its value, how many files are behind it, whether somebody verified it."""

    value: object = None
    files: int = 0
    is_verified: bool = False


@dataclass(frozen=True)
class Hint:
    """Why an answer is a risk, and what would lessen it."""

    risk: str
    text: str
    is_knock_out: bool = False


@dataclass(frozen=True)
class Result:
    """`percent` is None where nothing could be scored. `sections`: id -> percent or None. `knock_outs`: ids of questions."""

    percent: int | None
    band: str
    sections: dict
    knock_outs: list


NOTHING = Given()


def asked(content: dict, set_id: str, sections: Iterable[str] = ()) -> dict:
    """What a firm is sent: the set of its tier, and each of these sections as a whole. Raises StopIteration for an unknown set."""
    chosen, also = next(found for found in content["sets"] if found["id"] == set_id), set(sections)
    questions = [q for q in content["questions"] if chosen["tier"] in q["tiers"] or q["section"] in also]
    used = {question["section"] for question in questions}
    return {
        "id": set_id,
        "title": content["title"],
        "intro": content["intro"],
        "minutes": chosen["minutes"],
        "scoring": content["scoring"],
        "sections": [section for section in content["sections"] if section["id"] in used],
        "questions": questions,
    }


def shown(questions: list[dict], answers: Mapping[str, Given]) -> list[dict]:
    """The questions that the answers so far lead to. A question whose parent is not shown is not shown either;
    one whose parent is not in this set is."""
    there, visible = {question["id"] for question in questions}, set()
    for question in questions:
        rule = question.get("show_when")
        if not rule or rule["question"] not in there or (rule["question"] in visible and _leads_on(rule, answers)):
            visible.add(question["id"])
    return [question for question in questions if question["id"] in visible]


def _leads_on(rule: dict, answers: Mapping[str, Given]) -> bool:
    return bool(set(chosen(answers.get(rule["question"], NOTHING).value)) & set(rule["in"]))


def chosen(value: object) -> list[str]:
    """The options that a value names, as a list."""
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def is_given(question: dict, given: Given) -> bool:
    if question["type"] == "file":
        return given.files > 0
    return given.value not in (None, "", [])


def needs_evidence(question: dict, given: Given) -> bool:
    """Whether a file must stand behind this very answer."""
    rule = question.get("evidence", {})
    return rule.get("need") == "required" and is_given(question, given) and _applies(rule, given)


def may_have_evidence(question: dict, given: Given) -> bool:
    """Whether to offer a place for files; always for the answers that need one."""
    return question["type"] == "file" or question.get("evidence", {}).get("need", "none") != "none"


def missing(question: dict, given: Given) -> str:
    """`answer`, `rows` for a table with half-filled ones, `evidence`, or "" for a question that is done. One that need
    not be answered is done when it is empty."""
    if not is_given(question, given):
        return "answer" if question["required"] else ""
    if gaps(question, given.value):
        return "rows"
    return "evidence" if needs_evidence(question, given) and not given.files else ""


def gaps(question: dict, value: object) -> list[tuple[int, list[dict]]]:
    """The rows of a table in which a required column is empty: number from 1, and these columns."""
    if question["type"] != "table" or not isinstance(value, list):
        return []
    required = [column for column in question["table"]["columns"] if column.get("required")]
    found = [
        (number, [each for each in required if not row.get(each["id"])]) for number, row in enumerate(value, start=1)
    ]
    return [(number, columns) for number, columns in found if columns]


def open_questions(questions: list[dict], answers: Mapping[str, Given]) -> list[tuple[dict, str]]:
    """Everything that keeps the answers from being sent, in order."""
    found = [
        (question, missing(question, answers.get(question["id"], NOTHING))) for question in shown(questions, answers)
    ]
    return [(question, what) for question, what in found if what]


def hints(question: dict, value: object) -> list[Hint]:
    """What the answer as it stands says about risk; the highest first."""
    found = [
        Hint(part.get("risk", "none"), part["hint"], part.get("knock_out", False))
        for part in _parts(question, value)
        if part.get("hint")
    ]
    return sorted(found, key=lambda hint: -RISKS.index(hint.risk))


def risk(question: dict, value: object) -> str:
    """The highest risk among what was chosen; "" where nothing says."""
    found = [part["risk"] for part in _parts(question, value) if "risk" in part]
    return max(found, key=RISKS.index) if found else ""


def score(question: dict, value: object) -> Fraction | None:
    """0 to 1; None where the answer is not scored (no weight, not applicable, or a kind without scores)."""
    found = [Fraction(str(part["score"])) for part in _parts(question, value) if "score" in part]
    if not question.get("weight") or not found:
        return None
    return max(Fraction(0), min(Fraction(1), sum(found, Fraction(0))))


def result(asked_for: dict, answers: Mapping[str, Given]) -> Result:
    """Questions weigh within their section, sections within the whole; a statement without proof counts for less."""
    visible = shown(asked_for["questions"], answers)
    sections = {
        section["id"]: _section(section, visible, answers, asked_for["scoring"]) for section in asked_for["sections"]
    }
    whole = _mean([(section["weight"], sections[section["id"]]) for section in asked_for["sections"]])
    knocked = [
        question["id"]
        for question in visible
        if any(part.get("knock_out") for part in _parts(question, answers.get(question["id"], NOTHING).value))
    ]
    percents = {key: _percent(value) for key, value in sections.items()}
    return Result(_percent(whole), _band(asked_for["scoring"], _percent(whole), bool(knocked)), percents, knocked)


def _section(section, visible, answers, scoring) -> Fraction | None:
    found = []
    for question in (question for question in visible if question["section"] == section["id"]):
        given = answers.get(question["id"], NOTHING)
        value = score(question, given.value) if is_given(question, given) else None
        found.append((question.get("weight", 0), None if value is None else value * _factor(scoring, given)))
    return _mean(found)


def _factor(scoring: dict, given: Given) -> Fraction:
    kind = "verified" if given.is_verified else "document_supplied" if given.files else "statement_only"
    return Fraction(str(scoring["answer_factors"][kind]))


def _mean(weighted: list) -> Fraction | None:
    counted = [(weight, value) for weight, value in weighted if value is not None and weight]
    if not counted:
        return None
    return sum((weight * value for weight, value in counted), Fraction(0)) / sum(weight for weight, _ in counted)


def _percent(value: Fraction | None) -> int | None:
    return None if value is None else int(value * 100)


def _band(scoring: dict, percent: int | None, is_knocked_out: bool) -> str:
    if percent is None:
        return ""
    if is_knocked_out:
        return "refuse"
    return next(band["id"] for band in scoring["bands"] if percent >= band["from_percent"])


def _parts(question: dict, value: object) -> list[dict]:
    """The options or the band that the value falls into, each with score, risk and hint where it has them."""
    if question["type"] == "number":
        return _number_band(question, value)
    ids = chosen(value)
    return [option for option in question.get("options", []) if option["id"] in ids]


def _number_band(question: dict, value: object) -> list[dict]:
    if not isinstance(value, str) or not value:
        return []
    bands = question["number"].get("bands", [])
    return [band for band in bands if "up_to" not in band or Decimal(value) <= Decimal(str(band["up_to"]))][:1]


def _applies(rule: dict, given: Given) -> bool:
    return "when" not in rule or bool(set(chosen(given.value)) & set(rule["when"]))
