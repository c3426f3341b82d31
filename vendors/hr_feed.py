"""Is HR still speaking to us? The last word heard, by a call or a file, against the silence that is still usual."""

import datetime
from dataclasses import dataclass

from django.conf import settings

from vendors.models import HrWord


@dataclass(frozen=True)
class Feed:
    """`silent_from`: the moment from which the silence is too long; `ends_at`: when the access of the people whom HR
    reports ends unless it is heard. None where no watch is kept, or nothing ends."""

    heard_at: datetime.datetime | None
    heard_from: str
    silent_from: datetime.datetime | None
    ends_at: datetime.datetime | None = None

    def is_silent(self, at: datetime.datetime) -> bool:
        return self.silent_from is not None and at > self.silent_from


def state() -> Feed:
    """A feed that never spoke is not missed."""
    last = HrWord.objects.order_by("-heard_at").first()
    if last is None:
        return Feed(None, "", None)
    return Feed(
        last.heard_at,
        last.heard_from,
        _after(last.heard_at, settings.HR_SILENCE_HOURS),
        _after(last.heard_at, settings.HR_SILENCE_ENDS_ACCESS_HOURS),
    )


def _after(heard_at: datetime.datetime, hours: int) -> datetime.datetime | None:
    return heard_at + datetime.timedelta(hours=hours) if hours else None
