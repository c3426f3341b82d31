"""What do the rows that were typed into a question come to? Pure: what was typed in, parts of a question out.

Each row carries `was`, its part of the draft.
"""

from collections.abc import Iterable

from vendors import questionnaire_edits as edits


def named(parts: Iterable[dict]) -> list[dict]:
    """Each with an identifier: its own, or a new one from its words."""
    made: list[dict] = []
    parts = list(parts)
    taken = {part["id"] for part in parts if part.get("id")}
    for part in parts:
        key = part.get("id") or edits.identifier(part.get("text") or part["label"], taken)
        taken.add(key)
        made.append({**part, "id": key})
    return made


def bands(typed: list[dict]) -> list[dict]:
    """By their limits; the one without a limit comes last."""
    rows = [row for row in typed if row["up_to"] is not None or row["score"] is not None]
    limits = [{"up_to": number(row["up_to"])} if row["up_to"] is not None else {} for row in rows]
    found = [{**limit, **_judged(row)} for limit, row in zip(limits, rows, strict=True)]
    return sorted(found, key=lambda band: band.get("up_to", float("inf")))


def _judged(row: dict) -> dict:
    found = {"risk": row["risk"] or "none", "hint": row["hint"], "score": number(row["score"])}
    ticks = {name: True for name in ("knock_out", "exclusive") if row.get(name)}
    return {**{name: value for name, value in found.items() if value not in (None, "")}, **ticks}


def option(row: dict) -> dict:
    rest = {name: part for name, part in row["was"].items() if name not in ("score", "hint", "knock_out", "exclusive")}
    return {**rest, "text": row["text"], **_judged(row)}


def column(row: dict) -> dict:
    made = {**row["was"], "label": row["label"], "type": row["type"], "required": row["required"]}
    made.pop("choices", None)
    if row["type"] == "choice":
        old = {each["text"]: each["id"] for each in row["was"].get("choices", [])}
        lines, taken, choices = (
            [line.strip() for line in row["choices"].splitlines() if line.strip()],
            set(old.values()),
            [],
        )
        for line in lines:
            key = old.get(line) or edits.identifier(line, taken)
            taken.add(key)
            choices.append({"id": key, "text": line})
        made["choices"] = choices
    return made


def number(value):
    """As JSON keeps it: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
