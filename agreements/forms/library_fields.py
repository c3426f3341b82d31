"""How is each part of an entry of the library typed, and what does it become in its content?

A spec stands at a path in the content (`use.tiers`); `field` draws it, `typed` fills it, `value` reads it back.
"""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _l

from agreements.rendering import conditions

LONG = 20_000  # characters of one part


@dataclass(frozen=True)
class Spec:
    """`keeps_a_row`: a row of a list is taken out where nothing that keeps it was typed."""

    path: str
    label: Any
    help: Any = ""
    keeps_a_row: bool = False

    def field(self, initial) -> forms.Field:
        return forms.CharField(max_length=300, **self._said(initial))

    def typed(self, value):
        return value

    def value(self, said):
        return said

    def _said(self, initial) -> dict:
        given = None if initial is None else self.typed(initial)
        return {"label": self.label, "help_text": self.help, "required": False, "initial": given}


class Paragraph(Spec):
    def field(self, initial):
        return forms.CharField(max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}), **self._said(initial))


class Lines(Spec):
    """A list of paragraphs, one in each line."""

    def field(self, initial):
        return forms.CharField(max_length=LONG, widget=forms.Textarea(attrs={"rows": 8}), **self._said(initial))

    def typed(self, value):
        return "\n".join(value)

    def value(self, said):
        return [line.strip() for line in said.splitlines() if line.strip()]


class Sources(Lines):
    """ "Title | address | 2026-08" in each line; the address may be left out."""

    def field(self, initial):
        return _lines_of(self, initial, 2)

    def typed(self, value):
        return "\n".join(" | ".join([each["title"], each.get("address", ""), each.get("date", "")]) for each in value)

    def value(self, said):
        return [_source(line) for line in super().value(said)]


def _source(line: str) -> dict:
    title, address, date = [*map(str.strip, line.split("|", 2)), "", ""][:3]
    return {"title": title, "address": address if address.startswith(("https://", "http://")) else "", "date": date}


class Codes(Spec):
    """Codes of countries, with commas between."""

    def typed(self, value):
        return ", ".join(value)

    def value(self, said):
        return [code.upper() for code in re.split(r"[,\s]+", said) if code]


class Conditions(Lines):
    def field(self, initial):
        found = _lines_of(self, initial, 2)
        found.validators.append(_check_conditions)
        return found

    def typed(self, value):
        return conditions.written(value)

    def value(self, said):
        return conditions.read(said)


def _check_conditions(said: str) -> None:
    try:
        conditions.read(said)
    except conditions.NoCondition as wrong:
        raise ValidationError(str(wrong)) from wrong


def _lines_of(spec: Spec, initial, rows: int) -> forms.Field:
    return forms.CharField(max_length=LONG, widget=forms.Textarea(attrs={"rows": rows}), **spec._said(initial))


@dataclass(frozen=True)
class Pick(Spec):
    """`first`: what a new entry begins with."""

    choices: Any = ()
    first: str = ""

    def field(self, initial):
        listed = list(self.choices() if callable(self.choices) else self.choices)
        if initial and initial not in dict(listed):
            listed.append((initial, initial))
        return forms.ChoiceField(choices=listed, **self._said(initial or self.first))


@dataclass(frozen=True)
class Several(Spec):
    choices: Any = ()
    whole: bool = False  # the values are numbers

    def field(self, initial):
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=list(self.choices), widget=widget, **self._said(initial))

    def typed(self, value):
        return [str(each) for each in value]

    def value(self, said):
        return [int(each) for each in said] if self.whole else list(said)


class Yes(Spec):
    def field(self, initial):
        return forms.BooleanField(**self._said(initial))


class Proposed(Spec):
    """The value that a drafter is offered; several with commas between."""

    def typed(self, value):
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


class Number(Spec):
    """A number, or what else was typed."""

    def value(self, said):
        return int(said) if said.isdigit() and len(said) < 16 else said


class Whole(Spec):
    def field(self, initial):
        return forms.IntegerField(min_value=0, max_value=10_000, **self._said(initial))


@dataclass(frozen=True)
class Section:
    """`rows`: the path of a list whose every row has these specs; otherwise the specs stand in the content itself."""

    title: Any
    specs: tuple[Spec, ...]
    rows: str = ""
    spare: int = 1


SOURCES = Sources("sources", _l("Sources"), _l("Title | address | month, one in each line"))
AS_OF = Spec("as_of", _l("Looked at in"), _l("The month, as 2026-08"))


def get(content: dict, path: str):
    found: Any = content
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def put(content: dict, path: str, value) -> dict:
    """The content with the value there; what is empty leaves no trace."""
    name, _dot, rest = path.partition(".")
    value = put(content.get(name) or {}, rest, value) if rest else value
    if value in ("", None, [], {}):
        return {key: each for key, each in content.items() if key != name}
    return {**content, name: value}
