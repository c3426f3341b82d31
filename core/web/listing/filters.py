"""How can a list be cut down? Each filter reads its own keys of the URL and turns what it knows into a Q.

What a filter does not know it leaves out and names, so that a page can ignore it and the API can refuse it.
Field paths come from our code alone; nothing of the URL ever becomes a name in the ORM.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from core import limits
from core.actors import Actor
from core.web.dates import say_day

NONE = "none"  # how the URL says "has no value"


@dataclass(frozen=True)
class Option:
    value: str
    label: Any
    on: bool = False


class Filter:
    """`key` is the name in the URL and in the API."""

    kind: ClassVar[str]
    key: str
    label: Any

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key,)

    def bind(self, viewer: Actor) -> "Filter":
        """The filter as this viewer has it: its choices are fetched once, and are only what the viewer may see."""
        return self

    def read(self, query: QueryDict) -> tuple[Mapping[str, str], list[str]]:
        """({key: canonical text}, keys whose text is not understood)."""
        raise NotImplementedError

    def where(self, chosen: Mapping[str, str]) -> Q:
        raise NotImplementedError

    def say(self, chosen: Mapping[str, str]) -> str:
        raise NotImplementedError

    def choices_of(self, chosen: Mapping[str, str]) -> list[Option]:
        """What can be ticked; empty for filters that are typed in."""
        return []

    def fields(self) -> dict[str, forms.Field]:
        """What can be typed in, by key of the URL; empty for filters that are ticked."""
        return {}


@dataclass(frozen=True)
class Choice(Filter):
    """Any of several: `?risk=high,critical`. `choices` are (value, label), or a function that returns them; where they
    come from records, `choices_seen_by` is a function of the viewer that starts at `visible_to`.

    `field` is the column they are compared with; `where_one` maps a value to a Q where it is more than that;
    `empty` is the label of "has no value", which stands in the URL as `none`.
    """

    key: str
    label: Any
    choices: Any = ()
    field: str = ""
    where_one: Callable[[str], Q] | None = None
    empty: Any = ""
    choices_seen_by: Callable[[Actor], Any] | None = None
    kind: ClassVar[str] = "choice"

    def bind(self, viewer):
        """The records behind the choices are read once, and not before somebody looks at them."""
        if self.choices_seen_by:
            source = partial(self.choices_seen_by, viewer)
        elif callable(self.choices):
            source = self.choices
        else:
            return self
        return replace(self, choices=SimpleLazyObject(lambda: tuple(source())), choices_seen_by=None)

    @property
    def all_choices(self) -> list[tuple[str, Any]]:
        listed = self.choices() if callable(self.choices) else self.choices
        return [(str(value), label) for value, label in listed] + ([(NONE, self.empty)] if self.empty else [])

    def read(self, query):
        asked = [word for text in query.getlist(self.key) for word in text.split(",") if word]
        if not asked:
            return {}, []
        known = [value for value, _label in self.all_choices if value in asked]
        return ({self.key: ",".join(known)} if known else {}), ([self.key] if set(asked) - set(known) else [])

    def where(self, chosen):
        values = chosen[self.key].split(",")
        if self.where_one:
            return _any(self.where_one(value) for value in values)
        field = self.field or self.key
        plain = [value for value in values if not (self.empty and value == NONE)]
        found = Q(**{f"{field}__in": plain}) if plain else Q(pk__in=[])
        return found | Q(**{f"{field}__isnull": True}) if len(plain) < len(values) else found

    def say(self, chosen):
        names = dict(self.all_choices)
        return ", ".join(str(names[value]) for value in chosen[self.key].split(","))

    def choices_of(self, chosen):
        picked = chosen.get(self.key, "").split(",")
        return [Option(value, label, value in picked) for value, label in self.all_choices]


@dataclass(frozen=True)
class Flag(Filter):
    """Yes or no: `?overdue=yes`. `yes` is the condition; no is its opposite."""

    key: str
    label: Any
    yes: Q
    kind: ClassVar[str] = "choice"

    def read(self, query):
        text = query.get(self.key, "")
        return ({self.key: text}, []) if text in {"yes", "no"} else ({}, [self.key] if text else [])

    def where(self, chosen):
        return self.yes if chosen[self.key] == "yes" else ~self.yes

    def say(self, chosen):
        return _("Yes") if chosen[self.key] == "yes" else _("No")

    def choices_of(self, chosen):
        return [
            Option("yes", _("Yes"), chosen.get(self.key) == "yes"),
            Option("no", _("No"), chosen.get(self.key) == "no"),
        ]


@dataclass(frozen=True)
class Days(Filter):
    """From a day to a day, both included: `?due_from=2026-11-01&due_to=2026-11-30`.

    `moments` says that the field holds instants; a day then begins and ends in the reader's zone.
    """

    key: str
    label: Any
    field: str
    moments: bool = True
    kind: ClassVar[str] = "days"

    @property
    def keys(self):
        return (f"{self.key}_from", f"{self.key}_to")

    def read(self, query):
        days = {key: _day(query.get(key, "")) for key in self.keys}
        return {key: day.isoformat() for key, day in days.items() if day}, [
            k for k, day in days.items() if query.get(k) and not day
        ]

    def where(self, chosen):
        first, last = self.keys
        found = Q()
        if first in chosen:
            found &= Q(**{f"{self.field}__gte": self._begin(_day(chosen[first]))})
        if last in chosen:
            found &= Q(**{f"{self.field}__lt": self._begin(_day(chosen[last]) + datetime.timedelta(days=1))})
        return found

    def _begin(self, day):
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min)) if self.moments else day

    def say(self, chosen):
        first, last = (say_day(_day(chosen[key]), "full") if key in chosen else "" for key in self.keys)
        if first and last:
            return _("%(first)s to %(last)s") % {"first": first, "last": last}
        return _("From %(day)s") % {"day": first} if first else _("Until %(day)s") % {"day": last}

    def fields(self):
        box = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        labels = (_("From"), _("To"))
        return {
            key: forms.DateField(label=label, required=False, widget=box)
            for key, label in zip(self.keys, labels, strict=True)
        }


@dataclass(frozen=True)
class Text(Filter):
    """Contains these words, whatever their case: `?city=cork`."""

    key: str
    label: Any
    field: str
    kind: ClassVar[str] = "text"

    def read(self, query):
        text = clean_text(query.get(self.key, ""))
        return ({self.key: text} if text else {}), []

    def where(self, chosen):
        return Q(**{f"{self.field}__icontains": chosen[self.key]})

    def say(self, chosen):
        return _("“%(text)s”") % {"text": chosen[self.key]}

    def fields(self):
        return {self.key: forms.CharField(label=self.label, required=False, max_length=limits.SEARCH_LENGTH)}


def clean_text(text: str) -> str:
    """What a search is made with: cut to the limit; PostgreSQL cannot hold a null character."""
    return text.replace("\x00", "").strip()[: limits.SEARCH_LENGTH]


def _day(text: str) -> datetime.date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and 1 < day.year < 9999 else None


def _any(conditions) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found
