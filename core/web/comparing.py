"""How do two states of a record stand side by side? The shape in which every app hands over what it knows of one of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

SAME, DIFFERS, ONE_SIDE, UNKNOWN = "same", "differs", "one_side", "unknown"


@dataclass(frozen=True)
class Line:
    """`text` as people read it; empty where it is not known. Lines with one `key` stand beside each other."""

    key: str
    label: str
    text: str


@dataclass(frozen=True)
class Section:
    """`absent` is what a line says on the side that has none ("Not in force"); empty: it is not known there."""

    key: str
    title: str
    lines: list[Line]
    absent: str = ""


@dataclass(frozen=True)
class Pair:
    label: str
    left: str
    right: str
    mark: str

    @property
    def words(self) -> str:
        return {
            SAME: _("Same"),
            DIFFERS: _("Differs"),
            ONE_SIDE: _("Known on one side only"),
            UNKNOWN: _("Not known on either side"),
        }[self.mark]


def beside(left: Iterable[Section], right: Iterable[Section]) -> list[dict]:
    """Sections with their pairs, in the order of the left side; what only the right side has follows."""
    ours, theirs = {each.key: each for each in left}, {each.key: each for each in right}
    return [
        {"key": key, "title": (ours.get(key) or theirs[key]).title, "pairs": _pairs(ours.get(key), theirs.get(key))}
        for key in dict.fromkeys([*ours, *theirs])
    ]


def _pairs(left: Section | None, right: Section | None) -> list[Pair]:
    ours, theirs = _lines(left), _lines(right)
    absent = max(each.absent for each in (left, right) if each)
    return [
        _pair((ours.get(key) or theirs[key]).label, _text(ours.get(key), absent), _text(theirs.get(key), absent))
        for key in dict.fromkeys([*ours, *theirs])
    ]


def _lines(section: Section | None) -> dict[str, Line]:
    return {line.key: line for line in section.lines} if section else {}


def _text(line: Line | None, absent: str) -> str:
    return absent if line is None else str(line.text)


def _pair(label: str, left: str, right: str) -> Pair:
    if not left and not right:
        return Pair(label, left, right, UNKNOWN)
    if not left or not right:
        return Pair(label, left, right, ONE_SIDE)
    return Pair(label, left, right, SAME if left == right else DIFFERS)
