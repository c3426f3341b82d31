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
    ends_on = DateField(
        label=_l("Until when?"), error_messages={"required": _l("Enter the last day on which you need it")}
    )

    def __init__(self, *args, asset, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.asset = today, asset
        self.fields["purpose"].help_text = asset.prompt
        if not asset.asset_class.may_download:
            del self.fields["level"]
        longest = _("%(days)d days at most for %(class)s information") % {
            "days": asset.asset_class.max_days,
            "class": asset.asset_class.name.lower(),
        }
        self.fields["ends_on"].help_text = longest

    def clean_ends_on(self):
        ends_on = self.cleaned_data["ends_on"]
        last = self.today + datetime.timedelta(days=self.asset.asset_class.max_days)
        if ends_on < self.today:
            raise forms.ValidationError(_("Enter a day that is not in the past"))
        if ends_on > last:
            raise forms.ValidationError(_("Enter a day not later than %(last)s") % {"last": say_day(last, "portal")})
        return ends_on


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
