"""What a contact says of the firms that work for the company, and what one of us answers."""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core.web.two_hands import TwoHands
from core.web.widgets import DateField
from vendors import places
from vendors.models import Engagement, SubSupplier, Vendor


class SubSupplierForm(TwoHands, forms.Form):
    """`today` in the organisation's zone; `parents`: those that it may work for, `works`: the engagements of the company."""

    name = forms.CharField(
        label=_l("Name of the company or person"), max_length=200, error_messages={"required": _l("Enter the name")}
    )
    country = forms.ChoiceField(
        label=_l("Country"),
        choices=lambda: [("", _l("Choose one")), *places.countries()],
        help_text=_l("Where the work is done"),
        error_messages={"required": _l("Choose the country")},
    )
    registration_number = forms.CharField(label=_l("Registration number"), max_length=60, required=False)
    key_person = forms.CharField(
        label=_l("Who owns or leads it"), max_length=150, required=False, help_text=_l("One name, if you know it")
    )
    work = forms.CharField(
        label=_l("What they do"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _l("Say in a sentence what they do")},
    )
    parent = forms.ModelChoiceField(
        label=_l("Who hired them"),
        queryset=SubSupplier.objects.none(),
        required=False,
        empty_label=_l("My company, directly"),
    )
    engagement = forms.ModelChoiceField(
        label=_l("On which work for us"),
        queryset=Engagement.objects.none(),
        required=False,
        empty_label=_l("All of it"),
    )
    reaches = forms.TypedChoiceField(
        label=_l("Does our protected information reach them?"),
        choices=[("yes", _l("Yes")), ("no", _l("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text=_l("Drawings, code, samples, or what your people tell them of it"),
        error_messages={"required": _l("Say whether it reaches them")},
    )
    since = DateField(label=_l("Works for you since"))

    def __init__(self, *args, today: datetime.date, parents, works, **options):
        super().__init__(*args, **options)
        self.today = today
        self.fields["parent"].queryset = parents
        self.fields["engagement"].queryset = works

    def clean_since(self):
        since = self.cleaned_data["since"]
        if since and since > self.today + datetime.timedelta(days=366):
            raise forms.ValidationError(_("Choose a day within the next year"))
        return since


class CorrectionForm(SubSupplierForm):
    """The same by one of us, with a reason that the contacts read."""

    because = forms.CharField(
        label=_l("Why do we correct it?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("The subcontractor reads it"),
        error_messages={"required": _l("Say why")},
    )


class EndForm(forms.Form):
    last_on = DateField(label=_l("Last day"))
    because = forms.CharField(
        label=_l("Why does it end?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _l("Say why")},
    )

    def __init__(self, *args, today: datetime.date, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean_last_on(self):
        return _not_ahead(self.cleaned_data["last_on"], self.today)


class PassDownForm(forms.Form):
    """A statement, a file that shows it, or both."""

    on = DateField(label=_l("Since which day"))
    words = forms.CharField(
        label=_l("Your statement"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("Who agreed with whom, or who was trained in what. A file that shows it is enough, too"),
    )
    file = forms.FileField(
        label=_l("The document"),
        required=False,
        help_text=_l("PDF or a picture"),
        error_messages={"empty": _l("The file is empty. Choose another one")},
    )

    def __init__(self, *args, today: datetime.date, **options):
        super().__init__(*args, **options)
        self.today = today
        for name in ("words", "file"):
            self.fields[name].may_be_empty = True

    def clean_on(self):
        return _not_ahead(self.cleaned_data["on"], self.today)

    def clean(self):
        found = super().clean()
        if not found.get("words", "").strip() and not found.get("file") and "file" not in self.errors:
            self.add_error("words", _("State it, or choose the document that shows it"))
        return found


class DecisionForm(forms.Form):
    """`answer` is the button: approve or refuse. `seen`: the description that the page showed."""

    seen = forms.UUIDField(widget=forms.HiddenInput)
    because = forms.CharField(
        label=_l("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("The subcontractor reads it"),
        error_messages={"required": _l("Say why")},
    )


class LinkForm(forms.Form):
    firm = forms.ModelChoiceField(
        label=_l("Firm of our register"),
        queryset=Vendor.objects.none(),
        empty_label=_l("Choose one"),
        error_messages={"required": _l("Choose the firm")},
    )

    def __init__(self, *args, firms, **options):
        super().__init__(*args, **options)
        self.fields["firm"].queryset = firms


def _not_ahead(day: datetime.date, today: datetime.date) -> datetime.date:
    if day and day > today:
        raise forms.ValidationError(_("Choose today or an earlier day"))
    return day
