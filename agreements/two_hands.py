"""Two people have the same draft open: what did each of them change?

The page carries what stood in its fields when it was drawn, signed. What was not touched on the page leaves what
somebody else has saved since; what both changed to different things is a clash, and both are shown.
"""

from django.core import signing

SALT = "agreements-drawn"


def note(standing: dict) -> str:
    return signing.dumps({name: _same(value) for name, value in standing.items()}, salt=SALT, compress=True)


def read(noted: str) -> dict | None:
    """None where the page did not say: then all of it counts as changed."""
    try:
        return signing.loads(noted, salt=SALT)
    except signing.BadSignature:
        return None


def untouched(drawn: dict, mine: dict) -> frozenset[str]:
    return frozenset(name for name, value in mine.items() if name in drawn and _same(value) == drawn[name])


def clashes(drawn: dict, mine: dict, theirs: dict) -> list[str]:
    """The fields that both sides changed, and not to the same."""
    mine_changed = [name for name in mine if name in drawn and name in theirs and _same(mine[name]) != drawn[name]]
    return [name for name in mine_changed if _same(theirs[name]) not in (drawn[name], _same(mine[name]))]


def _same(value):
    """Nothing said is nothing said, however a form spells it; order of ticks does not matter."""
    if value in (None, "", [], False):
        return None
    return sorted(value) if isinstance(value, list) else value if isinstance(value, bool) else str(value)
