"""Which words do we begin with? The starter files become library editions; a changed entry becomes a new edition."""

from collections import defaultdict
from functools import cache
from pathlib import Path

from agreements.models import LibraryDraft, StarterOffer
from agreements.rendering import wording
from agreements.shelves import SHELVES, digest_of
from core import events, starter_files

NEW, OFFERED = "new", "offered"
FOLDER = Path(__file__).resolve().parent.parent / "starter"


def load(*, by, at) -> int:
    """How many editions were new. Loading the same files again changes nothing and records nothing.

    What was written in the browser since is not overwritten: the newer text of the file is offered, to be compared.
    """
    words, variables = _file("clauses"), {row["name"]: row for row in _file("clauses")["variables"]}
    papers, countries = _file("templates"), _file("jurisdictions")
    made = [
        *_keep("clauses", [(row["id"], row["title"], _entry(row, words, variables)) for row in words["clauses"]], at),
        *_keep("templates", [(row["id"], row["title"], _entry(row, papers, variables)) for row in papers["templates"]], at),
        *_keep("countries", [(row["code"], row["name"], _entry(row, countries, variables)) for row in countries["jurisdictions"]], at),
    ]  # fmt: skip
    new, offers = made.count(NEW), made.count(OFFERED)
    if new or offers:
        events.record("library.loaded", None, by=by, at=at, editions=new, offers=offers, as_of=words["as_of"])
    return new


def _keep(kind: str, entries: list[tuple[str, str, dict]], at) -> list[str]:
    """What became of the entries (key, title, content) that are not there yet; those of a shelf are put there together."""
    model, made, offered = SHELVES[kind].model, [], []
    drafted = set(LibraryDraft.objects.filter(kind=kind).values_list("key", flat=True))
    known = defaultdict(list)
    for row in model.objects.order_by("-number").defer("content"):
        known[row.key].append(row)
    for key, title, content in entries:
        editions, digest = known[key], digest_of(content)
        if digest in {row.digest for row in editions}:
            continue
        if key in drafted or (editions and editions[0].published_by_id):
            said = {"title": title, "content": content, "offered_at": at}
            _row, is_new = StarterOffer.objects.get_or_create(kind=kind, key=key, digest=digest, defaults=said)
            offered += [OFFERED] if is_new else []
            continue
        said = {"title": title, "content": content, "digest": digest, "as_of": content["as_of"]}
        made.append(model(key=key, number=editions[0].number + 1 if editions else 1, **said))
    model.objects.bulk_create(made)
    return [NEW] * len(made) + offered


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


@cache
def _file(name: str) -> dict:
    return starter_files.read(FOLDER / f"{name}.yaml")
