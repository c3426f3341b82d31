"""When does a working day begin and end? Dates of the business become instants in the organisation's own zone."""

import datetime
import zoneinfo
from collections.abc import Callable
from functools import cache

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from core.facts import span
from core.models import Organisation


def start_of(day: datetime.date, here: zoneinfo.ZoneInfo | None = None) -> datetime.datetime:
    """`here` spares many calls the look-up of the zone."""
    return datetime.datetime.combine(day, datetime.time.min, here or zone()).astimezone(datetime.UTC)


def end_of(day: datetime.date, here: zoneinfo.ZoneInfo | None = None) -> datetime.datetime:
    """The first instant after the day."""
    return start_of(day + datetime.timedelta(days=1), here)


def last_moment_of(day: datetime.date, here: zoneinfo.ZoneInfo | None = None) -> datetime.datetime:
    """When something is due that may be done on this day: 23:59:59. People read it as a day, so it lies within."""
    return end_of(day, here) - datetime.timedelta(seconds=1)


def last_moments() -> Callable[[datetime.date], datetime.datetime]:
    """`last_moment_of` for a sweep over many rows: the zone is looked up once, each day worked out once."""
    here = zone()
    return cache(lambda day: last_moment_of(day, here))


def day_of(at: datetime.datetime, here: zoneinfo.ZoneInfo | None = None) -> datetime.date:
    """`here` as above."""
    return at.astimezone(here or zone()).date()


def last_of(end: datetime.datetime | None, here: zoneinfo.ZoneInfo | None = None) -> datetime.date | None:
    """The end of a range as people say it: a range that ends before midnight holds through the day before, any other
    until that moment. `here` as above."""
    if end is None:
        return None
    local = end.astimezone(here or zone())
    return local.date() - datetime.timedelta(days=1) if local.time() == datetime.time.min else end


def whole(first: datetime.date, last: datetime.date) -> DateTimeTZRange:
    """Both days included."""
    return span(start_of(first), end_of(last))


def zone() -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(Organisation.current().time_zone)
