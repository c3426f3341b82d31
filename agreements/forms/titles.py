"""What counsel notes of papers that were signed elsewhere, and of patents. They never save."""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements.models import Contributor
from agreements.models.title import TAKERS
from core.web.two_hands import TwoHands
from core.web.widgets import DateField, LongText
from vendors import places

OFFICES = [("EP", _l("European Patent Office")), ("WO", _l("International application (PCT)"))]


class PaperForm(forms.Form):
    giver = forms.ModelChoiceField(
        label=_l("Who signed it?"),
        queryset=Contributor.objects.none(),
        required=False,
        empty_label=_l("The subcontractor, as a firm"),
    )
    taker = forms.ChoiceField(
        label=_l("To whom?"), choices=TAKERS, widget=forms.RadioSelect, initial="company", error_messages={"required": _l("Say to whom")},
        help_text=_l("What the firm passes on comes to us"),
    )  # fmt: skip
    words = forms.CharField(
        label=_l("Which paper?"), max_length=300, help_text=_l("What it is called and where the original lies"), error_messages={"required": _l("Name the paper")}
    )  # fmt: skip
    signed_on = DateField(label=_l("Signed on"))
    file = forms.FileField(
        label=_l("A copy of it"), required=False, error_messages={"empty": _l("The file is empty. Choose another one")}
    )

    def __init__(self, *args, people, today: datetime.date, **options):
        super().__init__(*args, **options)
        self.today = today
        self.fields["giver"].queryset = people

    def clean_signed_on(self):
        day = self.cleaned_data["signed_on"]
        if day and day > self.today:
            raise forms.ValidationError(_("Choose today or an earlier day"))
        return day


class PatentForm(TwoHands, forms.Form):
    country = forms.ChoiceField(
        label=_l("Country or office"), choices=lambda: [("", _l("Choose one")), *OFFICES, *places.countries()], error_messages={"required": _l("Choose the office")},
    )  # fmt: skip
    number = forms.CharField(
        label=_l("Number of the application or patent"),
        max_length=60,
        error_messages={"required": _l("Enter the number")},
    )
    filed_on = DateField(label=_l("Filed on"))
    granted_on = DateField(label=_l("Granted on"), required=False)
    expires_on = DateField(label=_l("Expires on"), required=False)
    recorded_on = DateField(label=_l("Our title entered in the register on"), required=False)
    note = LongText(_l("Remarks"), rows=2, required=False)

    def clean(self):
        found = super().clean()
        filed = found.get("filed_on")
        if filed and found.get("granted_on") and found["granted_on"] < filed:
            self.add_error("granted_on", _("A patent is granted after it is filed"))
        if filed and found.get("expires_on") and found["expires_on"] <= filed:
            self.add_error("expires_on", _("A patent expires after it is filed"))
        return found
