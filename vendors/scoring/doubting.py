"""What would a signal from outside do to a score? Plain values in and out.

A signal is not a mark. What we knew of the dimension that it concerns may hold no longer, so the score after it counts that
dimension as not assessed, until somebody has looked again: what is unknown takes nothing away. A lapsed certificate needs no
such guess; it is out of force, and the score of now says so against the one of the day before.
"""

# Kind of signal -> the dimension of which it makes us doubt.
CONCERNS = {
    "news": "reputation",
    "rating": "financial",
    "ownership": "legal",
    "litigation": "legal",
    "watchlist": "legal",
}


def without(known: dict, kind: str) -> dict:
    """`known`, as vendors.scoring.arithmetic takes it, without the dimension that this kind of signal concerns; what the
    accounts said of it goes with it."""
    marks, doubted = known.get("dimensions") or {}, CONCERNS.get(kind)
    left = {key: mark for key, mark in marks.items() if key != doubted}
    accounts = {"accounts": None} if doubted == "financial" else {}
    return {**known, **accounts, "dimensions": left}


def differences(before: dict, after: dict) -> list[dict]:
    """[{key, was, now, points}]: the factors whose points differ; `was` and `now` are factors, or None where there was none."""
    was, now = ({factor["key"]: factor for factor in each.get("factors", ())} for each in (before, after))
    rows = [(key, was.get(key), now.get(key)) for key in dict.fromkeys([*was, *now])]
    found = [{"key": key, "was": old, "now": new, "points": _points(new) - _points(old)} for key, old, new in rows]
    return [row for row in found if row["points"]]


def _points(factor: dict | None) -> int:
    return factor["points"] if factor else 0
