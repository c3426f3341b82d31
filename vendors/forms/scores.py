"""What is typed about a score: the value that somebody sets, why, and until when; the day as of which it is read."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _l

from core.web.widgets import DateField, LongText


class OverrideForm(forms.Form):
    value = forms.IntegerField(
        label=_l("Score"), min_value=0, max_value=100, help_text=_l("0 to 100; more is worse"),
        error_messages={"required": _l("Enter the score")},
    )  # fmt: skip
    until_on = DateField(label=_l("Until"), help_text=_l("The last day; after it the arithmetic counts again"))
    because = LongText(_l("Reason"), help_text=_l("What the arithmetic does not see"), missing=_l("Say why"))

    def __init__(self, *args, today: datetime.date, last: datetime.date, **options):
        super().__init__(*args, **options)
        self.today, self.last = today, last

    def clean_until_on(self):
        day = self.cleaned_data["until_on"]
        if not self.today <= day <= self.last:
            raise forms.ValidationError(_l("Choose a day between today and twelve months from now"))
        return day


class AsOfForm(forms.Form):
    """The day whose end is asked about; the time of day is the last moment of it."""

    as_of = DateField(label=_l("As of"), required=False)

    def __init__(self, *args, today: datetime.date, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if day and day > self.today:
            raise forms.ValidationError(_l("Choose a day that is not ahead of us"))
        return day
