"""Which words do we begin with? The starter files become library editions; a changed entry becomes a new edition."""

import hashlib
from functools import cache
from pathlib import Path

from agreements.models import AgreementTemplate, ClauseEdition, Jurisdiction
from agreements.rendering import wording
from core import events, starter_files

FOLDER = Path(__file__).resolve().parent.parent / "starter"


def load(*, by, at) -> int:
    """How many editions were new. Loading the same files again changes nothing and records nothing."""
    words, variables = _file("clauses"), {row["name"]: row for row in _file("clauses")["variables"]}
    new = sum(_keep(ClauseEdition, row["id"], row["title"], _entry(row, words, variables)) for row in words["clauses"])
    papers, countries = _file("templates"), _file("jurisdictions")
    new += sum(
        _keep(AgreementTemplate, row["id"], row["title"], _entry(row, papers, variables)) for row in papers["templates"]
    )
    new += sum(
        _keep(Jurisdiction, row["code"], row["name"], _entry(row, countries, variables))
        for row in countries["jurisdictions"]
    )
    if new:
        events.record("library.loaded", None, by=by, at=at, editions=new, as_of=words["as_of"])
    return new


def _keep(model, key: str, title: str, content: dict) -> bool:
    digest = hashlib.sha256(events.canonical(_without_floats(content))).hexdigest()
    latest = model.objects.filter(key=key).order_by("-number").first()
    if latest and latest.digest == digest:
        return False
    number = latest.number + 1 if latest else 1
    model.objects.create(key=key, number=number, title=title, content=content, digest=digest, as_of=content["as_of"])
    return True


def _entry(row: dict, file: dict, variables: dict) -> dict:
    """The entry on its own: its sources written out, and the definitions of the variables that it names."""
    named = [*row.get("variables", ()), *wording.names_in(*_texts(row)), *_compared(row)]
    definitions = {name: variables[name] for name in dict.fromkeys(named) if name in variables}
    return {
        "as_of": file["as_of"],
        **_resolved(row, file["sources"]),
        "definitions": definitions,
        "notice": file["notice"],
    }


def _compared(row: dict) -> list[str]:
    checks = [side for check in row.get("checks", ()) for side in (check["left"], check.get("right")) if side]
    return checks + [condition["variable"] for rule in row.get("rules", ()) for condition in rule.get("when", ())]


def _resolved(value, sources: dict):
    """`sources: [id]` anywhere inside becomes the sources themselves."""
    if isinstance(value, list):
        return [_resolved(item, sources) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: [sources[name] for name in item] if key == "sources" else _resolved(item, sources)
        for key, item in value.items()
    }


def _texts(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in inner for text in _texts(item)]


def _without_floats(value):
    if isinstance(value, list):
        return [_without_floats(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_floats(item) for key, item in value.items()}
    return str(value) if isinstance(value, float) else value


@cache
def _file(name: str) -> dict:
    return starter_files.read(FOLDER / f"{name}.yaml")
