"""What does the law of a country add to an invention, and which dates follow? From the starter file, with source and month."""

import datetime
from functools import cache
from pathlib import Path

from dateutil.relativedelta import relativedelta

from core import starter_files

FILE = Path(__file__).resolve().parent / "starter" / "inventions.yaml"


@cache
def _content() -> dict:
    return starter_files.read(FILE)


def facts_of(country: str) -> dict:
    """The country's entry with its sources written out; {} where we know nothing of it. US-CA falls back on US."""
    entries = {entry["id"]: entry for entry in _content()["countries"]}
    found = entries.get(country) or entries.get(country.partition("-")[0])
    if not found:
        return {}
    return {**found, "sources": [_content()["sources"][name] for name in found["sources"]]}


def warning_of_publication() -> dict:
    return _content()["publication"]


def review_by(disclosed_on: datetime.date) -> datetime.date:
    return disclosed_on + datetime.timedelta(days=_content()["clock"]["review_days"])


def law_until(country: str, disclosed_on: datetime.date) -> datetime.date | None:
    """The last day on which the employer can still decide, where the country sets one."""
    months = facts_of(country).get("claim_months")
    return disclosed_on + relativedelta(months=months) - datetime.timedelta(days=1) if months else None


def assign_by(country: str, disclosed_on: datetime.date) -> datetime.date:
    """Our own clock, and not after the country's where it has one."""
    ours = disclosed_on + datetime.timedelta(days=_content()["clock"]["assignment_days"])
    theirs = law_until(country, disclosed_on)
    return min(ours, theirs) if theirs else ours


def answer_by(told_on: datetime.date) -> datetime.date:
    """Our own limit to say whether an invention made outside the work is theirs alone."""
    return told_on + datetime.timedelta(days=_content()["clock"]["answer_days"])
