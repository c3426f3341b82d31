"""Who is compared? A person or firm as its names and the facts that support or contradict them."""

from collections.abc import Hashable
from dataclasses import dataclass

HIT = 80  # points from which a person looks at it; set on planted variants, see docs/matching.md


@dataclass(frozen=True, slots=True)
class Name:
    """`weak`: the publisher itself calls the alias unreliable."""

    text: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """`kind`: person, organisation, other (ships, aircraft) or "" where it is not known.

    `births`: ISO dates as precise as they are known ("1962", "1962-04", "1962-04-12"). `countries`: ISO 3166-1
    alpha-2. `identifiers`: registration, tax and passport numbers, LEI, as published.
    """

    key: Hashable
    kind: str
    names: tuple[Name, ...]
    births: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One contribution to the score. `kind` says what was seen, `ours` and `theirs` where.

    Of the names: same, spelling, initial, joined, together (points gained); differs, extra (nothing gained, shown for
    what is missing). Of the rest: form, weak, kind, birth, country, identifier, bounds.
    """

    kind: str
    points: int
    ours: str = ""
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """The points of `lines` sum to `score`, 0 to 100. `ours` and `theirs`: the two names that were most alike."""

    key: Hashable
    score: int
    ours: str
    theirs: str
    lines: tuple[Line, ...]
