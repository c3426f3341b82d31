"""What did a pen draw? Strokes as points on a plane of whole numbers, checked, and as a picture that is always the same."""

import json

WIDTH, HEIGHT = 1000, 300
MOST_STROKES, MOST_POINTS, LONGEST = 60, 4000, 40_000  # the last: characters as they are sent
LEAST = 150  # how far the pen went, in units: a dot or a tick is no signature

Strokes = list[list[int]]  # each stroke x, y, x, y, ...


class NotDrawn(ValueError):
    """What was sent is no drawing that we take."""


def parse(sent: str) -> Strokes:
    """From the page's JSON. Raises NotDrawn for anything but strokes within the plane, and for too many or too few."""
    if len(sent) > LONGEST:
        raise NotDrawn("too long")
    try:
        found = json.loads(sent)
    except (ValueError, RecursionError) as error:
        raise NotDrawn("no JSON") from error
    check(found)
    return found


def check(strokes) -> None:
    """Raises NotDrawn."""
    if not isinstance(strokes, list) or not 1 <= len(strokes) <= MOST_STROKES:
        raise NotDrawn("no strokes, or too many")
    if not all(isinstance(stroke, list) and len(stroke) >= 2 and len(stroke) % 2 == 0 for stroke in strokes):
        raise NotDrawn("a stroke is pairs of numbers")
    if sum(len(stroke) for stroke in strokes) > 2 * MOST_POINTS:
        raise NotDrawn("too many points")
    if not all(_is_on_the_plane(stroke) for stroke in strokes):
        raise NotDrawn("a point is beside the plane")
    if sum(_length(stroke) for stroke in strokes) < LEAST:
        raise NotDrawn("too little")


def _is_on_the_plane(stroke: list) -> bool:
    return all(
        type(value) is int and 0 <= value <= limit
        for start, limit in ((0, WIDTH), (1, HEIGHT))
        for value in stroke[start::2]
    )


def _length(stroke: list[int]) -> float:
    points = list(zip(stroke[::2], stroke[1::2], strict=True))
    return sum(
        ((x - before_x) ** 2 + (y - before_y) ** 2) ** 0.5
        for (before_x, before_y), (x, y) in zip(points, points[1:], strict=False)
    )


def path(strokes: Strokes) -> str:
    """The `d` of an SVG path: a line through the points of each stroke; a single point is a dot."""
    return " ".join(_line(list(zip(stroke[::2], stroke[1::2], strict=True))) for stroke in strokes)


def _line(points: list[tuple[int, int]]) -> str:
    (x, y), *rest = points
    return f"M{x} {y}" + ("".join(f"L{x} {y}" for x, y in rest) or "h1")


def picture(strokes: Strokes) -> bytes:
    """A file of its own. The same strokes always give the same bytes: their SHA-256 stands in the act of signing."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<path fill="none" stroke="#000" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" d="{path(strokes)}"/>'
        "</svg>\n"
    ).encode()
