"""What do birth dates, countries and numbers say for or against? Points, each with what was compared."""

import re
from collections.abc import Iterator

from vendors.matching.party import Line, Party

SAME_DAY, SAME_YEAR, SWAPPED, OTHER_DAY, OTHER_YEAR = 8, 4, 4, -5, -20
SAME_COUNTRY, OTHER_COUNTRY = 3, -4
SAME_NUMBER = 85  # enough for a person to look, whatever the names
OTHER_KIND = -12
NUMBER_LENGTH = 5  # letters and digits of a number that can identify


def lines(ours: Party, theirs: Party) -> Iterator[Line]:
    """What is missing on one side says nothing."""
    yield from _kinds(ours, theirs)
    yield from _births(ours, theirs)
    yield from _countries(ours, theirs)
    if both := numbers(ours) & numbers(theirs):
        yield Line("identifier", SAME_NUMBER, min(both), min(both))


def numbers(party: Party) -> frozenset[str]:
    """Identifiers in capitals without spaces and points; short ones identify nobody."""
    plain = (re.sub(r"[^A-Z0-9]", "", text.upper()) for text in party.identifiers)
    return frozenset(text for text in plain if len(text) >= NUMBER_LENGTH and any(letter.isdigit() for letter in text))


def _kinds(ours: Party, theirs: Party) -> Iterator[Line]:
    if ours.kind and theirs.kind and ours.kind != theirs.kind:
        yield Line("kind", OTHER_KIND, ours.kind, theirs.kind)


def _births(ours: Party, theirs: Party) -> Iterator[Line]:
    """The pair of dates that speaks most for a match."""
    found = [(_birth(one, other), one, other) for one in ours.births for other in theirs.births]
    if found:
        points, one, other = max(found)
        yield Line("birth", points, one, other)


def _birth(one: str, other: str) -> int:
    known = min(len(one), len(other))
    if one[:known] == other[:known]:
        return SAME_DAY if known >= 10 else SAME_YEAR
    if one[:4] == other[:4]:
        return SWAPPED if _turned(one) == other else OTHER_DAY
    return OTHER_YEAR if abs(int(one[:4]) - int(other[:4])) > 1 else OTHER_DAY


def _turned(date: str) -> str:
    """Day and month changed about."""
    return f"{date[:4]}-{date[8:10]}-{date[5:7]}" if len(date) == 10 else ""


def _countries(ours: Party, theirs: Party) -> Iterator[Line]:
    if ours.countries and theirs.countries:
        both = sorted(set(ours.countries) & set(theirs.countries))
        mine, other = ", ".join(both or ours.countries), ", ".join(both or theirs.countries)
        yield Line("country", SAME_COUNTRY if both else OTHER_COUNTRY, mine, other)
