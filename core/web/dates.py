"""How is a moment said to people? In their own zone: short in lists, in full where a promise hangs on it.

The current Django time zone is the reader's; storage is UTC. Relative words stand only beside an absolute time.
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def _local(at: datetime) -> datetime:
    return timezone.localtime(at) if timezone.is_aware(at) else at


def say_day(on: date, style: str = "desk") -> str:
    """`desk`: "24 Nov", with the year when it is another one; `portal` and `full`: "24 November 2026"."""
    if style != "desk":
        return date_format(on, "j F Y")
    return date_format(on, "j M" if on.year == timezone.localdate().year else "j M Y")


def say(value: date | datetime, style: str = "desk") -> str:
    """A day or a moment, whichever it is."""
    return say_moment(value, style) if isinstance(value, datetime) else say_day(value, style)


def say_moment(at: datetime, style: str = "desk") -> str:
    """`desk`: "Today 15:24" or "24 Nov"; `portal`: "24 November 2026"; `full` adds time and zone.
    `clock`: "15:24" on the day itself, "24 November 2026, 15:24" on every other.
    """
    here = _local(at)
    if style == "full":
        return f"{say_day(here.date(), style)}, {date_format(here, 'H:i T')}"
    distance = (timezone.localdate() - here.date()).days
    words = {0: _("Today %(time)s"), 1: _("Yesterday %(time)s"), -1: _("Tomorrow %(time)s")}
    if style == "clock":
        hour = date_format(here, "H:i")
        return f"{say_day(here.date(), style)}, {hour}" if distance else hour
    if style == "desk" and distance in words:
        return words[distance] % {"time": date_format(here, "H:i")}
    return say_day(here.date(), style)


def mark(value: date | datetime | None, style: str = "desk") -> SafeString | str:
    """A <time> element whose title is the full moment; "Not provided" where there is none."""
    if value is None or value == "":
        return format_html('<span class="muted">{}</span>', _("Not provided"))
    if not isinstance(value, datetime):
        return format_html('<time datetime="{}">{}</time>', value.isoformat(), say_day(value, style))
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        _local(value).isoformat(timespec="seconds"),
        say_moment(value, "full"),
        say_moment(value, style),
    )
