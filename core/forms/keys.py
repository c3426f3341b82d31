"""What is asked when an API key is made or rotated?"""

import datetime
import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core import ids
from core.api import scopes
from core.forms.accounts import ReasonForm
from core.web.dates import say_day
from core.web.widgets import DateField, ExplainedTicks

LONGEST = 730  # days; a key that nobody looks after dies
OVERLAPS = [("0", _l("Not at all: it is dead at once")), ("1", _l("1 day")), ("7", _l("7 days")), ("30", _l("30 days"))]


class _EndingForm(forms.Form):
    """`made_as` names the key that this page makes, so that a second press makes no second one."""

    made_as = forms.UUIDField(widget=forms.HiddenInput)
    ends_on = DateField(label=_l("Last day"), error_messages={"required": _l("Enter the last day of the key")})

    def __init__(self, data=None, *, today: datetime.date, days: int = 365):
        super().__init__(data, initial={"made_as": ids.new(), "ends_on": today + datetime.timedelta(days=days)})
        self.today, self.last = today, today + datetime.timedelta(days=LONGEST)
        said = {"last": say_day(self.last, "portal")}
        self.fields["ends_on"].help_text = _("The key is dead after it. Two years at most: %(last)s") % said

    def clean_ends_on(self):
        if not self.today <= self.cleaned_data["ends_on"] <= self.last:
            said = {"last": say_day(self.last, "portal")}
            raise forms.ValidationError(_("Enter a day from today to %(last)s") % said)
        return self.cleaned_data["ends_on"]


def _scopes_field(label, keys) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=[(key, scopes.SCOPES[key].what) for key in keys],
        widget=ExplainedTicks(hints={key: _hint(key) for key in keys}),
    )


def _hint(key: str) -> str:
    return (
        _("%(scope)s; a subcontractor's own system may have it") % {"scope": key}
        if scopes.SCOPES[key].for_subcontractors
        else key
    )


class KeyForm(_EndingForm):
    """`firms`: (id, name) of the subcontractors whose own system it may be."""

    field_order = ["name", "firm", "reads", "acts", "ends_on"]

    name = forms.CharField(
        label=_l("Name of the program"),
        max_length=120,
        help_text=_l("As the audit log shall name it, for example HR system"),
        error_messages={"required": _l("Enter the name of the program")},
    )
    firm = forms.ChoiceField(
        label=_l("Whose program is it?"),
        required=False,
        help_text=_l("The key of a subcontractor sees its own people and nothing else"),
    )

    def __init__(self, data=None, *, firms: list[tuple[uuid.UUID, str]], **options):
        super().__init__(data, **options)
        self.fields["firm"].choices = [("", _l("Our own")), *((str(key), name) for key, name in firms)]
        reading = [key for key in scopes.SCOPES if key.endswith(":read")]
        self.fields["reads"] = _scopes_field(_l("What may it read?"), reading)
        self.fields["acts"] = _scopes_field(_l("What may it do?"), [key for key in scopes.SCOPES if key not in reading])
        for name in ("firm", "reads", "acts"):
            self.fields[name].may_be_empty = True  # our own; and one of the two lists is enough
        self.order_fields(self.field_order)

    def clean(self):
        found = super().clean()
        chosen = [*found.get("reads", []), *found.get("acts", [])]
        if not chosen and not {"reads", "acts"} & set(self.errors):
            self.add_error("reads", _("Tick what the program needs; without anything the key opens nothing"))
        for key in scopes.unknown(chosen, subcontractor=bool(found.get("firm"))):
            field = "reads" if key in found["reads"] else "acts"
            self.add_error(field, _("A subcontractor's key cannot have: %(what)s") % {"what": scopes.SCOPES[key].what})
        found["scopes"] = chosen
        return found


class RotateForm(_EndingForm):
    field_order = ["overlap", "ends_on", "because"]

    overlap = forms.ChoiceField(
        label=_l("How long does the old key go on working?"),
        choices=OVERLAPS,
        initial="7",
        widget=forms.RadioSelect,
        help_text=_l("Long enough to put the new key into the program"),
        error_messages={"required": _l("Choose how long the old key works")},
    )
    because = ReasonForm.base_fields["because"]

    def clean_overlap(self):
        return datetime.timedelta(days=int(self.cleaned_data["overlap"]))
