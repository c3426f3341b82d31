"""What is asked when access is asked for, decided and ended."""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core.web.dates import say_day
from core.web.widgets import DateField, MomentField


class RequestForm(forms.Form):
    level = forms.ChoiceField(
        label=_l("How?"),
        choices=[("view", _l("Read in the viewer")), ("download", _l("Take marked copies as files"))],
        widget=forms.RadioSelect,
        initial="view",
        error_messages={"required": _l("Choose how you work with it")},
    )
    purpose = forms.CharField(
        label=_l("What do you need it for?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _l("Say what you need it for")},
    )
    days = forms.IntegerField(
        label=_l("For how many days?"), error_messages={"required": _l("Enter for how many days you need it")}
    )

    def __init__(self, *args, asset, **kwargs):
        super().__init__(*args, **kwargs)
        self.longest = asset.longest_days
        self.fields["purpose"].help_text = asset.prompt
        if not asset.asset_class.may_download:
            del self.fields["level"]
        self.fields["days"].widget = forms.NumberInput({"min": 1, "max": self.longest, "inputmode": "numeric"})
        words = _("%(days)d at most. They count from the moment at which access opens, not from today.")
        self.fields["days"].help_text = words % {"days": self.longest}

    def clean_days(self):
        days = self.cleaned_data["days"]
        if not 1 <= days <= self.longest:
            raise forms.ValidationError(_("Enter a number from 1 to %(most)d") % {"most": self.longest})
        return days


class EmergencyForm(forms.Form):
    because = forms.CharField(
        label=_l("What has happened, and what do you need it for?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("The owner of the information and our compliance officers read it at once"),
        error_messages={"required": _l("Say what has happened")},
    )


class ReportForm(forms.Form):
    text = forms.CharField(
        label=_l("What did you open, what did you do with it, and is the emergency over?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _l("Say what you did")},
    )


class ReadingForm(forms.Form):
    note = forms.CharField(
        label=_l("What follows from it?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("The person reads it"),
        error_messages={"required": _l("Say what follows from it, or that nothing does")},
    )


class DecisionForm(forms.Form):
    ends_on = DateField(
        label=_l("Grant until"), required=False, help_text=_l("You may shorten the period that was asked for")
    )
    because = forms.CharField(
        label=_l("Reason for your decision"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("The requester and the audit log see this text"),
        error_messages={"required": _l("Give a reason for your decision")},
    )

    def __init__(self, *args, first: datetime.date, last: datetime.date, may_shorten: bool = True, **kwargs):
        """`first`, `last`: the days that "Grant until" may name. Who may only decline shortens nothing."""
        super().__init__(*args, **kwargs)
        self.first, self.last = first, last
        if not may_shorten:
            del self.fields["ends_on"]

    def clean_ends_on(self):
        ends_on = self.cleaned_data["ends_on"]
        if ends_on and not self.first <= ends_on <= self.last:
            said = {"first": say_day(self.first, "portal"), "last": say_day(self.last, "portal")}
            raise forms.ValidationError(_("The request ends on %(last)s. Enter a day from %(first)s to then") % said)
        return ends_on


class ReasonForm(forms.Form):
    """A typed reason for an act that cannot be undone."""

    because = forms.CharField(
        label=_l("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _l("Give a reason")},
    )


class RevocationForm(ReasonForm):
    note = forms.CharField(
        label=_l("What the person reads"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("Stands in the mail to them. The reason above does not."),
    )


class DayForm(forms.Form):
    """At which moment, and by what we knew when? Both in the reader's zone."""

    on = MomentField(
        label=_l("Could open at"),
        required=False,
    )
    known = MomentField(
        label=_l("By what we knew at"),
        required=False,
    )
