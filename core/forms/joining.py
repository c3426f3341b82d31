"""What does somebody who was invited say of themselves?"""

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _l

from core.models import User
from core.web.locale import languages
from core.zones import ZoneField


class AcceptForm(forms.Form):
    """Name, password, language and zone of the invited; the address is the invitation's."""

    name = forms.CharField(
        label=_l("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _l("Enter your name")},
    )
    password = forms.CharField(
        label=_l("Choose a password"),
        strip=False,
        max_length=128,
        help_text=_l("At least 12 characters; a short sentence is easy to keep in mind"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _l("Choose a password")},
    )
    language = forms.ChoiceField(label=_l("Language"), choices=languages)
    time_zone = ZoneField(help_text=_l("Deadlines are shown in it. Type the first letters of a city to find it"))

    def __init__(self, *args, email: str, **options):
        super().__init__(*args, **options)
        self.email = email

    def clean_password(self):
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, User(email=self.email, name=self.data.get("name", "")))
        return password
