"""What is typed when a draft is opened to the other side and talked about?"""

from django import forms
from django.utils.translation import gettext_lazy as _l

from core.web.widgets import DateField, LongText


class OpeningForm(forms.Form):
    answers_due_on = DateField(
        label=_l("Their proposals by"), help_text=_l("The last day; they are reminded before it."),
    )  # fmt: skip
    note = LongText(
        _l("A word to them"), required=False, help_text=_l("Read by the contacts and signatories, with your name."),
    )  # fmt: skip


class SharingForm(forms.Form):
    note = LongText(_l("What has changed"), required=False, help_text=_l("The other side reads it, with your name."))


class ClosingForm(forms.Form):
    because = LongText(
        _l("Why is it closed?"), help_text=_l("The other side reads it. What was said so far stays for both to read."),
        missing=_l("Write down why the negotiation is closed"),
    )  # fmt: skip
