"""Two people have the same form open: what did each of them change?

The page carries what stood in its fields when it was drawn, signed. What was not touched on the page leaves what
somebody else has saved since; what both changed to different things is a clash, and both are shown.
"""

import datetime
from collections.abc import Iterable

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from core.web.dates import say_day

SALT = "two-hands-drawn"
FIELD = "drawn"


class TwoHands:
    """What every form is that starts from a record and changes it; stands before forms.Form or ModelForm.

    `standing` and `said` are what the record and the page hold, by name; a form whose fields are not the record's own
    says them itself. A form's own `clean` calls this one first.
    """

    untouched: frozenset[str] = frozenset()  # known once it is cleaned

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        drawn = forms.CharField(required=False, widget=forms.HiddenInput, initial=lambda: note(self.standing()))
        self.fields[FIELD] = drawn

    def standing(self) -> dict:
        return {name: self.get_initial_for_field(field, name) for name, field in self._shown()}

    def said(self) -> dict:
        return {name: self.cleaned_data[name] for name, _field in self._shown() if name in self.cleaned_data}

    def clean(self) -> dict:
        """What somebody else saved since the page was drawn stays, unless it was changed here too: then both are shown."""
        super().clean()
        drawn = read(self.cleaned_data.pop(FIELD, ""))
        if drawn is None:
            return self.cleaned_data
        mine, theirs = self.said(), self.standing()
        both = clashes(drawn, mine, theirs)
        for name in both:
            self.add_error(name, _meanwhile(self.fields[name], theirs[name]))
        self.untouched = untouched(drawn, mine)
        for name in self.untouched & self.cleaned_data.keys():
            if plain(theirs.get(name)) != drawn[name]:
                self.cleaned_data[name] = _as_cleaned(self.fields[name], theirs[name])
        self._say_drawn({**drawn, **{name: plain(theirs[name]) for name in both}})
        return self.cleaned_data

    def _shown(self) -> Iterable[tuple[str, forms.Field]]:
        """Files are never drawn, and nobody types into what is hidden."""
        rows = self.fields.items()
        return [(name, f) for name, f in rows if not f.widget.is_hidden and not isinstance(f, forms.FileField)]

    def _say_drawn(self, drawn: dict) -> None:
        """The page that comes back knows the clashes that it shows, and of the rest no more than before."""
        data = self.data.copy()  # type: ignore[has-type]
        data[self.add_prefix(FIELD)] = note(drawn)
        self.data = data


def note(standing: dict) -> str:
    return signing.dumps({name: plain(value) for name, value in standing.items()}, salt=SALT, compress=True)


def read(noted: str) -> dict | None:
    """None where the page did not say: then all of it counts as changed."""
    try:
        return signing.loads(noted, salt=SALT)
    except signing.BadSignature:
        return None


def untouched(drawn: dict, mine: dict) -> frozenset[str]:
    return frozenset(name for name, value in mine.items() if name in drawn and plain(value) == drawn[name])


def clashes(drawn: dict, mine: dict, theirs: dict) -> list[str]:
    """The fields that both sides changed, and not to the same."""
    mine_changed = [name for name in mine if name in drawn and name in theirs and plain(mine[name]) != drawn[name]]
    return [name for name in mine_changed if plain(theirs[name]) not in (drawn[name], plain(mine[name]))]


def plain(value):
    """As JSON keeps it. Nothing said is nothing said, however a form spells it; order of ticks does not matter."""
    if value is None or value is False or value == "":
        return None
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, list | tuple | set | models.QuerySet):
        return sorted(str(plain(each)) for each in value) or None
    return value if value is True else str(value)


def _as_cleaned(field: forms.Field, value):
    """What stands in the record, as cleaning the form would have given it."""
    return field.to_python(value) if isinstance(field, forms.ModelChoiceField) else value


def _meanwhile(field: forms.Field, value) -> str:
    if plain(value) is None:
        return _("Somebody emptied this meanwhile. Save again to keep yours.")
    return _("Somebody saved “%(theirs)s” here meanwhile. Save again to keep yours.") % {"theirs": _words(field, value)}


def _words(field: forms.Field, value) -> str:
    """As the page would show it."""
    if value is True:
        return _("Yes")
    if isinstance(field, forms.ModelChoiceField):
        return _name_of(field, value)
    if isinstance(value, datetime.date):
        return say_day(value)
    if isinstance(value, list):
        return ", ".join(_words(field, each) for each in value)
    return str(_labels(field).get(str(value), value))


def _name_of(field: forms.ModelChoiceField, value) -> str:
    try:
        return field.label_from_instance(field.to_python(value))
    except ValidationError:  # no longer among the choices
        return str(value)


def _labels(field: forms.Field) -> dict:
    flat: list[tuple] = []
    for key, label in getattr(field, "choices", ()):
        flat += label if isinstance(label, list | tuple) else [(key, label)]
    return {str(key): label for key, label in flat}
