"""What is said of an invention, step by step, and what counsel decides on it. They never save."""

import datetime
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements.models.invention import CLASSES, EMPLOYERS, OWNERS
from core.web.two_hands import TwoHands
from core.web.widgets import DateField, LongText
from vendors import places
from vendors.models import Engagement

MOST = 6  # inventors named on one page


class TitleForm(forms.Form):
    title = forms.CharField(
        label=_l("What would you call it?"), max_length=200, help_text=_l("A working title is enough"),
        error_messages={"required": _l("Give it a working title")},
    )  # fmt: skip


class WhatForm(TwoHands, forms.Form):
    title = forms.CharField(
        label=_l("What would you call it?"), max_length=200, error_messages={"required": _l("Give it a working title")}
    )
    problem = LongText(_l("Which problem does it solve?"), rows=4, required=False)
    solution = LongText(
        _l("How does it solve it?"), rows=6, required=False, help_text=_l("So that somebody of your trade could build it. Nobody at other companies sees this."),
    )  # fmt: skip
    engagement = forms.ModelChoiceField(
        label=_l("In which work for us did it come up?"), queryset=Engagement.objects.none(), required=False, empty_label=_l("None, or not sure"),
    )  # fmt: skip

    def __init__(self, *args, works, **options):
        super().__init__(*args, **options)
        self.fields["engagement"].queryset = works


class WhoForm(TwoHands, forms.Form):
    """Up to six people, a name with employer and share each. The shares need not sum up yet; the page says so."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for number in range(1, MOST + 1):
            said = {"number": number}
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Person %(number)s: full name") % said, max_length=150, required=False
            )
            self.fields[f"employer_{number}"] = forms.ChoiceField(
                label=_("Person %(number)s: works for") % said, choices=[*EMPLOYERS], required=False
            )
            self.fields[f"country_{number}"] = forms.ChoiceField(
                label=_("Person %(number)s: country of work") % said,
                choices=[("", _("Choose one")), *places.countries()],
                required=False,
            )
            self.fields[f"share_{number}"] = forms.DecimalField(
                label=_("Person %(number)s: share in %%") % said, min_value=Decimal("0.01"), max_value=100, decimal_places=2, max_digits=5, required=False,
            )  # fmt: skip
        self.fields["name_1"].help_text = _("Begin with yourself, where you contributed")

    def clean(self):
        found = super().clean()
        for number in range(1, MOST + 1):
            name, share = found.get(f"name_{number}", "").strip(), found.get(f"share_{number}")
            if name and share is None and f"share_{number}" not in self.errors:
                self.add_error(f"share_{number}", _("Say how much %(name)s contributed, in %%") % {"name": name})
            if share is not None and not name:
                self.add_error(f"name_{number}", _("Say whose share this is"))
        return found

    def people(self) -> list[dict]:
        said = self.cleaned_data
        return [
            {
                "name": said[f"name_{number}"].strip(), "employer": said[f"employer_{number}"] or "subcontractor",
                "country": said[f"country_{number}"], "share": said[f"share_{number}"].quantize(Decimal("0.01")),
            }
            for number in range(1, MOST + 1)
            if said[f"name_{number}"].strip()
        ]  # fmt: skip


class WhenForm(TwoHands, forms.Form):
    conceived_on = DateField(label=_l("When did you have the idea?"), required=False)
    evidence = LongText(
        _l("What shows that?"),
        rows=3,
        required=False,
        help_text=_l("A lab book, a mail, a commit, a drawing with its date"),
    )
    file = forms.FileField(
        label=_l("A file that shows it"), required=False, help_text=_l("Kept encrypted"), error_messages={"empty": _l("The file is empty. Choose another one")},
    )  # fmt: skip

    def __init__(self, *args, today: datetime.date, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean_conceived_on(self):
        day = self.cleaned_data["conceived_on"]
        if day and day > self.today:
            raise forms.ValidationError(_("Choose today or an earlier day"))
        return day


class WithForm(TwoHands, forms.Form):
    background = LongText(
        _l("What that was there before does it need?"),
        rows=3,
        required=False,
        help_text=_l("Yours, ours or somebody else's"),
    )
    third_party = LongText(
        _l("Which parts of others are in it?"), rows=3, required=False, help_text=_l("Open source with its licence, or parts that somebody else made"),
    )  # fmt: skip


class PublicForm(TwoHands, forms.Form):
    publication = LongText(
        _l("Who has heard of it, or is to hear of it?"),
        rows=3,
        required=False,
        help_text=_l("Talks, papers, fairs, offers, a public repository"),
    )
    publication_on = DateField(label=_l("On which day at the earliest?"), required=False)


class DecisionForm(forms.Form):
    """`answer` is the button: claim, release or return."""

    classification = forms.ChoiceField(
        label=_l("What is to become of it?"), choices=CLASSES, widget=forms.RadioSelect, required=False
    )
    owner = forms.ChoiceField(
        label=_l("Who owns it by agreement and law?"), choices=OWNERS, widget=forms.RadioSelect, required=False
    )
    assign_by = DateField(
        label=_l("Assigned by"), required=False, help_text=_l("Leave empty for the day that the clock gives")
    )
    because = LongText(_l("Reason"), rows=3, missing=_l("Say why"), help_text=_l("The inventors read it"))

    def __init__(self, *args, today: datetime.date, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean_assign_by(self):
        day = self.cleaned_data["assign_by"]
        if day and day < self.today:
            raise forms.ValidationError(_("Choose today or a later day"))
        return day

    def clean(self):
        found = super().clean()
        if self.data.get("answer") == "claim":
            for name, words in (("classification", _("Say what is to become of it")), ("owner", _("Say who owns it"))):
                if not found.get(name):
                    self.add_error(name, words)
        return found
