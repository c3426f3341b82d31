"""What does the organisation say of itself, and of who helps the people that it works with?"""

from django import forms
from django.utils.translation import gettext_lazy as _l

from core.models import Organisation
from core.web.brand import LARGEST_CHROMA
from core.web.two_hands import TwoHands
from core.zones import ZoneField


class OrganisationForm(TwoHands, forms.Form):
    name = forms.CharField(
        label=_l("Name"),
        max_length=120,
        help_text=_l("On every page, mail and signed paper"),
        error_messages={"required": _l("Enter the name of the organisation")},
    )
    tagline = forms.CharField(label=_l("Line under the name"), max_length=120, required=False)
    address = forms.CharField(
        label=_l("Postal address"), max_length=300, required=False, help_text=_l("On agreements and below mails")
    )
    time_zone = ZoneField(help_text=_l("In which your days begin and end: deadlines, agreements, grants"))
    jurisdiction = forms.RegexField(
        r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$",
        label=_l("Country of your law"),
        max_length=12,
        help_text=_l("Two capital letters, like IE, with a region where the law has one, like US-CA"),
        error_messages={
            "required": _l("Enter the country of your law"),
            "invalid": _l("Enter two capital letters, like IE, or with a region, like US-CA"),
        },
    )
    help_name = forms.CharField(
        label=_l("Who helps"),
        max_length=120,
        required=False,
        help_text=_l("A person, named on each page of the portal"),
    )
    help_email = forms.EmailField(
        label=_l("Their mail address"),
        required=False,
        help_text=_l("Answers to our mails go to it"),
        error_messages={"invalid": _l("Enter a mail address like name@company.example")},
    )
    help_phone = forms.CharField(label=_l("Their phone"), max_length=40, required=False)
    help_hours = forms.CharField(label=_l("When they answer"), max_length=120, required=False)
    brand_hue = forms.IntegerField(
        label=_l("Hue of your colour"),
        min_value=0,
        max_value=359,
        help_text=_l("0 red, 60 yellow, 140 green, 200 teal, 260 blue, 320 violet; every hue stays readable"),
        error_messages={
            "required": _l("Enter a number from 0 to 359"),
            "invalid": _l("Enter a number from 0 to 359"),
            "min_value": _l("Enter a number from 0 to 359"),
            "max_value": _l("Enter a number from 0 to 359"),
        },
    )
    brand_chroma = forms.DecimalField(
        label=_l("How strong it is"),
        min_value=0,
        max_value=LARGEST_CHROMA,
        max_digits=4,
        decimal_places=3,
        help_text=_l("0 is grey, 0.120 the strongest"),
        error_messages={
            "required": _l("Enter a number from 0 to 0.120"),
            "invalid": _l("Enter a number from 0 to 0.120"),
            "max_value": _l("Enter a number from 0 to 0.120"),
            "min_value": _l("Enter a number from 0 to 0.120"),
        },
    )

    def __init__(self, data=None, *, organisation: Organisation):
        super().__init__(data, initial={name: getattr(organisation, name) for name in self.base_fields})
        self.fields["time_zone"] = ZoneField(
            kept=organisation.time_zone, help_text=self.fields["time_zone"].help_text, initial=organisation.time_zone
        )
