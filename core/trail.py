"""What stands in the trail? Its rows as core/verification reads them, in one statement and so in one snapshot."""

import datetime
import json
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from core.verification import trail as verification

EVENT = (
    "id",
    "name",
    "at",
    "actor_kind",
    "actor_id",
    "subject_kind",
    "subject_id",
    "vendor_id",
    "cause_id",
    "request_id",
    "door",
    "commitment",
)
DETAIL = ("event_id", "vendor_id", "salt", "labels", "data", "erased_at")
ENTRY = ("event_id", "vendor_id", "position", "digest", "vendor_chain")
SEAL = ("number", "sealed_at", "count", "merkle_root", "previous", "digest", "time_stamp")

LAID_DOWN = Path(__file__).parent / "database" / "trail.sql"
_ROWS = """
select {columns} from core_seal s
full join core_sealedevent p on p.seal_id = s.id
full join core_event e on e.id = p.event_id
left join core_eventdetail d on d.event_id = e.id
order by s.number nulls last, p.position nulls last, e.id
"""
_GUARDS = """
select c.relname || '.' || t.tgname, t.tgenabled, p.prosrc, t.tgqual is null and t.tgattr = ''
from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
"""


def rows() -> Iterator[dict]:
    """The guards, then every row. Call inside a transaction: a server-side cursor keeps memory flat."""
    yield {"guards": guards()}
    parts = {"seal": ("s", SEAL), "entry": ("p", ENTRY), "event": ("e", EVENT), "detail": ("d", DETAIL)}
    columns = ", ".join(f"{alias}.{name}" for alias, names in parts.values() for name in names)
    with connection.chunked_cursor() as cursor:
        cursor.execute(_ROWS.format(columns=columns))
        for values in cursor:
            found = iter(values)
            yield {part: _part(names, [next(found) for _ in names]) for part, (_, names) in parts.items()}


def guards() -> dict[str, str]:
    """Each trigger of the trail's tables: "A" is always on, "D" is disabled, "changed" is no longer what was laid down."""
    laid_down = LAID_DOWN.read_text()
    with connection.cursor() as cursor:
        cursor.execute(_GUARDS)
        found = {
            name: state if source in laid_down and is_plain else "changed"
            for name, state, source, is_plain in cursor.fetchall()
        }
    return {name: state for name, state in found.items() if name in verification.GUARDS}


def plain(row: dict) -> dict:
    """The values as the canonical JSON has them: ids and instants as text, the rest as it is."""
    return {name: _text(value) for name, value in row.items()}


def _text(value):
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return str(value) if isinstance(value, uuid.UUID) else value


def _part(names, values) -> dict | None:
    """A row of one table; None where the outer join found none (its first column is never null)."""
    if values[0] is None:
        return None
    found = dict(zip(names, values, strict=True))
    for name in {"labels", "data"} & found.keys():
        found[name] = json.loads(found[name]) if isinstance(found[name], str) else found[name]
    if found.get("time_stamp") is not None:
        found["time_stamp"] = bytes(found["time_stamp"]).hex()
    return plain(found)
