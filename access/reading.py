"""How was a document read? The pages of one opening in the order in which they were shown, with the time on each, and jumps.

The time on a page lasts from its image to the image of the next; what happened after the last one nobody knows, and a
pause as long as the viewer's idle limit is not reading.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from access.models import PageView

IDLE = datetime.timedelta(minutes=15)


@dataclass(frozen=True)
class Look:
    """One page as it was shown. `dwell`: None where it is not known. `is_jump`: it did not follow the page before it."""

    page: int
    at: datetime.datetime
    dwell: datetime.timedelta | None
    is_jump: bool

    @property
    def read_for(self) -> str:
        return said(self.dwell) if self.dwell else ""


def looks(views: Iterable[PageView]) -> list[Look]:
    """In the order of time; the same page again at once (a reload) is one look."""
    rows: list[PageView] = []
    for view in sorted(views, key=lambda each: each.at):
        if not rows or rows[-1].page != view.page:
            rows.append(view)
    found = []
    for place, view in enumerate(rows):
        after = rows[place + 1].at - view.at if place + 1 < len(rows) else None
        before = rows[place - 1].page if place else None
        dwell = after if after is not None and after < IDLE else None
        found.append(Look(view.page, view.at, dwell, before is not None and abs(view.page - before) != 1))
    return found


def total(found: list[Look]) -> datetime.timedelta:
    """The time that is known."""
    return sum((look.dwell for look in found if look.dwell), datetime.timedelta())


def said(span: datetime.timedelta) -> str:
    """`2 min 05 s`; empty where it is less than a second or not known."""
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    if minutes:
        return _("%(minutes)d min %(seconds)02d s") % {"minutes": minutes, "seconds": seconds}
    return _("%(seconds)d s") % {"seconds": seconds} if seconds else ""
