"""Who has read their notices? Reading is the reader's own affair: it is kept, and is no event of the trail."""

import datetime

from core.actors import Actor
from core.models import Notice


def read(notice: Notice, *, by: Actor, at: datetime.datetime) -> Notice:
    """Mark as read; what still waits for its bundle is then not mailed. One that was read before stays as it is."""
    Notice.objects.visible_to(by).unread().filter(pk=notice.pk).update(read_at=at)
    return notice


def unread(notice: Notice, *, by: Actor) -> Notice:
    """New again, as if it had not been read."""
    Notice.objects.visible_to(by).filter(pk=notice.pk).update(read_at=None)
    return notice


def read_all(*, by: Actor, at: datetime.datetime) -> int:
    """Mark everything in the reader's inbox as read, and return how many that were."""
    return Notice.objects.visible_to(by).unread().update(read_at=at)


def unread_all_of(moment: datetime.datetime, *, by: Actor) -> int:
    """Take back what was marked as read in one go, at that moment."""
    return Notice.objects.visible_to(by).filter(read_at=moment).update(read_at=None)
