"""What a contact fills in around a questionnaire: whom to ask, until when, and why; and what an officer answers."""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core.web.dates import say_day
from core.web.widgets import DateField

TEXT = 1000


def words(label, *, required: bool = True, rows: int = 3, **options) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    missing = {"required": _l("Say why, in a sentence")}
    return forms.CharField(
        label=label, required=required, max_length=TEXT, widget=area, error_messages=missing, **options
    )


class ColleagueForm(forms.Form):
    """`sections`: (id, title) of all that are asked; the one that the page is about is ticked."""

    name = forms.CharField(label=_l("Name"), max_length=150, error_messages={"required": _l("Enter the name")})
    email = forms.EmailField(
        label=_l("Work e-mail address"), max_length=254, help_text=_l("We write to this address. Who has no account yet makes one, in 2 minutes"),
        error_messages={"required": _l("Enter the e-mail address"), "invalid": _l("Enter an address such as name@company.com")},
    )  # fmt: skip
    sections = forms.MultipleChoiceField(
        label=_l("Sections"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _l("Choose at least one section")}
    )  # fmt: skip
    note = words(_l("Note to your colleague"), required=False, help_text=_l("Such as by when you need it"))
    keeps_reading = forms.BooleanField(
        label=_l("May still read these sections afterwards"), required=False,
        help_text=_l("Otherwise they are closed to your colleague once handed back"),
    )  # fmt: skip

    def __init__(self, *args, sections: list[tuple[str, str]], **options):
        super().__init__(*args, **options)
        self.fields["sections"].choices = sections


class HandBackForm(forms.Form):
    answer = words(_l("Anything to add?"), required=False, help_text=_l("Such as what you could not answer"))


class MoreTimeForm(forms.Form):
    wanted_on = DateField(label=_l("Until when do you need?"), help_text=_l("The last day, until midnight in our zone"))
    because = words(_l("Why?"), help_text=_l("We decide by this"))

    def __init__(self, *args, after: datetime.date, **options):
        super().__init__(*args, **options)
        self.after = after

    def clean_wanted_on(self):
        if self.cleaned_data["wanted_on"] <= self.after:
            raise forms.ValidationError(_("Choose a day after %(day)s") % {"day": say_day(self.after, "portal")})
        return self.cleaned_data["wanted_on"]


class PauseForm(forms.Form):
    until_on = DateField(label=_l("Until when?"), help_text=_l("We do not remind you until the end of this day"))
    because = words(_l("Why?"), help_text=_l("Those who look after your company with us read it"))

    def __init__(self, *args, today: datetime.date, most: datetime.timedelta, **options):
        super().__init__(*args, **options)
        self.today, self.last = today, today + most

    def clean_until_on(self):
        if not self.today <= self.cleaned_data["until_on"] <= self.last:
            said = {"first": say_day(self.today, "portal"), "last": say_day(self.last, "portal")}
            raise forms.ValidationError(_("Choose a day from %(first)s to %(last)s") % said)
        return self.cleaned_data["until_on"]


class TimeAnswerForm(forms.Form):
    """An officer's answer to a request for more time; which of the two it is, the button says."""

    granted_on = DateField(label=_l("Grant until"), help_text=_l("As asked, or another day"), required=False)
    answer = words(
        _l("Words to the subcontractor"), required=False, rows=2, help_text=_l("A reason is needed to decline")
    )

    def __init__(self, *args, due_on: datetime.date, **options):
        super().__init__(*args, **options)
        self.due_on = due_on

    def clean(self):
        found, is_granted = super().clean(), self.data.get("decision") != "decline"
        granted_on = found.get("granted_on")
        if is_granted and "granted_on" not in self.errors and (granted_on is None or granted_on <= self.due_on):
            self.add_error("granted_on", _("Choose a day after %(day)s") % {"day": say_day(self.due_on, "full")})
        if not is_granted and not found.get("answer", "").strip():
            self.add_error("answer", _("Say why; the subcontractor reads it"))
        return found
