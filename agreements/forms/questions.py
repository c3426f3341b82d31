"""What does a signer ask, and what do we answer?"""

from django import forms
from django.utils.translation import gettext_lazy as _l

from agreements import reading
from agreements.models import Agreement
from core.web.widgets import LongText


class QuestionForm(forms.Form):
    text = LongText(_l("Your question"), rows=5, missing=_l("Write down your question"))
    part = forms.ChoiceField(label=_l("What it is about"), required=False)

    def __init__(self, *args, agreement: Agreement):
        super().__init__(*args)
        listed = [(part.key, reading.title_of(part)) for part in reading.parts(agreement)]
        self.fields["part"].choices = [("", _l("The whole text")), *listed]


class AnswerForm(forms.Form):
    text = LongText(
        _l("Your answer"),
        rows=5,
        missing=_l("Write down the answer"),
        help_text=_l("The asker reads it with your name."),
    )
