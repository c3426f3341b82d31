"""What a person says who accepts a risk; the score that they saw goes along."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _l

from core.web.widgets import DateField, LongText


class AcceptForm(forms.Form):
    score = forms.IntegerField(widget=forms.HiddenInput)
    level = forms.IntegerField(widget=forms.HiddenInput)
    what = LongText(
        _l("What you accept"), help_text=_l("The risk in your own words, such as which weakness stays"),
        missing=_l("Say what you accept"),
    )  # fmt: skip
    because = LongText(_l("Why"), help_text=_l("Why it is right to go on all the same"), missing=_l("Say why"))
    measures = LongText(
        _l("What makes up for it"), required=False, help_text=_l("Measures that lower it or watch over it")
    )
    until_on = DateField(
        label=_l("Until"), help_text=_l("The last day, at most twelve months from now; it runs out by itself")
    )

    def __init__(self, *args, today: datetime.date, last: datetime.date, **options):
        super().__init__(*args, **options)
        self.today, self.last = today, last

    def clean_until_on(self):
        day = self.cleaned_data["until_on"]
        if not self.today <= day <= self.last:
            raise forms.ValidationError(_l("Choose a day between today and twelve months from now"))
        return day
