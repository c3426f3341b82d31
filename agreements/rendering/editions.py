"""Which parts of an entry of the library read differently in another edition, and how? Pure."""

from dataclasses import dataclass

from agreements.rendering import differing
from agreements.rendering.reading import Part


@dataclass(frozen=True)
class Change:
    """`rows`: each paragraph as differing.sentences gives it."""

    label: str
    rows: list[list[differing.Part]]

    @property
    def is_new(self) -> bool:
        return {piece.op for row in self.rows for piece in row} == {differing.IN}

    @property
    def is_gone(self) -> bool:
        return {piece.op for row in self.rows for piece in row} == {differing.OUT}


def between(before: list[Part], after: list[Part]) -> list[Change]:
    """In the order of the newer edition; what went away follows the one before it."""
    old, new = {part.key: part for part in before}, {part.key: part for part in after}
    return [
        Change((new.get(key) or old[key]).label, differing.sentences(_lines(old.get(key)), _lines(new.get(key))))
        for key in _order(list(old), list(new))
        if differing.differs(_lines(old.get(key)), _lines(new.get(key)))
    ]


def _order(old: list[str], new: list[str]) -> list[str]:
    found = list(new)
    for place, key in enumerate(old):
        if key not in found:
            found.insert(found.index(old[place - 1]) + 1 if place else 0, key)
    return found


def _lines(part: Part | None) -> list[str]:
    return part.text.splitlines() if part else []
