"""What is chosen for the schedules of an agreement: its assets, and who is to be told what."""

from django import forms
from django.utils.translation import gettext_lazy as _l

from agreements.models.contact import ABOUT, SIDES
from core.web.two_hands import TwoHands
from core.web.widgets import DateField


class AssetsForm(TwoHands, forms.Form):
    assets = forms.MultipleChoiceField(
        label=_l("Assets in the schedule"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, offered: list[dict], listed: list[str], **options):
        super().__init__(*args, initial={"assets": listed}, **options)
        self.fields["assets"].choices = [(row["id"], f"{row['name']} ({row['asset_class']})") for row in offered]


class ContactForm(forms.Form):
    side = forms.ChoiceField(
        label=_l("Whose contact"),
        choices=SIDES,
        widget=forms.RadioSelect,
        error_messages={"required": _l("Choose whose contact it is")},
    )
    about = forms.ChoiceField(
        label=_l("To be told of"),
        choices=ABOUT,
        widget=forms.RadioSelect,
        error_messages={"required": _l("Choose what they are told of")},
    )
    name = forms.CharField(label=_l("Name"), max_length=150, error_messages={"required": _l("Enter the name")})
    role = forms.CharField(label=_l("Role"), max_length=120, required=False)
    email = forms.EmailField(label=_l("E-mail"), error_messages={"required": _l("Enter the address"), "invalid": _l("Enter an address such as name@company.com")})  # fmt: skip


class RemovalForm(forms.Form):
    side = forms.ChoiceField(choices=SIDES)
    about = forms.ChoiceField(choices=ABOUT)


class NoticeForm(ContactForm):
    holds_from = DateField(
        label=_l("Holds from"), help_text=_l("The day from which they are told. The text stays as it was signed.")
    )
