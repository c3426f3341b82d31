"""What is asked when a document gets a version, is checked out, kept or held?"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from access.forms.grants import ReasonForm
from access.models import Document
from core.web.two_hands import TwoHands
from core.web.widgets import DateField

LENGTHS = (1, 3, 7, 14)  # days


class DocumentForm(forms.Form):
    title = forms.CharField(label=_l("Title"), max_length=200, error_messages={"required": _l("Enter a title")})
    file = forms.FileField(
        label=_l("File"),
        help_text=_l("PDF, PNG, JPEG or plain text. It is encrypted under a key of its own."),
        error_messages={"required": _l("Choose a file")},
    )


class VersionForm(forms.Form):
    file = forms.FileField(label=_l("New version"), error_messages={"required": _l("Choose a file")})
    because = forms.CharField(
        label=_l("What changed, and why"), max_length=300, error_messages={"required": _l("Say what changed, and why")}
    )


class CheckOutForm(forms.Form):
    days = forms.TypedChoiceField(label=_l("For how long?"), coerce=int, initial=3)
    because = forms.CharField(
        label=_l("What for?"), max_length=300, error_messages={"required": _l("Say what you edit it for")}
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["days"].choices = [
            (days, ngettext("%(n)d day", "%(n)d days", days) % {"n": days}) for days in LENGTHS
        ]


class RetentionForm(TwoHands, forms.Form):
    until_on = DateField(
        label=_l("Keep until"),
        required=False,
        help_text=_l("Nothing destroys it before this day is over. Empty: no such day."),
    )
    because = ReasonForm.base_fields["because"]

    def __init__(self, *args, document: Document, **options):
        super().__init__(*args, initial={"until_on": document.keep_until_on}, **options)

    def _shown(self):
        return [("until_on", self.fields["until_on"])]


class LegalHoldForm(forms.Form):
    name = forms.CharField(label=_l("Matter"), max_length=200, error_messages={"required": _l("Name the matter")})
    because = ReasonForm.base_fields["because"]


class DestructionForm(forms.Form):
    """`seen`: so many marked files are out, as the page listed them."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    knows = forms.BooleanField(error_messages={"required": _l("Tick this once you have asked for the copies back")})
    because = ReasonForm.base_fields["because"]

    def __init__(self, data=None, *, out: int):
        super().__init__(data, initial={"seen": out})
        words = ngettext(
            "I know that %(n)d copy is still out, and that this does not destroy it",
            "I know that %(n)d copies are still out, and that this does not destroy them",
            out,
        )
        self.fields["knows"].label = words % {"n": out}
        if not out:
            del self.fields["knows"]


class OtherVersionForm(forms.Form):
    """Which two versions lie beside each other? By number, the older first."""

    older = forms.TypedChoiceField(label=_l("Version"), coerce=int)
    newer = forms.TypedChoiceField(label=_l("Compared with"), coerce=int)

    def __init__(self, *args, numbers: list[int], **options):
        super().__init__(*args, **options)
        choices = [(number, _("Version %(number)d") % {"number": number}) for number in numbers]
        for field in self.fields.values():
            field.choices = choices
