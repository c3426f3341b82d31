"""What is typed about a person, and by the invited about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _l

from core.models import User
from core.web.two_hands import TwoHands
from core.web.widgets import DateField
from vendors.models import Engagement, Person


class PersonForm(TwoHands, forms.ModelForm):
    starts_on = DateField(label=_l("First day"))
    ends_on = DateField(label=_l("Last day"), help_text=_l("Everybody has one; move it when it changes"))

    class Meta:
        model = Person
        fields = [
            "name",
            "email",
            "job_title",
            "site",
            "starts_on",
            "ends_on",
            "sponsor",
            "is_worker",
            "is_contact",
            "is_signatory",
        ]
        labels = {
            "name": _l("Name"),
            "email": _l("E-mail"),
            "job_title": _l("Job"),
            "site": _l("Site"),
            "sponsor": _l("Sponsor"),
            "is_worker": _l("Works with our information"),
            "is_contact": _l("Is a contact of the company"),
            "is_signatory": _l("May sign for the company"),
        }
        help_texts = {"sponsor": _l("Who of our staff answers for this person")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["sponsor"].queryset = User.objects.filter(is_staff=True, is_active=True).order_by("name")
        self.fields["sponsor"].required = False

    def clean(self):
        found = super().clean()
        if found.get("starts_on") and found.get("ends_on") and found["ends_on"] < found["starts_on"]:
            self.add_error("ends_on", _l("Enter a last day that is not before the first day"))
        return found

    def _post_clean(self):
        """Forms here never touch the row; actions write and constraints are theirs to meet."""


class DepartureForm(forms.Form):
    last_on = DateField(
        label=_l("Last day"), required=False, help_text=_l("Empty: now. Today or earlier closes everything at once")
    )
    because = forms.CharField(
        label=_l("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _l("Say why")},
    )


def _whole(sentence) -> dict:
    """The same words for a date that is missing and for one that is half there."""
    return {"required": sentence, "incomplete": sentence}


class EngagementForm(TwoHands, forms.Form):
    title = forms.CharField(label=_l("Title"), max_length=200, error_messages={"required": _l("Enter a title")})
    purpose = forms.CharField(
        label=_l("Purpose"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    starts_on = DateField(label=_l("Starts"), error_messages=_whole(_l("Enter day, month and year of the start")))
    ends_on = DateField(
        label=_l("Ends"),
        error_messages=_whole(_l("Enter day, month and year of the end")),
        help_text=_l("Its end starts the offboarding of those who work on nothing else"),
    )
    sponsor = forms.ModelChoiceField(label=_l("Sponsor"), queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, **options)
        self.fields["sponsor"].queryset = User.objects.filter(is_staff=True, is_active=True).order_by("name")
        self.fields["sponsor"].initial = viewer.user

    def clean(self):
        found = super().clean()
        if found.get("starts_on") and found.get("ends_on") and found["ends_on"] < found["starts_on"]:
            self.add_error("ends_on", _l("Enter an end that is not before the start"))
        return found


class JoinForm(forms.Form):
    person = forms.ModelMultipleChoiceField(
        label=_l("People"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _l("Choose at least one person")},
    )

    def __init__(self, engagement: Engagement, *args, **options):
        super().__init__(*args, **options)
        here = Person.objects.filter(vendor=engagement.vendor_id, departed_at=None)
        self.fields["person"].queryset = here.exclude(pk__in=engagement.people.values("pk")).order_by("name")


class ReadForm(forms.Form):
    """The tick below the expectations sheet."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)
    read = forms.BooleanField(error_messages={"required": _l("Tick the box when you have read the sheet")})

    def __init__(self, *args, words: str, **options):
        super().__init__(*args, **options)
        self.fields["read"].label = words
