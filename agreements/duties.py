"""What does a text oblige each side to do? The starter's list, read against the clauses and values of one paper."""

from functools import cache
from pathlib import Path

from agreements import consolidated
from agreements.models import Agreement
from agreements.rendering import wording
from core import starter_files

FILE = Path(__file__).resolve().parent / "starter" / "duties.yaml"


def owed(agreement: Agreement) -> dict[str, dict]:
    """Key -> the columns of each Duty of the text as it stands, after every amendment that is signed."""
    values = consolidated.values(agreement)
    sections = {row["key"]: row for row in consolidated.text(agreement) if not row["is_struck"]}
    return {row["id"]: _columns(row, sections[row["clause"]], values) for row in _all() if row["clause"] in sections}


def notice() -> str:
    return starter_files.read(FILE)["notice"]


def _columns(row: dict, section: dict, values: dict) -> dict:
    return {
        "key": row["id"], "clause": row["clause"], "number": str(section["number"]), "owed_by": row["owed_by"], "title": row["title"],
        "text": row["text"], "evidence": row.get("evidence", ""), "rhythm": row["rhythm"], "months": _number(row.get("months"), values),
        "days": _number(row.get("days"), values) or 0, "outlives": row.get("outlives", ""),
        "outlives_months": _number(row.get("outlives_months"), values),
    }  # fmt: skip


def _number(said, values: dict) -> int | None:
    """A number as it is, or the value of the variable that is named."""
    found = wording.as_number(values.get(said) if isinstance(said, str) else said)
    return None if found is None else int(found)


@cache
def _all() -> list[dict]:
    return starter_files.read(FILE)["duties"]
