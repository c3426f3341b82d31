"""What do people settle about their own account?"""

from django import forms
from django.utils.translation import gettext_lazy as _l

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
