"""What is asked of who takes evidence in, or hands it on? They never save."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core.web.widgets import LongText, MomentField


class IntakeForm(forms.Form):
    title = forms.CharField(label=_l("What it is"), max_length=200, error_messages={"required": _l("Say what it is")})
    method = forms.ChoiceField(label=_l("How it came in"))
    source = forms.CharField(
        label=_l("Where it was found"), max_length=300, error_messages={"required": _l("Say where it was found")}
    )
    acquired_at = MomentField(
        label=_l("When it was acquired"), error_messages={"required": _l("Enter when it was acquired")}
    )
    acquired_by = forms.CharField(
        label=_l("Who acquired it"), max_length=150, error_messages={"required": _l("Say who acquired it")}
    )
    file = forms.FileField(label=_l("File"), required=False, help_text=_l("Hashed twice on receipt and never changed"))
    place = forms.CharField(label=_l("Where it is kept"), max_length=200, required=False)
    seal = forms.CharField(
        label=_l("Number of the seal"),
        max_length=60,
        required=False,
        help_text=_l("Needed for a thing that is no file"),
    )
    note = LongText(_l("Remarks"), rows=2, required=False)

    def __init__(self, *args, playbook, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["method"].choices = [(way["id"], way["title"]) for way in playbook.content["intake"]]
        self.fields["acquired_at"].help_text = _("In your own time zone, %(zone)s") % {
            "zone": timezone.get_current_timezone_name()
        }

    def clean_acquired_at(self):
        acquired_at = self.cleaned_data["acquired_at"]
        if acquired_at > self.at:
            raise forms.ValidationError(_("Enter a moment that has passed; it was acquired before it is taken in"))
        return acquired_at

    def clean(self):
        given = super().clean()
        if not given.get("file") and not given.get("seal") and "file" not in self.errors:
            self.add_error("file", _l("Choose a file, or give the number of the seal of a thing"))
        return given


class TransferForm(forms.Form):
    released_by = forms.CharField(
        label=_l("Released by"), max_length=150, error_messages={"required": _l("Say who released it")}
    )
    received_by = forms.CharField(
        label=_l("Received by"), max_length=150, error_messages={"required": _l("Say who received it")}
    )
    purpose = forms.CharField(label=_l("Purpose"), max_length=300, error_messages={"required": _l("Say what for")})
    place = forms.CharField(label=_l("Where it is kept from now on"), max_length=200, required=False)
    seal = forms.CharField(label=_l("New seal"), max_length=60, required=False)


class PurposeForm(forms.Form):
    purpose = forms.CharField(
        label=_l("What is the copy for?"), max_length=300, error_messages={"required": _l("Say what the copy is for")}
    )
