"""Which parts of a text does a page say that it showed? Keys that the text does not have are the action's to pass over."""

from django import forms

from agreements.models import Agreement

MOST = 400  # parts that one message may name


class ShownForm(forms.Form):
    """Carries the fingerprint of the text on the page."""

    shown_sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, data=None, *, agreement: Agreement):
        super().__init__(data, initial={"shown_sha256": agreement.document_sha256}, auto_id="reading_%s")

    def sha256(self) -> str:
        """Empty where the page did not say it: that is the fingerprint of no text."""
        return self.cleaned_data["shown_sha256"] if self.is_valid() else ""

    def parts(self) -> list[str]:
        """The keys that were sent beside it, one a field."""
        return self.data.getlist("part")[:MOST]
