"""What does the content of a questionnaire become when a part of it is written, moved or taken out? Pure: the old stays.

`kind` is "sections" or "questions". Questions stand in the order of their sections.
"""

import hashlib
import json
import re

KINDS = ("sections", "questions")


def find(content: dict, kind: str, key: str) -> dict | None:
    return next((part for part in content[kind] if part["id"] == key), None)


def put(content: dict, kind: str, part: dict) -> dict:
    """In the place of the part with this id, or after the last one."""
    parts = list(content[kind])
    place = next((number for number, each in enumerate(parts) if each["id"] == part["id"]), len(parts))
    parts[place : place + 1] = [part]
    return _ordered({**content, kind: parts})


def insert(content: dict, kind: str, part: dict, place: int) -> dict:
    parts = list(content[kind])
    parts.insert(place, part)
    return _ordered({**content, kind: parts})


def without(content: dict, kind: str, key: str) -> dict:
    return {**content, kind: [part for part in content[kind] if part["id"] != key]}


def place_of(content: dict, kind: str, key: str) -> int:
    return [part["id"] for part in content[kind]].index(key)


def moved(content: dict, kind: str, key: str, steps: int) -> dict:
    """One up (-1) or down (1), a question within its section; the same content at either end."""
    part = next(each for each in content[kind] if each["id"] == key)
    among = [each for each in content[kind] if kind == "sections" or each["section"] == part["section"]]
    place = among.index(part) + steps
    if not 0 <= place < len(among):
        return content
    other, parts = among[place], list(content[kind])
    here, there = parts.index(part), parts.index(other)
    parts[here], parts[there] = other, part
    return _ordered({**content, kind: parts})


def mark(part: dict | None) -> str:
    """What stands for having seen this part as it is; "" for one that is not there yet."""
    if part is None:
        return ""
    return hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()[:16]


def identifier(text: str, taken: set[str], *, before: str = "") -> str:
    """A short name from the first words of a text that is not `taken` yet."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    short = "-".join([*filter(None, [before]), *words[:5]])[:40].strip("-") or "part"
    number, found = 1, short
    while found in taken:
        number, found = number + 1, f"{short}-{number + 1}"
    return found


def _ordered(content: dict) -> dict:
    order = {section["id"]: number for number, section in enumerate(content["sections"])}
    questions = sorted(content["questions"], key=lambda each: order.get(each["section"], len(order)))
    return {**content, "questions": questions}
