"""What an analyst writes down about the seven dimensions, and what a decider says."""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core.models import User
from core.web.two_hands import TwoHands
from core.web.widgets import DateField
from vendors.models.screening import CONFIDENCE

LINES = 5  # conditions that one decision can name


class ScoreForm(TwoHands, forms.Form):
    """One dimension. An empty score is "not assessed"; a score says how sure it is, how fresh, and where from."""

    score = forms.TypedChoiceField(
        label=_l("Score"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    confidence = forms.ChoiceField(
        label=_l("Confidence"), required=False, choices=[("", _l("Choose one")), *CONFIDENCE]
    )
    fresh_on = DateField(label=_l("Newest fact from"), required=False)
    source = forms.CharField(
        label=_l("Source, where it was found"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    note = forms.CharField(
        label=_l("Finding"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, dimension: dict, *args, today: datetime.date, **options):
        super().__init__(*args, **options)
        self.today = today
        for name in ["confidence", "fresh_on", "source"]:
            self.fields[name].help_text = _("Needed with a score")
        for name in ["score", "confidence", "fresh_on", "source"]:
            self.fields[name].may_be_empty = True
        steps = [(step["score"], f"{step['score']}: {step['text']}") for step in dimension["scale"]]
        self.fields["score"].choices = [("", _("Not assessed")), *steps]

    def clean(self):
        found = super().clean()
        needed = {
            "confidence": _("Say how sure you are"),
            "fresh_on": _("Say how fresh it is"),
            "source": _("Say where it was found"),
        }
        for name, sentence in needed.items() if found.get("score") is not None else ():
            if not found.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        if found.get("fresh_on") and found["fresh_on"] > self.today:
            self.add_error("fresh_on", _("Choose today or an earlier day"))
        return found


class HandInForm(forms.Form):
    summary = forms.CharField(
        label=_l("Summary for the one who decides"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _l("Sum up what you found")},
    )  # fmt: skip


class DecideForm(forms.Form):
    """`answer` is the button: approve, approve_with_conditions, refuse or send_back."""

    because = forms.CharField(
        label=_l("Reasons"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _l("Give your reasons")},
    )
    told_as = forms.CharField(
        label=_l("What the subcontractor reads of a refusal"), required=False, max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("For a refusal alone: its contacts read this as the reason and may object. Your reasons above stay with us"),
    )  # fmt: skip
    valid_until = DateField(label=_l("Review by"), help_text=_l("The approval ends after this day"))
    conditions = forms.CharField(
        label=_l("Conditions"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": LINES}),
        help_text=_l("One on each line, for an approval with conditions; 300 characters at most for each"),
    )  # fmt: skip
    is_theirs = forms.BooleanField(
        label=_l("The subcontractor meets them"), required=False, initial=True,
        help_text=_l("Its contacts read them, with the day, and send the proof. Take the tick away for what we do ourselves"),
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        label=_l("Who sees to them"), queryset=User.objects.none(), required=False, empty_label=_l("Choose one")
    )
    due_on = DateField(label=_l("Conditions met by"), required=False)

    def __init__(self, *args, today: datetime.date, **options):
        super().__init__(*args, **options)
        self.today = today
        self.fields["owner"].queryset = User.objects.filter(is_staff=True, is_active=True).order_by("name")

    def clean(self):
        found = super().clean()
        if found.get("valid_until") and found["valid_until"] < self.today:
            self.add_error("valid_until", _("Choose a day in the future"))
        if any(len(line) > 300 for line in self.lines):
            self.add_error("conditions", _("Shorten each condition to 300 characters"))
        if self.data.get("answer") == "refuse" and not found.get("told_as") and "told_as" not in self.errors:
            self.add_error("told_as", _("Say in a sentence why it is refused; the subcontractor reads it"))
        if self.data.get("answer") != "refuse":
            found["told_as"] = ""
        if self.data.get("answer") == "approve_with_conditions":
            self._check_conditions(found)
        return found

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data.get("conditions", "").splitlines() if line.strip()]

    @property
    def conditions_said(self) -> list[dict]:
        common = {name: self.cleaned_data.get(name) for name in ["due_on", "owner", "is_theirs"]}
        return [{"text": line, **common} for line in self.lines]

    def _check_conditions(self, found) -> None:
        if not self.lines:
            self.add_error("conditions", _("Name at least one condition"))
        for name, sentence in {
            "owner": _("Say who sees to the conditions"),
            "due_on": _("Say by when they are met"),
        }.items():
            if not found.get(name) and name not in self.errors:
                self.add_error(name, sentence)


class AnswerForm(forms.Form):
    """What a contact says of a condition."""

    text = forms.CharField(
        label=_l("How do you meet it?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _l("Say how you meet it, or what is still missing")},
    )  # fmt: skip
    file = forms.FileField(
        label=_l("A document that shows it"), required=False, help_text=_l("PDF, picture, text or office file"),
        error_messages={"empty": _l("The file is empty. Choose another one")},
    )  # fmt: skip
