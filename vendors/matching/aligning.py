"""Which word of our name is which word of theirs? Best pairs first, whatever the order; a word may be two of theirs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz.distance import OSA

from vendors.matching import likeness
from vendors.matching.reading import Reading, Word

# What a word weighs that only one side has, by whether it is a person's name. People leave out middle names; firms
# seldom leave out a word of their own name.
EXTRA_PERSON, EXTRA_PERSON_ALONE, EXTRA_FIRM = 0.22, 0.75, 0.75
# What a likeness is worth. Half-alike words are mostly two words; where two words of weight agree, a third may have slips.
ALONE = [(0.5, 0.0), (0.7, 0.2), (0.8, 0.7), (0.88, 0.88), (1.0, 1.0)]
IN_COMPANY = [(0.42, 0.3), (0.8, 0.8), (1.0, 1.0)]
AGREES = 0.75
TOGETHER, TOGETHER_AT_LEAST, ALL_BUT_SAME = 0.97, 0.86, 0.91


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of ours that are words of theirs, by place. `weight` is what the pair weighs, `alike` 0 to 1, `credit` what
    is left of the weight."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    kind: str
    alike: float
    weight: float
    credit: float = 0.0


@dataclass(frozen=True, slots=True)
class Alignment:
    """`score` 0 to 1, `whole` what it is a share of. `ours_left` and `theirs_left`: places of words without a pair."""

    score: float
    whole: float
    pairs: tuple[Pair, ...]
    ours_left: tuple[int, ...] = ()
    theirs_left: tuple[int, ...] = ()


def align(ours: Reading, theirs: Reading) -> Alignment:
    """Of two readings. An alignment without a word of its own in a pair scores 0."""
    found = _by_words(ours, theirs)
    if found.score < 0.97:
        together = _together(ours, theirs, TOGETHER_AT_LEAST if len(ours.words) != len(theirs.words) else ALL_BUT_SAME)
        return max(found, together, key=lambda each: each.score) if together else found
    return found


def _by_words(ours: Reading, theirs: Reading) -> Alignment:
    found = list(_singles(ours.words, theirs.words))
    if len(ours.words) != len(theirs.words):
        found += _joined(ours.words, theirs.words)
        found += [(rank, right, left, *rest) for rank, left, right, *rest in _joined(theirs.words, ours.words)]
    found.sort(reverse=True)
    pairs: list[Pair] = []
    free_ours, free_theirs = set(range(len(ours.words))), set(range(len(theirs.words)))
    for _rank, left, right, *rest in found:
        if free_ours.issuperset(left) and free_theirs.issuperset(right):
            pairs.append(Pair(left, right, *rest, credit=rest[-1]))
            free_ours.difference_update(left)
            free_theirs.difference_update(right)
    return _weighed(ours, theirs, pairs, free_ours, free_theirs)


def _singles(ours: tuple[Word, ...], theirs: tuple[Word, ...]) -> Iterator[tuple]:
    """(rank, places, places, kind, alike, weight): ranked by likeness, then by weight."""
    for i, mine in enumerate(ours):
        for j, other in enumerate(theirs):
            if alike := likeness.of(mine, other):
                weight = _weight(mine, other)
                yield alike + weight / 20, (i,), (j,), _kind(mine, other), alike, weight


def _weight(mine: Word, other: Word) -> float:
    if "initial" in (mine.kind, other.kind):
        return min(mine.weight, other.weight)
    return (mine.weight + other.weight) / 2


def _kind(mine: Word, other: Word) -> str:
    if mine.text == other.text or mine.kind == other.kind == "trade":
        return "same"
    return "initial" if "initial" in (mine.kind, other.kind) else "spelling"


def _joined(singles: tuple[Word, ...], others: tuple[Word, ...]) -> Iterator[tuple]:
    """One word on this side written as two neighbours on the other, in either order."""
    for j, (left, right) in enumerate(pairwise(others)):
        size, longer = len(left.text) + len(right.text), max(len(left.text), len(right.text))
        for i, single in enumerate(singles):
            if longer < len(single.text) and abs(len(single.text) - size) <= 2:
                alike = max(
                    likeness.between(single.text, text) for text in (left.text + right.text, right.text + left.text)
                )
                if alike >= 0.82:
                    weight = (single.weight + left.weight + right.weight) / 2
                    yield alike + 0.03 + weight / 20, (i,), (j, j + 1), "joined", alike - 0.02, weight


def _weighed(
    ours: Reading, theirs: Reading, pairs: list[Pair], free_ours: set[int], free_theirs: set[int]
) -> Alignment:
    mine, other = _left(ours, theirs, free_ours), _left(theirs, ours, free_theirs)
    real = [pair for pair in pairs if pair.weight >= 0.3]
    whole = sum(pair.weight for pair in pairs) + min(mine, other) + abs(mine - other) * _extra(ours, theirs, real)
    credited = tuple(_credited(pair, pairs) for pair in pairs)
    gained = sum(pair.credit for pair in credited) if any(pair.kind != "initial" for pair in real) else 0.0
    return Alignment(
        gained / whole if whole else 0.0, whole, credited, tuple(sorted(free_ours)), tuple(sorted(free_theirs))
    )


def _credited(pair: Pair, pairs: list[Pair]) -> Pair:
    if pair.alike == 1.0:
        return pair
    company = sum(1 for each in pairs if each is not pair and each.weight >= 0.35 and each.alike >= AGREES)
    return replace(pair, credit=pair.weight * _worth(pair.alike, IN_COMPANY if company > 1 else ALONE))


def _worth(alike: float, steps: list[tuple[float, float]]) -> float:
    """Along the straight lines between the steps."""
    for (low, worth), (high, more) in pairwise(steps):
        if alike <= high:
            return worth + (more - worth) * max(0.0, alike - low) / (high - low)
    return 1.0


def _left(reading: Reading, against: Reading, places: set[int]) -> float:
    """What the words without a pair weigh. A slip in the legal form that the other name carries is no word."""
    words = [reading.words[place] for place in places]
    if words and against.forms and not reading.forms:
        words = [word for word in words if not _is_slip(word.text, against.forms)]
    return sum(word.weight for word in words)


def _is_slip(text: str, forms: tuple[str, ...]) -> bool:
    return len(text) > 1 and any(OSA.distance(text, form) < 2 for form in forms if len(form) > 1)


def _extra(ours: Reading, theirs: Reading, real: list[Pair]) -> float:
    if not (ours.is_person and theirs.is_person):
        return EXTRA_FIRM
    return EXTRA_PERSON if len(real) > 1 else EXTRA_PERSON_ALONE


def _together(ours: Reading, theirs: Reading, least: float) -> Alignment | None:
    """The names written in one run; the same numbers must stand in both."""
    if min(len(ours.run), len(theirs.run)) < 5 or _numbers(ours) != _numbers(theirs):
        return None
    alike = OSA.normalized_similarity(ours.run, theirs.run, score_cutoff=least) * TOGETHER
    if not alike:
        return None
    pair = Pair(tuple(range(len(ours.words))), tuple(range(len(theirs.words))), "together", alike, 1.0, alike)
    return Alignment(alike, 1.0, (pair,))


def _numbers(reading: Reading) -> list[str]:
    return sorted(word.text for word in reading.words if word.kind == "number")
