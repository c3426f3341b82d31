"""What would the draft ask once a workbook is taken over? Pure: content and rows in, content out."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from vendors import questionnaire_edits as edits
from vendors.question_sheets.judging import Line, same

OF_A_KIND = ("options", "number", "table", "file", "text_rules")


@dataclass
class Built:
    """`asked_already`: numbers of the rows whose question the draft asks; they change nothing beside it."""

    content: dict
    added: int = 0
    taken_up: int = 0
    asked_already: list[int] = field(default_factory=list)


def build(
    content: dict, found: Iterable[Line], *, instead: bool, tiers: list[int], kept: Set[str] = frozenset()
) -> Built:
    """The rows that are right, `instead` of what is asked or beside it. A question with the same words and kind stays the
    same question, with all that the row does not say. `kept`: identifiers that are spoken for; `tiers`: where a row says none.
    """
    right = [line for line in found if line.deed == "question"]
    known = {same(each["text"]): each for each in content["questions"]}
    taken = {each["id"] for each in content["questions"]} | set(kept)
    sections, by_title = _sections(content, right, instead=instead, kept=kept)
    made = Built({**content, "sections": sections, "questions": [] if instead else list(content["questions"])})
    for line in right:
        old = known.get(same(line.question["text"]))
        if old and not instead:
            made.asked_already.append(line.number)
            continue
        is_same = old is not None and old["type"] == line.question["type"]
        part = _question(line, by_title[same(line.section)], tiers, old if is_same else None, taken)
        taken.add(part["id"])
        made.content["questions"].append(part)
        made.taken_up += is_same
        made.added += not is_same
    made.content["questions"] = _in_order(made.content)
    return made


def _sections(content: dict, right: list[Line], *, instead: bool, kept: Set[str]) -> tuple[list[dict], dict[str, str]]:
    """The sections of the draft, and the id of each by its title. A section that is there already stays as it is."""
    known = {same(each["title"]): each for each in content["sections"]}
    taken = {each["id"] for each in content["sections"]} | set(kept)
    sections = [] if instead else list(content["sections"])
    by_title: dict[str, str] = {}
    for line in right:
        key = same(line.section)
        if key in by_title:
            continue
        part = known.get(key) or _section(line.section, taken)
        taken.add(part["id"])
        by_title[key] = part["id"]
        if part not in sections:
            sections.append(part)
    return sections, by_title


def _section(title: str, taken: Set[str]) -> dict:
    """What it counts for is for the author to say."""
    key = edits.identifier(title, set(taken))
    return {"id": key, "title": title[:120], "intro": "", "weight": 0, "dimension": ""}


def _question(line: Line, section: str, tiers: list[int], old: dict | None, taken: Set[str]) -> dict:
    said = line.question
    key = old["id"] if old else edits.identifier(said["text"], set(taken), before=section.split("-")[0][:3])
    made = {"why": "", "required": True, "weight": _weight(said), "tiers": tiers, "evidence": {"need": "none"}}
    made |= old or {}
    given = {name: part for name, part in said.items() if old is None or name not in OF_A_KIND}
    made |= {**given, "id": key, "section": section}
    if old and "options" in said:
        made["options"] = _options(said["options"], old["options"])
    elif "options" in said:
        made["options"] = _named(said["options"], [])
    if old is None and "table" in said:
        made["table"] = {**said["table"], "columns": _named(said["table"]["columns"], [])}
    return made


def _weight(said: dict) -> int:
    return int(any("score" in option for option in said.get("options", [])))


def _options(said: list[dict], old: list[dict]) -> list[dict]:
    """An answer with the same words stays the same answer."""
    known = {same(each["text"]): each for each in old}
    return _named([{**known.get(same(each["text"]), {}), **each} for each in said], old)


def _named(parts: list[dict], old: list[dict]) -> list[dict]:
    taken, made = {each["id"] for each in old}, []
    for part in parts:
        key = part.get("id") or edits.identifier(part.get("text") or part["label"], taken)
        taken.add(key)
        made.append({**part, "id": key})
    return made


def _in_order(content: dict) -> list[dict]:
    order = {section["id"]: number for number, section in enumerate(content["sections"])}
    return sorted(content["questions"], key=lambda each: order.get(each["section"], len(order)))
