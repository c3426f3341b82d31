"""What does a signer type? Whether they may sign is for the policies."""

import datetime

from django import forms
from django.core import signing
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements import table
from agreements.models import Seat
from agreements.rendering import drawn, names

_OPENED = "agreements-opened"
TYPED, DRAWN = "typed", "drawn"
WAYS = [(TYPED, _l("I type my name")), (DRAWN, _l("I draw my signature"))]


class SignForm(forms.Form):
    """Carries the fingerprint of the text on the page, and when that page was drawn."""

    consents = forms.BooleanField(
        error_messages={"required": _l("Confirm that you have read the text and agree to sign it electronically")}
    )
    way = forms.ChoiceField(label=_l("How do you sign?"), choices=WAYS, initial=TYPED, widget=forms.RadioSelect)
    typed_name = forms.CharField(
        label=_l("Your full name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _l("Type your full name")},
    )  # fmt: skip
    strokes = forms.CharField(max_length=drawn.LONGEST, required=False, widget=forms.HiddenInput)
    shown_sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)
    opened = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, seat: Seat, name: str, at: datetime.datetime):
        self.agreement, self.name = seat.agreement, name
        token = signing.dumps([str(self.agreement.pk), at.isoformat()], salt=_OPENED)
        super().__init__(data, initial={"shown_sha256": self.agreement.document_sha256, "opened": token})
        self.fields["way"].required = data is None or "way" in data  # an older page knew one way only
        self.fields["typed_name"].required = data is None or data.get("way") != DRAWN
        self.fields["consents"].label = table.consent_of(self.agreement, seat.role)
        self.fields["typed_name"].help_text = _(
            "As it stands in your account: %(name)s. Capital letters, accents, blanks, hyphens and apostrophes do not count, "
            "and ü may be written u or ue; the names themselves have to be there."
        ) % {"name": name}

    def clean(self) -> dict:
        """The name that was typed, or the strokes that were drawn; the other one is left out."""
        said = super().clean()
        if said.get("way") == DRAWN:
            return {**said, "typed_name": "", "strokes": self._drawn(said.get("strokes", ""))}
        typed = said.get("typed_name", "")
        if typed and not names.is_same(typed, self.name):
            self.add_error(
                "typed_name", _("Type your name as it stands in your account: %(name)s") % {"name": self.name}
            )
        return {**self.cleaned_data, "strokes": []}

    def _drawn(self, sent: str) -> drawn.Strokes:
        try:
            return drawn.parse(sent)
        except drawn.NotDrawn:
            self.add_error("way", _("Draw your whole signature in the box, or choose to type your name"))
            return []

    def act(self) -> dict:
        """What the action is told."""
        return {name: self.cleaned_data[name] for name in ("shown_sha256", "typed_name", "consents", "strokes")}

    def opened_at(self) -> datetime.datetime | None:
        """When the page with this text was drawn for them; None where the page did not say so."""
        try:
            about, at = signing.loads(self.cleaned_data.get("opened", ""), salt=_OPENED)
        except signing.BadSignature:
            return None
        return parse_datetime(at) if about == str(self.agreement.pk) else None
