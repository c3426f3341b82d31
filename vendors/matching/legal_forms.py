"""Which legal form does a firm's name carry? Forms of one family are the same thing said in another country.

A difference of family (a GmbH is no AG) counts against a match, a form that only one side names does not.
"""

from functools import cache
from pathlib import Path

LONGEST = 6  # words in a form


@cache
def table() -> dict[tuple[str, ...], str]:
    """Words of the form -> its family."""
    lines = Path(__file__).with_name("legal_forms.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(":") for line in lines if line and not line.startswith("#")]
    return {tuple(form.split()): family for family, forms in pairs for form in forms.split(",")}


def cut_out(words: list[str]) -> tuple[set[int], frozenset[str]]:
    """(places of the words that belong to a legal form, their families). A name that is all form has none."""
    places: set[int] = set()
    families: set[str] = set()
    at, known = 0, table()
    while at < len(words):
        size = next((n for n in range(min(LONGEST, len(words) - at), 0, -1) if tuple(words[at : at + n]) in known), 0)
        if size:
            places.update(range(at, at + size))
            families.add(known[tuple(words[at : at + size])])
        at += size or 1
    return (places, frozenset(families)) if len(places) < len(words) else (set(), frozenset())
