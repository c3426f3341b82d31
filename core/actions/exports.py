"""Write down that a list left the house as a file."""

import datetime

from core.actors import Actor
from core.events import record
from core.models import Event
from core.policies import check_can_export


def made(name: str, *, kind: str, query: str, rows: int, by: Actor, at: datetime.datetime, of=None) -> Event:
    """`name` is the list's key, `query` its filters and columns as the URL says them; `of` the record whose rows they
    are. Raises NotAllowed."""
    check_can_export(by)
    return record("export.made", of, by=by, at=at, vendor=by.vendor_id, list=name, kind=kind, query=query, rows=rows)
