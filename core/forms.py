"""What is asked on the pages of the ground floor?"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from core.models import User
from core.models.user import DENSITIES, THEMES
from core.web.locale import languages
from core.zones import ZoneField


class SettingsForm(forms.Form):
    """The portal is always roomy and knows no single keys, so those two are asked at the desk alone."""

    DESK_ONLY = ("density", "single_keys")

    name = forms.CharField(
        label=_l("Your name"),
        max_length=150,
        help_text=_l("As others see it. You sign with it, so give it in full"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _l("Enter your name")},
    )
    language = forms.ChoiceField(
        label=_l("Language"),
        choices=languages,
        help_text=_l("Of pages and mails"),
        error_messages={"invalid_choice": _l("Choose a language from the list")},
    )
    time_zone = ZoneField(
        help_text=_l("Times and deadlines are shown in it. Type the first letters of a city to find it")
    )
    theme = forms.ChoiceField(label=_l("Colours"), choices=THEMES, widget=forms.RadioSelect)
    density = forms.ChoiceField(label=_l("Room between the lines"), choices=DENSITIES, widget=forms.RadioSelect)
    single_keys = forms.BooleanField(
        label=_l("Single-key shortcuts"),
        required=False,
        help_text=_l(
            "/ searches a list, J and K move in it, ? shows all of them. Switch them off where you speak to your computer"
        ),
    )

    def __init__(self, data=None, *, user: User):
        super().__init__(data, initial={name: getattr(user, name) for name in self.base_fields})
        self.fields["time_zone"] = ZoneField(kept=user.time_zone, help_text=self.fields["time_zone"].help_text)
        for name in () if user.is_staff else self.DESK_ONLY:
            del self.fields[name]


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
