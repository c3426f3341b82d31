"""Notice which grants have lapsed or come back, and say so. Closes and opens nothing: the rule does that by itself."""

import datetime
import json
from typing import NamedTuple

from django.db import connection

from access.models import Grant
from core import events
from core.actors import Actor

BATCH = 5000
_FIELDS = ["id", "vendor_id", "asset_id", "reference"]  # of a grant, as far as an event says it


class Swept(NamedTuple):
    """How many grants were looked at, and of how many the answer had changed."""

    looked_at: int
    changed: int


def sweep(*, by: Actor, at: datetime.datetime, limit: int = BATCH) -> Swept:
    """Look at the grants that may have changed, note what the rule says, write `grant.lapsed` and `grant.restored`.

    A second run writes nothing; two workers at once are kept apart by an advisory lock.
    """
    if not _alone():
        return Swept(0, 0)
    looked_at, changed = _note(at, limit)
    for is_now, name in ((True, "grant.restored"), (False, "grant.lapsed")):
        told = [
            (grant, {"unmet": json.loads(unmet), "asset": grant.asset_id})
            for grant, is_usable, unmet in changed
            if is_usable == is_now
        ]
        events.record_each(name, told, by=by, at=at)
    return Swept(looked_at, len(changed))


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtext('access sweep'))")
        return cursor.fetchone()[0]


def _note(at: datetime.datetime, limit: int) -> tuple[int, list[tuple[Grant, bool, str]]]:
    """Of whom something was written, and whose moment has come: how many, and what changed, (grant, is usable now, unmet)."""
    with connection.cursor() as cursor:
        cursor.execute("select access_settle_doubts(%s)", [at])
        cursor.execute("select * from access_note_usability(%s, %s)", [at, limit])
        rows = cursor.fetchall()
    changed = [(Grant.from_db(connection.alias, _FIELDS, row[1:5]), *row[5:]) for row in rows if row[1] is not None]
    return rows[0][0], changed
