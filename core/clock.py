"""What time is it? The database's time, read once by a door and handed down as `at`."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection


@dataclass
class _Moment:
    at: datetime.datetime | None = None


_of_transaction: ContextVar[_Moment | None] = ContextVar("moment", default=None)


def now() -> datetime.datetime:
    """The start of the current transaction by the database's clock, aware, UTC.

    Only doors and tasks ask; rules and actions are told.
    """
    moment = _of_transaction.get() or _Moment()
    if moment.at is None:
        moment.at = _ask()
    return moment.at


@contextmanager
def one_moment() -> Iterator[None]:
    """For a block that is one transaction: its time does not change, so the database is asked once at most."""
    token = _of_transaction.set(_Moment())
    try:
        yield
    finally:
        _of_transaction.reset(token)


def told(at: datetime.datetime) -> None:
    """Another statement of this transaction brought its time along."""
    if moment := _of_transaction.get():
        moment.at = at


def _ask() -> datetime.datetime:
    with connection.cursor() as cursor:
        cursor.execute("select now()")
        return cursor.fetchone()[0]
