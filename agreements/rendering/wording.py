"""How is a value said in a legal text, and where does it go? `{{name}}` stands for a variable."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.dateformat import format as format_date
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

PLACE = re.compile(r"\{\{\s*([a-z0-9_]+)\s*\}\}")
NUMBERS = ("integer", "decimal", "money")


def names_in(*texts: str) -> list[str]:
    """The variables that the texts name, each once, in order."""
    return list(dict.fromkeys(name for text in texts for name in PLACE.findall(text)))


def fill(text: str, said: dict[str, str]) -> str:
    """The text with its variables in words. One that is missing stays visible, in brackets."""
    return PLACE.sub(lambda place: said.get(place.group(1)) or f"[{place.group(1)}]", text)


def is_empty(value) -> bool:
    """Nothing was said. False, zero and an empty list of what is allowed are answers, except where a rule asks for content."""
    return value is None or (isinstance(value, str) and not value.strip())


def say(value, definition: dict) -> str:
    """The value in words. Amounts have thousands separators, dates a written month; an empty list reads "none"."""
    if is_empty(value):
        return ""
    kind = definition.get("type", "text")
    if kind == "list":
        return say_list(value)
    if kind == "boolean":
        return _("yes") if value else _("no")
    if kind == "date":
        return format_date(as_date(value), "j F Y")
    if kind in NUMBERS:
        return say_number(value)
    return str(value).strip()


def say_list(items) -> str:
    items = [str(item).strip() for item in items if str(item).strip()]
    if len(items) < 2:
        return items[0] if items else _("none")
    return _("%(items)s and %(last)s") % {"items": ", ".join(items[:-1]), "last": items[-1]}


def say_number(value) -> str:
    number = as_number(value)
    if number is None:
        raise ValueError(value)
    return f"{number:,f}".rstrip("0").rstrip(".") if number % 1 else f"{int(number):,}"


def as_number(value) -> Decimal | None:
    """None where it is no number. Booleans are not numbers."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def as_date(value) -> date | None:
    """None where it is no day of the calendar."""
    if isinstance(value, date):
        return value
    try:
        return parse_date(value) if isinstance(value, str) else None
    except ValueError:
        return None
