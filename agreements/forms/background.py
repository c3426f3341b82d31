"""What is said of background, and what the other side answers. They never save."""

import datetime
import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements.models.background_item import KINDS, PROOFS, RIGHTS
from core.web.widgets import DateField, LongText

_HASH = re.compile(r"^[0-9a-f]{64}$")


class BackgroundForm(forms.Form):
    """`today` in the organisation's zone. The file travels once, with the whole form."""

    title = forms.CharField(
        label=_l("What is it called?"), max_length=200, error_messages={"required": _l("Give it a name")}
    )
    description = LongText(
        _l("What is it?"), rows=4, missing=_l("Describe it in a sentence or two"),
        help_text=_l("Enough to tell it from what is made later. Nothing that is secret: this goes into the agreement."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_l("Kind"), choices=KINDS, widget=forms.RadioSelect, error_messages={"required": _l("Choose the kind")}
    )
    owner_name = forms.CharField(
        label=_l("Who owns it?"), max_length=200, error_messages={"required": _l("Say who owns it")}
    )
    rights = forms.ChoiceField(
        label=_l("What may the other side do with it?"), choices=RIGHTS, widget=forms.RadioSelect, error_messages={"required": _l("Choose one")}
    )  # fmt: skip
    terms = LongText(_l("Terms, if there are any"), rows=2, required=False)
    proof = forms.ChoiceField(
        label=_l("How can it be proved?"), choices=PROOFS, widget=forms.RadioSelect, initial="none",
        help_text=_l("A file kept under seal is encrypted. Only its owner opens it, or two people of the other side together, and that is recorded."),
        error_messages={"required": _l("Choose one")},
    )  # fmt: skip
    file = forms.FileField(
        label=_l("The file"), required=False, help_text=_l("For a file kept under seal, or to have its fingerprint taken"),
        error_messages={"empty": _l("The file is empty. Choose another one")},
    )  # fmt: skip
    sha256 = forms.CharField(
        label=_l("SHA-256"), max_length=80, required=False, help_text=_l("Only where you enter the hash by hand: 64 letters a to f and digits"),
    )  # fmt: skip
    proof_on = DateField(label=_l("Since when can it be shown?"), required=False)

    def __init__(self, *args, today: datetime.date, **options):
        super().__init__(*args, **options)
        self.today = today
        for name in ("file", "sha256", "proof_on"):
            self.fields[name].may_be_empty = True

    def clean_sha256(self):
        return "".join(self.cleaned_data["sha256"].lower().split())

    def clean_proof_on(self):
        day = self.cleaned_data["proof_on"]
        if day and day > self.today:
            raise forms.ValidationError(_("Choose today or an earlier day"))
        return day

    def clean(self):
        found = super().clean()
        proof = found.get("proof")
        if proof in {"kept", "hashed"} and not found.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose the file"))
        if proof == "typed" and not _HASH.match(found.get("sha256", "")):
            self.add_error("sha256", _("Enter the 64 letters and digits of the SHA-256"))
        if proof == "none" and (found.get("file") or found.get("sha256")):
            self.add_error("proof", _("Say what is to be done with the file or the hash"))
        return found


class AnswerForm(forms.Form):
    """`answer` is the button: confirm or dispute; a no needs its reason."""

    because = LongText(
        _l("Remark or reason"),
        rows=3,
        required=False,
        help_text=_l("The other side reads it. Needed where you do not agree."),
    )

    def clean(self):
        found = super().clean()
        if self.data.get("answer") != "confirm" and not found.get("because", "").strip():
            self.add_error("because", _("Say why you do not agree"))
        return found


class OpeningForm(forms.Form):
    """Stands on one page with an answer, whose reason has the same name."""

    because = LongText(_l("Why does the proof have to be opened?"), rows=2, missing=_l("Say why"))

    def __init__(self, *args, **options):
        super().__init__(*args, **{"auto_id": "opening_%s", **options})
