"""From when until when? Days of an agreement, in its own zone, as instants."""

import datetime
import zoneinfo

from dateutil.relativedelta import relativedelta

from agreements.rendering import wording


def day_of(at: datetime.datetime, zone: str) -> datetime.date:
    """The calendar day that this instant falls on there."""
    return at.astimezone(zoneinfo.ZoneInfo(zone)).date()


def start_of(day: datetime.date, zone: str) -> datetime.datetime:
    """The first instant of the day there, as an aware moment."""
    return datetime.datetime.combine(day, datetime.time(), zoneinfo.ZoneInfo(zone))


def last_moment_of(day: datetime.date, zone: str) -> datetime.datetime:
    """When something is due that may be done on this day: 23:59:59 there."""
    return start_of(day + datetime.timedelta(days=1), zone) - datetime.timedelta(seconds=1)


def term(values: dict, today: datetime.date) -> tuple[datetime.date, datetime.date | None, datetime.date | None]:
    """(first day, last day, last day of ordinary secrecy). Without a term in months it runs until it is ended."""
    starts_on = wording.as_date(values.get("effective_on")) or today
    months = wording.as_number(values.get("term_months"))
    if months is None:
        return starts_on, None, None
    ends_on = starts_on + relativedelta(months=int(months)) - datetime.timedelta(days=1)
    return starts_on, ends_on, after_end(ends_on, values)


def after_end(ends_on: datetime.date | None, values: dict) -> datetime.date | None:
    """Last day of ordinary secrecy of a paper that ends on that day; None where the paper, or secrecy, has no end."""
    years = wording.as_number(values.get("secrecy_years"))
    return ends_on + relativedelta(years=int(years)) if ends_on and years is not None else None


def end_of(day: datetime.date, zone: str) -> datetime.datetime:
    """The instant at which the day is over there."""
    return start_of(day + datetime.timedelta(days=1), zone)
