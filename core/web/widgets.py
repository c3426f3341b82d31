"""How does each kind of form control look, and how does one ask for a date in three boxes?"""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core import limits

PARTS = {"day": _l("Day"), "month": _l("Month"), "year": _l("Year")}
LISTS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class DateBoxes(forms.MultiWidget):
    """Day, month and year as three short boxes, each with its own name for screen readers and browsers."""

    use_fieldset = True

    def __init__(self, attrs=None):
        boxes = {part: forms.TextInput({"inputmode": "numeric", "class": f"input box-{part}"}) for part in PARTS}
        super().__init__(boxes, attrs)

    def decompress(self, value):
        return [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]

    def subwidgets(self, name, value, attrs=None):
        """The boxes one by one, each with its label, so that field.html can lay them out."""
        context = self.get_context(name, value, attrs)["widget"]
        for box, label in zip(context["subwidgets"], PARTS.values(), strict=True):
            yield {**box, "label": label}


class ExplainedTicks(forms.CheckboxSelectMultiple):
    """Several may be ticked; below each stands what it means. `hints`: value -> words."""

    def __init__(self, attrs=None, *, hints: dict):
        super().__init__(attrs)
        self.hints = hints

    def create_option(self, name, value, *args, **options):
        return {**super().create_option(name, value, *args, **options), "hint": self.hints.get(str(value), "")}


class LongText(forms.CharField):
    """Some paragraphs. `missing`: what to say where nothing was written."""

    def __init__(self, label, *, rows: int = 3, missing="", **options):
        messages = {"required": missing} if missing else {}
        box = forms.Textarea(attrs={"rows": rows})
        super().__init__(label=label, max_length=4000, widget=box, error_messages=messages, **options)


class DateField(forms.MultiValueField):
    """A date typed in three boxes; what cannot be a date is answered with the printed form to follow."""

    widget = DateBoxes
    default_error_messages = {
        "required": _l("Enter day, month and year"),
        "incomplete": _l("Enter day, month and year"),
        "not_a_date": _l("Enter a real date, for example 27 3 2028"),
    }

    def __init__(self, *, required=True, **options):
        fields = [
            forms.IntegerField(required=required, error_messages={"invalid": self._not_a_date}) for _part in PARTS
        ]
        super().__init__(fields, required=required, require_all_fields=False, **options)

    @property
    def _not_a_date(self):
        return self.default_error_messages["not_a_date"]

    def compress(self, values):
        if not values or all(value is None for value in values):
            return None
        if None in values:
            raise forms.ValidationError(self.error_messages["incomplete"], code="incomplete")
        if not limits.EARLIEST.year <= values[2] <= limits.LATEST.year:
            raise forms.ValidationError(self.error_messages["not_a_date"], code="not_a_date")
        try:
            return date(values[2], values[1], values[0])
        except (ValueError, OverflowError) as error:
            raise forms.ValidationError(self.error_messages["not_a_date"], code="not_a_date") from error


def kind(widget: forms.Widget) -> str:
    """checkbox, choices, file, boxes or plain: what field.html needs to know."""
    kinds = {LISTS: "choices", forms.CheckboxInput: "checkbox", forms.FileInput: "file", DateBoxes: "boxes"}
    return next((name for types, name in kinds.items() if isinstance(widget, types)), "plain")


def attributes(widget: forms.Widget, extra: dict) -> dict:
    """The class of the control joined to what the form set itself."""
    css = {"plain": "input", "file": "drop-input", "checkbox": "", "choices": "", "boxes": ""}[kind(widget)]
    own = f"{css} {widget.attrs.get('class', '')} {extra.pop('class', '')}".split()
    # A placeholder is no label: what others put there (allauth does) is dropped.
    return {**extra, "placeholder": False, **({"class": " ".join(dict.fromkeys(own))} if own else {})}


class MomentField(forms.DateTimeField):
    """A day and a time in the reader's zone, which the hint names."""

    def __init__(self, *, help_text="", **options):
        box = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=box, help_text=lazy(_in_the_zone, str)(help_text), **options)


def _in_the_zone(hint) -> str:
    zone = _("In your time zone, %(zone)s") % {"zone": timezone.get_current_timezone_name().replace("_", " ")}
    return f"{hint}. {zone}" if hint else zone
