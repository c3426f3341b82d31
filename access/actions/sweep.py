"""Notice which grants have lapsed or come back, and say so. Closes and opens nothing: the rule does that by itself."""

import datetime
import json
from typing import NamedTuple

from django.db import connection

from access.models import Grant
from core import events
from core.actors import Actor

BATCH = 5000


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
    rows = _to_look_at(at, limit)
    changed = _note(rows, at)
    grants = Grant.objects.only("reference", "vendor_id", "asset_id").in_bulk([row[0] for row in changed])
    for is_now, name in ((True, "grant.restored"), (False, "grant.lapsed")):
        told = [
            (grants[grant_id], {"unmet": json.loads(unmet), "asset": grants[grant_id].asset_id})
            for grant_id, is_usable, unmet in changed
            if is_usable == is_now
        ]
        events.record_each(name, told, by=by, at=at)
    return Swept(len(rows), len(changed))


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtext('access sweep'))")
        return cursor.fetchone()[0]


def _to_look_at(at, limit) -> list[tuple]:
    """Of whom something was written, and whose moment has come."""
    with connection.cursor() as cursor:
        cursor.execute("select access_settle_doubts(%s)", [at])
        cursor.execute(
            "select grant_id, person_id, asset_id, level from access_usability where turns_at <= %s order by turns_at limit %s",
            [at, limit],
        )
        return cursor.fetchall()


def _note(rows: list[tuple], at) -> list[tuple]:
    if not rows:
        return []
    grants, persons, assets, levels = (list(column) for column in zip(*rows, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "select grant_id, is_now, unmet from access_note_usability(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s)",
            [grants, persons, assets, levels, at],
        )
        return cursor.fetchall()
