"""How far does an erasure go, and is it meant?"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext


class ErasureForm(forms.Form):
    """`reach`: how far it may go, key -> {label, count}; `name` has to be typed, since nothing brings the words back."""

    reach = forms.ChoiceField(
        label=_l("What to erase"),
        widget=forms.RadioSelect,
        error_messages={"required": _l("Choose how far the erasure goes")},
    )
    because = forms.CharField(
        label=_l("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("It stays in the audit log, so name no person: the request or the rule is enough"),
        error_messages={"required": _l("Give the reason for the erasure")},
    )
    typed = forms.CharField(max_length=300, error_messages={"required": _l("Type the words to confirm")})

    def __init__(self, data=None, *, reach: dict[str, dict], name: str):
        super().__init__(data, initial={"reach": "this"})
        self.name = name
        self.fields["reach"].choices = [(key, _counted(each)) for key, each in reach.items()]
        self.fields["typed"].label = _("To confirm, type: %(name)s") % {"name": name}

    def clean_typed(self):
        typed = self.cleaned_data["typed"]
        if " ".join(typed.split()).casefold() != " ".join(self.name.split()).casefold():
            raise forms.ValidationError(_("Type exactly: %(name)s") % {"name": self.name})
        return typed


def _counted(each: dict) -> str:
    return ngettext("%(label)s (%(count)d event)", "%(label)s (%(count)d events)", each["count"]) % each
