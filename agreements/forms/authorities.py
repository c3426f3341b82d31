"""On what ground may somebody sign for the firm, and what did we find when we looked?"""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements.models.authority import GROUNDS, JOINT, MANNERS
from core.web.widgets import DateField, LongText
from vendors.models import Person


class GroundForm(forms.Form):
    """Of one person who is known already."""

    ground = forms.ChoiceField(
        label=_l("On what ground"), choices=GROUNDS, widget=forms.RadioSelect,
        error_messages={"required": _l("Choose the ground")},
    )  # fmt: skip
    said = LongText(
        _l("Where we can look it up"), rows=2, missing=_l("Write down where we can look it up"),
        help_text=_l("Register and number, or who gave the power or passed the resolution, and when."),
    )  # fmt: skip
    manner = forms.ChoiceField(
        label=_l("Alone or with somebody else"), choices=MANNERS, widget=forms.RadioSelect,
        error_messages={"required": _l("Choose whether they sign alone or with somebody else")},
    )  # fmt: skip
    joint_with = forms.CharField(label=_l("With whom"), max_length=300, required=False)
    limits = LongText(
        _l("Limits"), rows=2, required=False, help_text=_l("A sum, a kind of agreement, a part of the company. Empty: none.")
    )  # fmt: skip
    from_on = DateField(label=_l("From"))
    until_on = DateField(label=_l("Last day"), required=False, help_text=_l("Empty where it has no end."))
    file = forms.FileField(
        label=_l("The paper that shows it"), required=False,
        help_text=_l("An extract of the register, the power of attorney, the resolution; needed unless it stands in a register. PDF or a picture."),
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        if said.get("manner") == JOINT and not said.get("joint_with", "").strip():
            self.add_error("joint_with", _("Write down who has to sign beside them"))
        if said.get("ground") not in (None, "register") and not said.get("file") and "file" not in self.errors:
            self.add_error("file", _("Add the paper that shows it; only what stands in a register can be looked up"))
        first, last = said.get("from_on"), said.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("This is before the first day"))
        return said


class AuthorityForm(GroundForm):
    person = forms.ModelChoiceField(
        label=_l("Who signs for your company"), queryset=Person.objects.none(), empty_label=None,
        error_messages={"required": _l("Choose who signs")},
    )  # fmt: skip
    field_order = ("person",)

    def __init__(self, *args, viewer):
        super().__init__(*args)
        rows = Person.objects.filter(vendor_id=viewer.vendor_id, is_signatory=True, departed_at=None).order_by("name")
        self.fields["person"].queryset = rows
        self.fields["person"].label_from_instance = lambda person: person.name
        self.fields["person"].initial = viewer.person_id


class AuthorityAnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=_l("What did you find?"), widget=forms.RadioSelect,
        choices=[("confirm", _l("It is so: this person may sign for the firm")), ("refuse", _l("It is not confirmed"))],
        error_messages={"required": _l("Choose an answer")},
    )  # fmt: skip
    source = LongText(
        _l("What you looked at"), rows=2, required=False,
        help_text=_l("The register and the entry, or the paper and who gave it. It stands in the evidence."),
    )  # fmt: skip
    looked_on = DateField(label=_l("Looked at on"), required=False)
    because = LongText(
        _l("Why it is not confirmed"), rows=2, required=False, help_text=_l("The company reads it, where you do not confirm.")
    )  # fmt: skip

    def __init__(self, *args, today: datetime.date):
        super().__init__(*args)
        self.today = today

    def clean(self):
        said = super().clean()
        if said.get("answer") == "confirm":
            if not said.get("source", "").strip():
                self.add_error("source", _("Write down what you looked at"))
            if not said.get("looked_on") and "looked_on" not in self.errors:
                self.add_error("looked_on", _("Enter the day on which you looked"))
            elif said.get("looked_on") and said["looked_on"] > self.today:
                self.add_error("looked_on", _("This day has not come yet"))
        elif said.get("answer") == "refuse" and not said.get("because", "").strip():
            self.add_error("because", _("Write down why; the company is told"))
        return said
