"""What does a contact tell us of the own company?"""

from django import forms
from django.utils.translation import gettext_lazy as _l

from core.web.widgets import DateField
from vendors.models import Person


class ColleagueInForm(forms.Form):
    name = forms.CharField(label=_l("Name"), max_length=150, error_messages={"required": _l("Enter the name")})
    email = forms.EmailField(
        label=_l("Work e-mail address"),
        max_length=254,
        help_text=_l("We write to this address. Who has no account yet makes one, in 2 minutes"),
        error_messages={
            "required": _l("Enter the e-mail address"),
            "invalid": _l("Enter an address such as name@company.com"),
        },
    )


class LeaverForm(forms.Form):
    person = forms.ModelChoiceField(
        label=_l("Who"),
        queryset=Person.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _l("Choose who has left"), "invalid_choice": _l("Choose who has left")},
    )
    last_on = DateField(label=_l("Last day"))
    because = forms.CharField(
        label=_l("Anything that we should know?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.fields["person"].queryset = people


class CompanyForm(forms.Form):
    legal_name = forms.CharField(label=_l("Legal name"), max_length=200, required=False)
    registration_number = forms.CharField(label=_l("Registration number"), max_length=60, required=False)
    vat_number = forms.CharField(label=_l("VAT number"), max_length=20, required=False)
    lei = forms.RegexField(
        label=_l("LEI"),
        regex=r"^[A-Z0-9]{18}[0-9]{2}$",
        required=False,
        strip=True,
        help_text=_l("Legal entity identifier, 20 letters and digits"),
        error_messages={"invalid": _l("Enter 20 letters and digits, the last two being digits")},
    )
    because = forms.CharField(
        label=_l("Anything that we should know?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
