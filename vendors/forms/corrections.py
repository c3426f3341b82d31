"""What we set against an answer, and what the subcontractor says to it."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from vendors.forms.questionnaires import TEXT, QuestionForm
from vendors.models import CorrectionComment

IN_WORDS = {"table", "file"}  # no value of theirs is weighed, so words are enough


class CorrectionForm(QuestionForm):
    """A note, or with `value` a correction. `answered` is what the answer says; `may_count`: before they are accepted."""

    def __init__(self, question: dict, *args, answered, may_count: bool, **options):
        super().__init__(question, *args, is_draft=True, **options)
        self.answered = answered
        for name in {"comment", "file"} & set(self.fields):
            del self.fields[name]
        if question["type"] in IN_WORDS:
            self.fields.pop("value", None)
        if "value" in self.fields:
            self.fields["value"].label = _("What it should say")
            self.fields["value"].help_text = _("Leave it empty to add a note only")
        because = forms.CharField(
            label=_l("Note or reason"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_l("The subcontractor reads it with your name"),
            error_messages={"required": _l("Write the note, or why it should say something else")},
        )  # fmt: skip
        self.fields["because"] = because
        if may_count and "value" in self.fields:
            self.fields["counts"] = forms.BooleanField(
                label=_l("Weigh this instead of the answer"), required=False,
                help_text=_l("Otherwise the answer counts as it was given, and this stands beside it"),
            )  # fmt: skip

    def clean(self):
        found = super().clean()
        if "value" in self.errors:
            return found
        if self.value is not None and self.value == self.answered:
            self.add_error("value", _("That is what the answer says. Choose another, or leave it empty for a note"))
        if found.get("counts") and self.value is None:
            self.add_error("value", _("Say what it should say, if that is to be weighed"))
        return found


class CommentForm(forms.Form):
    answer = forms.ChoiceField(
        label=_l("Do you agree?"), choices=CorrectionComment.ANSWERS, widget=forms.RadioSelect,
        error_messages={"required": _l("Choose one")},
    )  # fmt: skip
    because = forms.CharField(
        label=_l("Because"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _l("Say why, in a sentence")},
    )  # fmt: skip
