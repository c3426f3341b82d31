"""How does what was agreed become the text? Pure functions: on clauses of the library, and on a body that was shared.

Both give the same words, so that what the other side reads after it accepted is what the draft says. A sentence that
nobody touched keeps its variables, so that a corrected answer still reaches it. A touched one is kept as words, with the
values that it showed; where our own side writes `{{name}}`, that stays a variable.

An agreed deviation here is a dict: `clause`, `kind`, `title`, `approver`, `words` (Deviation.words).
"""

from collections.abc import Iterable

CHANGE, STRIKE, ADD = "change", "strike", "add"


def words_of(typed: Iterable[str], section: dict | None, fill=None) -> list[dict]:
    """The typed sentences, each with its source: of the same sentence of the section, or as it was typed.

    `fill` puts the values of variables into what our own side typed.
    """
    known = {_plain(row["text"]): row for row in (section or {}).get("sentences", ())}
    found = []
    for text in (_plain(each) for each in typed if each.strip()):
        row = known.get(text)
        found.append({"text": row["text"], "source": row["source"]} if row else _typed(text, fill))
    return found


def applied(clauses: list[dict], agreed: Iterable[dict]) -> list[dict]:
    """The clauses of a draft, each in the wording that was agreed for it."""
    found = list(clauses)
    for each in agreed:
        if each["kind"] == ADD:
            found.append(_own_clause(each))
        elif each["kind"] == STRIKE:
            found = [clause for clause in found if clause["id"] != each["clause"]]
        else:
            found = [_reworded(clause, each) if clause["id"] == each["clause"] else clause for clause in found]
    return found


def patched(body: dict, each: dict) -> dict:
    """A shared body with one more deviation in it, numbered anew."""
    sections = body["sections"]
    if each["kind"] == ADD:
        sections = [*sections, _own_section(each)]
    elif each["kind"] == STRIKE:
        sections = [section for section in sections if section["key"] != each["clause"]]
    else:
        sections = [_retold(section, each) if section["key"] == each["clause"] else section for section in sections]
    return {**body, "sections": [_numbered(section, number) for number, section in enumerate(sections, 1)]}


def _reworded(clause: dict, each: dict) -> dict:
    """The summary in one sentence was made for the standard wording, and says nothing of this one."""
    return {**clause, "sentences": [row["source"] for row in each["words"]], "variants": [], "plain": ""}


def _retold(section: dict, each: dict) -> dict:
    return {**section, "sentences": list(each["words"]), "plain": ""}


def _own_clause(each: dict) -> dict:
    return {
        "id": each["clause"], "title": each["title"], "version": 1, "standing": "optional", "plain": "", "definitions": {},
        "sentences": [row["source"] for row in each["words"]], "approver": each["approver"],
    }  # fmt: skip


def _own_section(each: dict) -> dict:
    return {
        "number": 0, "key": each["clause"], "version": 1, "title": each["title"], "plain": "", "sentences": list(each["words"]),
        "approver": each["approver"], "mandatory": False,
    }  # fmt: skip


def _numbered(section: dict, number: int) -> dict:
    sentences = [
        {"number": f"{number}.{place}", "text": row["text"], "source": row["source"]}
        for place, row in enumerate(section["sentences"], 1)
    ]
    return {**section, "number": number, "sentences": sentences}


def _typed(text: str, fill) -> dict:
    return {"text": fill(text) if fill else text, "source": text}


def _plain(text: str) -> str:
    return " ".join(text.split())
