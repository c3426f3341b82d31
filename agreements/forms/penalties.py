"""Which sum for which breach, and what happened?"""

from django import forms
from django.utils.translation import gettext_lazy as _l

from agreements.models.penalty import EVENTS, FORMULAS


class TermForm(forms.Form):
    event = forms.ChoiceField(label=_l("Event"), choices=EVENTS)
    clause = forms.ChoiceField(label=_l("Clause that it breaks"))
    formula = forms.ChoiceField(label=_l("How the sum is worked out"), choices=FORMULAS, widget=forms.RadioSelect)
    amount = forms.DecimalField(label=_l("Amount, or percent"), min_value=0, max_digits=12, decimal_places=2)
    currency = forms.CharField(label=_l("Currency"), min_length=3, max_length=3, help_text=_l("Three letters"))
    cap_event = forms.DecimalField(
        label=_l("Ceiling for one event"), min_value=1, max_digits=12, decimal_places=2, required=False
    )
    cap_year = forms.DecimalField(
        label=_l("Ceiling for a year"), min_value=1, max_digits=12, decimal_places=2, required=False
    )
    cure_days = forms.IntegerField(
        label=_l("Days to put it right"), min_value=0, max_value=365, required=False, help_text=_l("After notice; none where it cannot be put right."),
    )  # fmt: skip

    def __init__(self, *args, sections: list[dict], currency: str):
        super().__init__(*args)
        self.fields["clause"].choices = [(row["key"], f"{row['number']}. {row['title']}") for row in sections]
        self.fields["currency"].initial = currency

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if amount == 0:
            raise forms.ValidationError(_l("Enter more than nothing"))
        return amount

    def clean_currency(self):
        return self.cleaned_data["currency"].upper()

    def clean_cure_days(self):
        return self.cleaned_data["cure_days"] or 0


class HappeningForm(forms.Form):
    """What is known of an event; a GET form, and nothing of it is kept."""

    event = forms.ChoiceField(label=_l("Event"))
    on = forms.DateField(
        label=_l("Day of the event"), required=False, widget=forms.DateInput(attrs={"type": "date", "class": "input"}),
        help_text=_l("The table of that day counts; today where none is given."),
    )  # fmt: skip
    days = forms.IntegerField(label=_l("Days that it lasted"), min_value=1, max_value=3660, initial=1, required=False)
    items = forms.IntegerField(
        label=_l("Files, persons or cases"), min_value=1, max_value=1_000_000, initial=1, required=False
    )
    yearly_fee = forms.DecimalField(
        label=_l("Pay of a year"), min_value=0, max_digits=14, decimal_places=2, required=False
    )
    spent = forms.DecimalField(
        label=_l("Given for earlier events of this year"), min_value=0, max_digits=14, decimal_places=2, required=False
    )
    days_since_notice = forms.IntegerField(
        label=_l("Days since notice to put it right"), min_value=0, max_value=3660, required=False, help_text=_l("Leave it empty where no notice was given."),
    )  # fmt: skip
    is_cured = forms.BooleanField(label=_l("It was put right"), required=False)

    def __init__(self, *args, events: list[str]):
        super().__init__(*args)
        self.fields["event"].choices = [row for row in EVENTS if row[0] in events]
