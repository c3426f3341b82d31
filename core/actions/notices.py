"""Who has read their notices? Reading is the reader's own affair: it is kept, and is no event of the trail."""

import datetime

from core.actors import Actor
from core.models import Notice


def read_all(*, by: Actor, at: datetime.datetime) -> int:
    """Mark everything in the reader's inbox as read; what still waits for its bundle is then not mailed."""
    return Notice.objects.visible_to(by).unread().update(read_at=at)
