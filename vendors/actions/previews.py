"""Look at the portal as one of a subcontractor's people: what it is for and how long it lasts stands in the trail."""

import datetime

from core.actors import Actor
from core.events import record
from vendors.models import Person
from vendors.policies import previews as policy

LENGTH = datetime.timedelta(minutes=15)


def start(person: Person, *, because: str, by: Actor, at: datetime.datetime) -> datetime.datetime:
    """Returns when it is over. Whoever begins anew says anew what for. Raises NotAllowed, NotNow."""
    policy.check_can_preview(by)
    policy.check_has_portal(person)
    until = at + LENGTH
    record("preview.started", person, by=by, at=at, because=because, until=until)
    return until


def end(person: Person, *, by: Actor, at: datetime.datetime) -> None:
    """Before its time. Raises NotAllowed."""
    policy.check_can_preview(by)
    record("preview.ended", person, by=by, at=at)
