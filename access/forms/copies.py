"""What is asked when a copy comes back, or is said to be destroyed?"""

from django import forms
from django.utils.translation import gettext_lazy as _l

from access.forms.grants import ReasonForm
from access.models import AssetClass, Opening
from core.web.two_hands import TwoHands


class SettleForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_l("What became of the file?"),
        choices=Opening.SETTLED,
        widget=forms.RadioSelect,
        error_messages={"required": _l("Say what became of it")},
    )
    note = forms.CharField(
        label=_l("How, and who said so"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _l("Say how")},
    )


class AttestForm(forms.Form):
    """By the person who had the file."""

    attests = forms.BooleanField(
        label=_l("I have destroyed this file and every copy that I made of it"),
        error_messages={"required": _l("Tick this once it is so")},
    )
    note = forms.CharField(
        label=_l("How did you destroy it?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _l("Say how")},
    )


class DownloadsForm(TwoHands, forms.Form):
    is_allowed = forms.ChoiceField(
        label=_l("May it leave the viewer?"),
        choices=[("no", _l("No, it is read in the viewer alone")), ("yes", _l("Yes, as a marked file of one person"))],
        widget=forms.RadioSelect,
    )
    because = ReasonForm.base_fields["because"]

    def __init__(self, *args, asset_class: AssetClass, **options):
        super().__init__(*args, initial={"is_allowed": "yes" if asset_class.may_download else "no"}, **options)

    def _shown(self):
        return [("is_allowed", self.fields["is_allowed"])]
