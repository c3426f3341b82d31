"""Notice which grants have lapsed or come back, and say so. Closes and opens nothing: the rule does that by itself."""

import datetime
import json

from django.db import connection

from access.models import Grant, Usability
from core import events
from core.actors import Actor

BATCH = 5000
OVERLAP = datetime.timedelta(minutes=10)  # facts of transactions that were still open when the last sweep looked


def sweep(*, by: Actor, at: datetime.datetime, limit: int = BATCH) -> int:
    """Look at the grants that may have changed, write `grant.lapsed` and `grant.restored`, return how many were written.

    A second run writes nothing; two workers at once are kept apart by an advisory lock.
    """
    if not _alone():
        return 0
    changed = _note(_to_look_at(at, limit), at)
    grants = Grant.objects.only("reference", "vendor_id", "asset_id").in_bulk([row[0] for row in changed])
    for is_now, name in ((True, "grant.restored"), (False, "grant.lapsed")):
        told = [
            (grants[grant_id], {"unmet": json.loads(unmet), "asset": grants[grant_id].asset_id})
            for grant_id, is_usable, unmet in changed
            if is_usable == is_now
        ]
        events.record_each(name, told, by=by, at=at)
    return len(changed)


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtext('access sweep'))")
        return cursor.fetchone()[0]


def _to_look_at(at, limit) -> list[tuple]:
    latest = Usability.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
    since = latest - OVERLAP if latest else datetime.datetime.min.replace(tzinfo=datetime.UTC)
    with connection.cursor() as cursor:
        cursor.execute(
            "select grant_id, person_id, asset_id, level from access_grants_to_look_at(%s, %s, %s)", [at, since, limit]
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
