"""Small acts on a trail, for the tests beside this file."""

import time
import uuid
from datetime import UTC, datetime

from django.db import connection

from core import actors, events, sealing, trail, trail_checks
from core.task import in_transaction
from tests.databases import committed

FIRMS = [uuid.UUID(int=1), uuid.UUID(int=2), None]
PATIENCE = 60  # seconds; a transaction of a neighbouring test in the same cluster holds sealing back


def happen(count: int = 1, firm: int = 0, **data) -> list[uuid.UUID]:
    """Commit events of one firm, each in a transaction of its own."""
    return [_one(firm, number, data) for number in range(count)]


def _one(firm: int, number: int, data: dict) -> uuid.UUID:
    with committed():
        made = {"by": actors.system("test"), "at": datetime.now(UTC), "vendor": FIRMS[firm], "number": number, **data}
        return events.record("export.made", None, **made).pk


def seal() -> list:
    """Seal until nothing waits. Begins when no neighbour holds any of it back, so that the batches come out whole."""
    seals, began = [], time.monotonic()
    settle()
    while waiting():
        if made := in_transaction(lambda *, at, by: sealing.seal(at=at), name="seal"):
            seals.append(made)
        assert time.monotonic() - began < PATIENCE, "something holds sealing back"
    return seals


def settle() -> None:
    """Wait until no neighbour holds any of it back."""
    began = time.monotonic()
    while not settled():
        assert time.monotonic() - began < PATIENCE, "something holds sealing back"
        time.sleep(0.02)


_HELD_BACK = """
select not exists (select from core_event e, pg_current_snapshot() s where e.xid >= pg_snapshot_xmin(s) and e.xid < pg_snapshot_xmax(s))
"""


def settled() -> bool:
    """No event of ours stands behind a transaction that is still open somewhere in this cluster."""
    with committed(), connection.cursor() as cursor:
        cursor.execute(_HELD_BACK)
        return cursor.fetchone()[0]


def waiting() -> int:
    with committed():
        return sealing.state()["unsealed"]


def examine(folder=None):
    with committed():
        return trail_checks.examine(folder)


def kinds(report) -> set[str]:
    return {damage.kind for damage in report.damages}


def rows() -> list[dict]:
    with committed():
        return list(trail.rows())


def order() -> list[str]:
    """The ids of the sealed events by position."""
    return [row["entry"]["event_id"] for row in rows() if row.get("entry")]
