"""What does somebody say who signs many papers for the company at once?"""

import datetime

from django import forms
from django.core import signing
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements.models import Agreement
from agreements.rendering import names

_LISTED = "agreements-countersigning"


class CountersignForm(forms.Form):
    """Carries, signed, which papers the page listed with the fingerprint of each, and when it was drawn. All of them are
    signed but those that are left out."""

    consents = forms.BooleanField(
        label=_l("I confirm this for each agreement that is listed, apart from those that I leave out."),
        error_messages={"required": _l("Confirm that you have read the texts and agree to sign them electronically")},
    )
    typed_name = forms.CharField(
        label=_l("Your full name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _l("Type your full name")},
    )  # fmt: skip
    listed = forms.CharField(max_length=400_000, widget=forms.HiddenInput)

    def __init__(self, data=None, *, papers: list[Agreement], name: str, at: datetime.datetime):
        self.name = name
        shown = {paper.pk.hex: paper.document_sha256 for paper in papers}
        super().__init__(data, initial={"listed": signing.dumps([at.isoformat(), shown], salt=_LISTED, compress=True)})
        self.fields["typed_name"].help_text = _("As it stands in your account: %(name)s") % {"name": name}

    def clean_typed_name(self):
        typed = self.cleaned_data["typed_name"]
        if not names.is_same(typed, self.name):
            raise forms.ValidationError(
                _("Type your name as it stands in your account: %(name)s") % {"name": self.name}
            )
        return typed

    def clean_listed(self):
        try:
            opened, shown = signing.loads(self.cleaned_data["listed"], salt=_LISTED)
        except signing.BadSignature as error:
            raise forms.ValidationError(_("This page is not as it was drawn. Open it again.")) from error
        return parse_datetime(opened), shown

    def clean(self):
        if "listed" in self.cleaned_data and self.left_out - set(self.cleaned_data["listed"][1]):
            raise forms.ValidationError(_("What is to be left out is not in this list. Look at the list again."))
        return self.cleaned_data

    @property
    def left_out(self) -> set[str]:
        return set(self.data.getlist("without")) if self.is_bound else set()

    def chosen(self) -> dict[str, str]:
        """Id of a paper (hex) -> the fingerprint that was listed."""
        _opened, shown = self.cleaned_data["listed"]
        return {pk: sha256 for pk, sha256 in shown.items() if pk not in self.left_out}
