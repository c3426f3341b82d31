"""How was it fulfilled, or what was broken?"""

from django import forms
from django.utils.translation import gettext_lazy as _l

from agreements.models import Agreement, Duty
from core.web.widgets import DateField, LongText


class HandInForm(forms.Form):
    said = LongText(_l("How it was done"), rows=5, missing=_l("Write in a sentence or two how it was done"))
    file = forms.FileField(label=_l("File"), required=False, help_text=_l("What shows it, if there is a paper."))


class BreachForm(forms.Form):
    what = LongText(_l("What happened"), rows=4, missing=_l("Write down what happened"))
    duty = forms.ModelChoiceField(label=_l("Duty that was not kept"), queryset=Duty.objects.none(), required=False)
    noticed_on = DateField(label=_l("Noticed on"))
    cure_until = DateField(
        label=_l("To be put right by"), required=False, help_text=_l("The last day that the clause gives, if any.")
    )
    suspends = forms.BooleanField(
        label=_l("Suspend access by this agreement until it is put right"), required=False,
        help_text=_l("From this moment whoever needs it opens nothing. It opens again when you end the breach."),
    )  # fmt: skip

    def __init__(self, *args, agreement: Agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["duty"].queryset = agreement.duties.filter(stopped_on=None)

    def clean(self):
        said = super().clean()
        noticed, cure = said.get("noticed_on"), said.get("cure_until")
        if noticed and cure and cure < noticed:
            self.add_error("cure_until", _l("This is before the day on which it was noticed"))
        return said
