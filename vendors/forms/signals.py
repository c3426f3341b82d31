"""What is typed about a signal: what was heard, where, when; and why it changes nothing."""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core.web.widgets import DateField, LongText
from vendors.models.signal import KINDS


class SignalForm(forms.Form):
    kind = forms.ChoiceField(
        label=_l("What it is"), choices=KINDS, widget=forms.RadioSelect, error_messages={"required": _l("Choose what it is")}
    )  # fmt: skip
    summary = LongText(_l("What was heard"), missing=_l("Say what was heard"))
    happened_on = DateField(label=_l("When it happened"), help_text=_l("The day of the news or of the event"))
    source = forms.CharField(
        label=_l("Source"), max_length=120, help_text=_l("Who says so, such as a newspaper or a register"),
        error_messages={"required": _l("Say who says so")},
    )  # fmt: skip
    reference = forms.CharField(
        label=_l("Reference"), max_length=200, error_messages={"required": _l("Enter what names it at the source")},
        help_text=_l("What names it there: a headline, a file number. The same source and reference are recorded once"),
    )  # fmt: skip
    address = forms.URLField(
        label=_l("Web address"), required=False, max_length=500, assume_scheme="https",
        error_messages={"invalid": _l("Enter a web address, such as https://example.org/page")},
    )  # fmt: skip

    def __init__(self, *args, today: datetime.date, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > self.today:
            raise forms.ValidationError(_("Choose today or an earlier day"))
        return day


class SettleForm(forms.Form):
    """`answer`: take_up or set_aside, which needs its reason."""

    because = forms.CharField(
        label=_l("Why it changes nothing, if you set it aside"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["because"].may_be_empty = True

    def clean(self):
        found = super().clean()
        if self.data.get("answer") == "set_aside" and not found.get("because", "").strip():
            self.add_error("because", _("Say why it changes nothing"))
        return found
