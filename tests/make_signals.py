"""How does a test hear something of a firm? Through the actions, with what is not said filled in."""

from core import clock
from tests import make_dd
from vendors.actions import signals
from vendors.models import Signal

SAID = {"kind": "news", "source": "Morning Post", "reference": "Strike at the plant", "summary": "A strike began"}


def signal(firm, *, by=None, at=None, **more) -> Signal:
    said = {**SAID, "happened_on": make_dd.days(-2), **more}
    return signals.take_in(firm, **said, by=by or make_dd.analyst(), at=at or clock.now())[0]


def typed(**more) -> dict:
    """What the page sends."""
    day = make_dd.days(-2)
    return {**SAID, "happened_on_day": day.day, "happened_on_month": day.month, "happened_on_year": day.year, **more}
