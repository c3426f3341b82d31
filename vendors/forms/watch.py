"""What an analyst types about a watchlist: the list, a version of it, and what a hit is."""

from django import forms
from django.utils.translation import gettext_lazy as _l

from core import outbound
from core.refusals import why_not
from core.web.two_hands import TwoHands
from vendors.forms.subcontractors import BLANK
from vendors.watchlists.names import CHOICES, MORE_PARTS


class WatchlistForm(forms.Form):
    name = forms.CharField(label=_l("Name"), max_length=120, error_messages={"required": _l("Enter a name")})
    format = forms.ChoiceField(
        label=_l("Format"),
        choices=[*BLANK, *CHOICES],
        help_text=_l("As the publisher brings it out"),
        error_messages={"required": _l("Choose the format")},
    )
    stale_after = forms.IntegerField(
        label=_l("Stale after"),
        initial=7,
        min_value=1,
        max_value=365,
        help_text=_l("Days after its publication, in which you expect the next version"),
    )


class AddressForm(TwoHands, forms.Form):
    address = forms.CharField(
        label=_l("Address of the file"),
        max_length=500,
        required=False,
        widget=forms.URLInput,
        help_text=_l("Where the publisher puts it, with https://. It is fetched each night; empty, and you upload it"),
    )

    def clean_address(self) -> str:
        if (address := self.cleaned_data["address"]) and (sentence := why_not(outbound.check_address, address)):
            raise forms.ValidationError(sentence)
        return address


class VersionForm(forms.Form):
    main = forms.FileField(
        label=_l("File"),
        help_text=_l("As it was downloaded from the publisher, not edited"),
        error_messages={"required": _l("Choose a file"), "empty": _l("The file is empty. Choose another one")},
    )
    aliases = forms.FileField(label=_l("Aliases (ALT.CSV)"), required=False)
    addresses = forms.FileField(label=_l("Addresses (ADD.CSV)"), required=False)
    may_shrink = forms.BooleanField(
        label=_l("The list may have lost many entries"),
        required=False,
        help_text=_l("Without this, a file that lacks more than a fifth of the entries is refused: it looks cut short"),
    )

    def __init__(self, format: str, *args, **options):
        super().__init__(*args, **options)
        for part in {"aliases", "addresses"} - set(MORE_PARTS.get(format, ())):
            del self.fields[part]

    @property
    def sources(self) -> dict:
        """Part -> (file, its name)."""
        parts = ("main", "aliases", "addresses")
        return {part: (sent, sent.name) for part in parts if (sent := self.cleaned_data.get(part))}


class SettleForm(forms.Form):
    because = forms.CharField(
        label=_l("Reason"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_l("What you compared, and where you looked; kept in the history"),
        error_messages={"required": _l("Say why")},
    )
