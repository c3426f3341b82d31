"""How sure is it that two parties are the same, and what is the arithmetic? Lines that sum to the score."""

from collections.abc import Iterable, Iterator
from itertools import product

from vendors.matching import evidence
from vendors.matching.aligning import Alignment, align
from vendors.matching.party import Line, Match, Name, Party
from vendors.matching.reading import Reading, read

OTHER_FORM, WEAK = -12, -8


def compare(ours: Party, theirs: Party) -> Match:
    """Every name of ours with every name of theirs, and what else is known of the two."""
    found = judge(ours, theirs, product(ours.names, theirs.names))
    return found or Match(theirs.key, 0, "", "", ())


def judge(ours: Party, theirs: Party, pairs: Iterable[tuple[Name, Name]], least: int = 0) -> Match | None:
    """The same for chosen pairs of names, of which the best counts. None below `least` points."""
    is_person = reads_as_person(ours.kind, theirs.kind)
    best: tuple = (-100.0,)
    for mine, other in pairs:
        readings: tuple[Reading, Reading] = (read(mine.text, is_person), read(other.text, is_person))
        found = align(*readings)
        if found.score * 100 > best[0]:
            points = found.score * 100 + sum(line.points for line in _against(readings[0], readings[1], other))
            best = max(best, (points, found, readings, mine, other), key=lambda each: each[0])
    if len(best) == 1:
        return None
    points, found, readings, mine, other = best
    beside = list(evidence.lines(ours, theirs))
    if points + sum(line.points for line in beside) < least - 1:
        return None
    lines = [*_of_names(found, *readings), *_against(readings[0], readings[1], other), *beside]
    match = _match(theirs, mine, other, lines)
    return match if match.score >= least else None


def reads_as_person(*kinds: str) -> bool:
    """Names are read as people's only where neither side is anything else."""
    return "person" in kinds and not {"organisation", "other"} & set(kinds)


def _match(theirs: Party, mine: Name, other: Name, lines: list[Line]) -> Match:
    total = sum(line.points for line in lines)
    score = max(0, min(100, total))
    if score != total:
        lines.append(Line("bounds", score - total))
    return Match(theirs.key, score, mine.text, other.text, tuple(lines))


def _against(mine: Reading, other: Reading, name: Name) -> Iterator[Line]:
    """What counts against the names as a whole."""
    if mine.families and other.families and not mine.families & other.families:
        yield Line("form", OTHER_FORM, ", ".join(sorted(mine.families)), ", ".join(sorted(other.families)))
    if name.weak:
        yield Line("weak", WEAK, "", name.text)


def _of_names(found: Alignment, mine: Reading, other: Reading) -> list[Line]:
    """A line a pair, whole points that sum to the rounded score of the names; then the words left over, with none."""
    exact = [100 * pair.credit / found.whole if found.score else 0.0 for pair in found.pairs]
    points = _whole(exact)
    lines = [
        Line(
            pair.kind if pair.alike >= 0.8 or pair.kind != "spelling" else "differs",
            each,
            _say(mine, pair.ours),
            _say(other, pair.theirs),
        )
        for pair, each in zip(found.pairs, points, strict=True)
    ]
    left = [Line("extra", 0, _say(mine, [place]), "") for place in found.ours_left]
    return [*lines, *left, *(Line("extra", 0, "", _say(other, [place])) for place in found.theirs_left)]


def _whole(exact: list[float]) -> list[int]:
    """Rounded so that they sum to the rounded sum: the largest remainders go up."""
    points = [int(each) for each in exact]
    missing = round(sum(exact)) - sum(points)
    for place in sorted(range(len(exact)), key=lambda at: points[at] - exact[at])[:missing]:
        points[place] += 1
    return points


def _say(reading: Reading, places: Iterable[int]) -> str:
    return " ".join(reading.words[place].said for place in places)
