"""How does the trail close behind us? A task seals what has happened since, in order, and chains the seals.

Chaining inside `record` would make writers wait for each other; so events are sealed afterwards, and only those that
no transaction in flight can still precede: `xid` below the oldest running one. A transaction left open, in whatever
database of the server, therefore holds sealing back; `state` counts what waits. An event whose `xid` this server has not given out
yet came with a restore and is safe as well.
"""

import datetime

from django.db import connection

from core import ids, time_stamps, trail
from core.models import Event, Seal, SealedEvent
from core.verification import trail as verification

CHUNK = 2000
_LOCK = 7302002  # advisory lock: one sealer at a time
# The last sealed event's xid is a floor for all that is unsealed, unless it came from another server.
_WAITING = """
with now as materialized (select pg_current_snapshot() as snapshot),
     last as materialized (
        select e.xid from core_sealedevent p join core_event e on e.id = p.event_id order by p.position desc limit 1),
     floor as materialized (
        select coalesce((select xid from last, now where xid < pg_snapshot_xmax(snapshot)), '0'::xid8) as xid)
select {columns} from core_event e, now
where e.xid >= (select xid from floor) {ready}
  and not exists (select from core_sealedevent p where p.event_id = e.id)
"""
_READY = "and (e.xid < pg_snapshot_xmin(snapshot) or e.xid >= pg_snapshot_xmax(snapshot))"


def seal(*, at: datetime.datetime) -> Seal | None:
    """Close one seal over at most CHUNK events. None: nothing is ready, or another worker is at it."""
    if not _is_alone():
        return None
    waiting = _ready()
    if not waiting:
        return None
    before = Seal.objects.order_by("-number").first()
    entries = _entries(waiting)
    new = _closed(before, entries, at)
    new.save(force_insert=True)
    SealedEvent.objects.bulk_create([SealedEvent(seal=new, **entry) for entry in entries])
    return new


def _closed(before: Seal | None, entries: list[dict], at: datetime.datetime) -> Seal:
    root = verification.merkle_root([verification.leaf(entry) for entry in entries])
    fields = {
        "number": before.number + 1 if before else 1,
        "sealed_at": at,
        "count": len(entries),
        "merkle_root": root,
        "previous": before.digest if before else verification.GENESIS,
    }
    digest = verification.seal_digest(trail.plain(fields))
    return Seal(id=ids.new(), **fields, digest=digest, time_stamp=time_stamps.over(digest))


def _entries(waiting: list[dict]) -> list[dict]:
    """Position, digest and chain value of each, in order."""
    position = (SealedEvent.objects.order_by("-position").values_list("position", flat=True).first() or 0) + 1
    chains = _chains({event["vendor_id"] for event in waiting})
    found = []
    for place, event in enumerate(waiting, position):
        digest, vendor = verification.digest(event), event["vendor_id"]
        chains[vendor] = verification.link(vendor, chains.get(vendor, verification.GENESIS), digest)
        found.append(
            {
                "event_id": event["id"],
                "vendor_id": vendor,
                "position": place,
                "digest": digest,
                "vendor_chain": chains[vendor],
            }
        )
    return found


def _chains(vendors: set[str | None]) -> dict[str | None, str]:
    """The last chain value of each subcontractor; a key of None is the company's own chain."""
    named = SealedEvent.objects.filter(vendor_id__in=[vendor for vendor in vendors if vendor])
    last = list(named.order_by("vendor_id", "-position").distinct("vendor_id").values_list("vendor_id", "vendor_chain"))
    own = SealedEvent.objects.filter(vendor_id=None).order_by("-position").values_list("vendor_id", "vendor_chain")[:1]
    return {str(vendor) if vendor else None: chain for vendor, chain in [*last, *own]}


def _ready() -> list[dict]:
    columns = ", ".join(f"e.{name}" for name in trail.EVENT)
    with connection.cursor() as cursor:
        cursor.execute(_WAITING.format(columns=columns, ready=_READY) + f" order by e.xid, e.id limit {CHUNK}")
        return [trail.plain(dict(zip(trail.EVENT, row, strict=True))) for row in cursor.fetchall()]


def _is_alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [_LOCK])
        return cursor.fetchone()[0]


def state() -> dict:
    """For the health page: the last seal's number and moment, how many events wait for one, and the last check."""
    last = Seal.objects.order_by("-number").values("number", "sealed_at").first() or {"number": 0, "sealed_at": None}
    with connection.cursor() as cursor:
        cursor.execute(_WAITING.format(columns="count(*)", ready=""))
        unsealed = cursor.fetchone()[0]
    check = (
        Event.objects.filter(name__in=["trail.checked", "trail.broken"]).order_by("-at").values("name", "at").first()
    )
    return {
        "seal": last["number"],
        "sealed_at": last["sealed_at"],
        "unsealed": unsealed,
        "checked_at": check and check["at"],
        "is_whole": check and check["name"] == "trail.checked",
    }
