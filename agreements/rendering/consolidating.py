"""What does a text read after it was changed, and where does each clause come from? Sections as plain data, no database.

A change is {op: replace | add | strike, key, title, sentences}. Numbers of clauses never move, so that what refers to
one stays right: a struck clause keeps its place, an added one comes last.
"""

from collections.abc import Iterable

ORIGINAL = 0


def sections(body: dict) -> list[dict]:
    """The text as it was first signed; `source` is 0 for it, else the number of the amendment."""
    return [{**section, "source": ORIGINAL, "is_struck": False} for section in body.get("sections", [])]


def applied(text: list[dict], changes: Iterable[dict], number: int) -> list[dict]:
    """The text after one amendment. A change of a clause that is not there adds nothing."""
    found = list(text)
    for change in changes:
        if change["op"] == "add":
            found.append(_section(len(found) + 1, change, number))
            continue
        place = next((place for place, section in enumerate(found) if section["key"] == change["key"]), None)
        if place is not None:
            found[place] = _changed(found[place], change, number)
    return found


def negotiated(changes: Iterable[dict], agreed: Iterable[dict]) -> list[dict]:
    """The changes of an amendment as both sides agreed on them (agreements.rendering.deviating says what `agreed` holds). To
    strike a change leaves the clause as it was."""
    found = list(changes)
    for each in agreed:
        texts = [row["source"] for row in each["words"]]
        if each["kind"] == "add":
            found.append({"op": "add", "key": each["clause"], "title": each["title"], "sentences": texts})
        elif each["kind"] == "strike":
            found = [change for change in found if change["key"] != each["clause"]]
        else:
            found = [_reworded(change, texts) if change["key"] == each["clause"] else change for change in found]
    return found


def _reworded(change: dict, texts: list[str]) -> dict:
    return {**change, "op": "replace" if change["op"] == "strike" else change["op"], "sentences": texts}


def _changed(section: dict, change: dict, number: int) -> dict:
    if change["op"] == "strike":
        return {**section, "sentences": [], "source": number, "is_struck": True}
    return {**_section(section["number"], {**section, **change}, number), "plain": section.get("plain", "")}


def _section(place: int, change: dict, number: int) -> dict:
    numbered = [{"number": f"{place}.{each}", "text": text} for each, text in enumerate(change["sentences"], 1)]
    return {
        "number": place, "key": change["key"], "version": change.get("version", 1), "title": change["title"], "plain": "",
        "sentences": numbered, "source": number, "is_struck": False,
    }  # fmt: skip


def compared(before: list[dict], after: list[dict]) -> list[dict]:
    """Each clause of either text, in the order of the later one, with what it said before."""
    was, now = {row["key"]: row for row in before}, {row["key"]: row for row in after}
    keys = [*now, *(key for key in was if key not in now)]
    return [
        {"section": now.get(key) or was[key], "before": words(was.get(key)), "after": words(now.get(key))}
        for key in keys
    ]


def words(section: dict | None) -> list[str]:
    return [sentence["text"] for sentence in section["sentences"]] if section else []
