"""What does a signer type? Whether they may sign is for the policies."""

import datetime

from django import forms
from django.core import signing
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements import table
from agreements.models import Seat
from agreements.policies import same_name

_OPENED = "agreements-opened"


class SignForm(forms.Form):
    """Carries the fingerprint of the text on the page, and when that page was drawn."""

    consents = forms.BooleanField(
        error_messages={"required": _l("Confirm that you have read the text and agree to sign it electronically")}
    )
    typed_name = forms.CharField(
        label=_l("Your full name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _l("Type your full name")},
    )  # fmt: skip
    shown_sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)
    opened = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, seat: Seat, name: str, at: datetime.datetime):
        self.agreement, self.name = seat.agreement, name
        token = signing.dumps([str(self.agreement.pk), at.isoformat()], salt=_OPENED)
        super().__init__(data, initial={"shown_sha256": self.agreement.document_sha256, "opened": token})
        self.fields["consents"].label = table.consent_of(self.agreement, seat.role)
        self.fields["typed_name"].help_text = _("As it stands in your account: %(name)s") % {"name": name}

    def clean_typed_name(self):
        typed = self.cleaned_data["typed_name"]
        if not same_name(typed, self.name):
            raise forms.ValidationError(
                _("Type your name as it stands in your account: %(name)s") % {"name": self.name}
            )
        return typed

    def opened_at(self) -> datetime.datetime | None:
        """When the page with this text was drawn for them; None where the page did not say so."""
        try:
            about, at = signing.loads(self.cleaned_data.get("opened", ""), salt=_OPENED)
        except signing.BadSignature:
            return None
        return parse_datetime(at) if about == str(self.agreement.pk) else None
