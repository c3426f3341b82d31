"""What is asked of who reports an incident, and of who looks into it? They never save."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from access.models import Asset, Document
from core.models import User
from core.web.two_hands import TwoHands
from incidents.models import Case
from incidents.models.case import SEVERITIES
from vendors.models import Person

NOT_SURE = "not-sure"
_MOMENT = "%Y-%m-%dT%H:%M"


def _text(label, *, rows=3, required=True, missing="", **options) -> forms.CharField:
    messages = {"required": missing} if missing else {}
    return forms.CharField(
        label=label,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages=messages,
        **options,
    )


def _moment(label, **options) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT), **options
    )


class CategoryChoice(forms.RadioSelect):
    """Each category with its examples below it."""

    examples: dict[str, str] = {}

    def create_option(self, name, value, *args, **kwargs):
        return {**super().create_option(name, value, *args, **kwargs), "hint": self.examples.get(str(value), "")}


class WhatForm(forms.Form):
    """Step 1 of a report."""

    category = forms.ChoiceField(
        label=_l("What happened?"),
        widget=CategoryChoice,
        error_messages={"required": _l("Choose what happened, or that you are not sure")},
    )
    what = _text(_l("In your own words"), missing=_l("Tell in a sentence what happened"))

    def __init__(self, *args, playbook, **kwargs):
        super().__init__(*args, **kwargs)
        categories = playbook.content["categories"]
        self.fields["category"].choices = [
            *((entry["id"], entry["title"]) for entry in categories),
            (NOT_SURE, _l("I am not sure")),
        ]
        self.fields["category"].widget.examples = {entry["id"]: "; ".join(entry["examples"]) for entry in categories}

    @property
    def categories(self) -> list[str]:
        chosen = self.cleaned_data["category"]
        return [] if chosen == NOT_SURE else [chosen]


class WhoForm(forms.Form):
    """Step 2: people and documents that the viewer may see; anything else in words."""

    people = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=_l("Who is concerned?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    documents = forms.ModelMultipleChoiceField(
        Document.objects.none(),
        label=_l("Which documents are concerned?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = _text(
        _l("Other people or things"),
        rows=2,
        required=False,
        help_text=_l("For example a device, a company or a folder"),
    )

    def __init__(self, *args, viewer, vendor_id, **kwargs):
        super().__init__(*args, **kwargs)
        people = Person.objects.visible_to(viewer).filter(vendor_id=vendor_id, departed_at=None)
        offered = Document.objects.visible_to(viewer).filter(asset__offers__vendor_id=vendor_id).distinct()
        self.fields["people"].queryset = people.order_by("name")
        self.fields["documents"].queryset = offered.order_by("title")


class WhenForm(forms.Form):
    """Step 3."""

    noticed = forms.CharField(
        label=_l("When did you notice it?"),
        max_length=200,
        required=False,
        help_text=_l("Roughly is enough, for example: this morning around nine. Leave it empty if you are not sure."),
    )
    reach = forms.CharField(
        label=_l("How do we reach you?"), max_length=200, required=False, help_text=_l("Telephone or mail, and when")
    )
    file = forms.FileField(label=_l("A file that shows it"), required=False)


class AddFileForm(forms.Form):
    file = forms.FileField(label=_l("Add a file"), error_messages={"required": _l("Choose a file")})


class WeighForm(TwoHands, forms.Form):
    categories = forms.MultipleChoiceField(
        label=_l("What it is"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_l("None means not sure")
    )
    severity = forms.ChoiceField(label=_l("How grave"), choices=SEVERITIES)
    because = _text(_l("Reason"), rows=2, missing=_l("Give a reason"))

    def __init__(self, *args, playbook, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = [(entry["id"], entry["title"]) for entry in playbook.content["categories"]]


class EntryForm(forms.Form):
    KINDS = [("note", _l("Note")), ("fact", _l("Fact")), ("decision", _l("Decision")), ("step", _l("Step taken"))]

    kind = forms.ChoiceField(label=_l("Kind"), choices=KINDS)
    text = _text(_l("What happened or was done"), missing=_l("Write what happened or was done"))
    happened_at = _moment(_l("When it happened"), required=False, help_text=_l("Leave empty for now"))


class CorrectionForm(forms.Form):
    text = _text(_l("How it should read"), missing=_l("Write how it should read"))
    happened_at = _moment(_l("When it happened"), required=False, help_text=_l("Leave empty where that was right"))
    because = _text(
        _l("Why it is corrected"),
        rows=2,
        missing=_l("Give a reason"),
        help_text=_l("The old line stays, struck through"),
    )


class ReasonForm(forms.Form):
    because = _text(_l("Reason"), rows=2, missing=_l("Give a reason"))


class ConclusionForm(forms.Form):
    conclusion = _text(_l("Conclusion"), rows=4, missing=_l("Write what came out of it"))


class ConcernedForm(forms.Form):
    """One more person or asset that the case is about."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_l("Person"), required=False, empty_label=_l("Nobody"))
    asset = forms.ModelChoiceField(
        Asset.objects.none(), label=_l("Information"), required=False, empty_label=_l("None")
    )

    def __init__(self, *args, case: Case, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = (
            Person.objects.visible_to(viewer).filter(vendor_id=case.vendor_id).order_by("name")
        )
        offered = Asset.objects.visible_to(viewer).filter(offers__vendor_id=case.vendor_id).distinct()
        self.fields["asset"].queryset = offered.order_by("name")

    def clean(self):
        given = super().clean()
        if not given.get("person") and not given.get("asset"):
            raise forms.ValidationError(_l("Choose a person or information"))
        return given


class ContributorForm(forms.Form):
    user = forms.ModelChoiceField(
        User.objects.none(), label=_l("Account"), error_messages={"required": _l("Choose an account")}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(is_staff=True, is_active=True).order_by("name")


class IntakeForm(forms.Form):
    title = forms.CharField(label=_l("What it is"), max_length=200, error_messages={"required": _l("Say what it is")})
    method = forms.ChoiceField(label=_l("How it came in"))
    source = forms.CharField(
        label=_l("Where it was found"), max_length=300, error_messages={"required": _l("Say where it was found")}
    )
    acquired_at = _moment(_l("When it was acquired"), error_messages={"required": _l("Enter when it was acquired")})
    acquired_by = forms.CharField(
        label=_l("Who acquired it"), max_length=150, error_messages={"required": _l("Say who acquired it")}
    )
    file = forms.FileField(label=_l("File"), required=False, help_text=_l("Hashed twice on receipt and never changed"))
    place = forms.CharField(label=_l("Where it is kept"), max_length=200, required=False)
    seal = forms.CharField(
        label=_l("Number of the seal"),
        max_length=60,
        required=False,
        help_text=_l("Needed for a thing that is no file"),
    )
    note = _text(_l("Remarks"), rows=2, required=False)

    def __init__(self, *args, playbook, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["method"].choices = [(way["id"], way["title"]) for way in playbook.content["intake"]]
        self.fields["acquired_at"].help_text = _("In your own time zone, %(zone)s") % {
            "zone": timezone.get_current_timezone_name()
        }

    def clean_acquired_at(self):
        acquired_at = self.cleaned_data["acquired_at"]
        if acquired_at > self.at:
            raise forms.ValidationError(_("Enter a moment that has passed; it was acquired before it is taken in"))
        return acquired_at

    def clean(self):
        given = super().clean()
        if not given.get("file") and not given.get("seal") and "file" not in self.errors:
            self.add_error("file", _l("Choose a file, or give the number of the seal of a thing"))
        return given


class TransferForm(forms.Form):
    released_by = forms.CharField(
        label=_l("Released by"), max_length=150, error_messages={"required": _l("Say who released it")}
    )
    received_by = forms.CharField(
        label=_l("Received by"), max_length=150, error_messages={"required": _l("Say who received it")}
    )
    purpose = forms.CharField(label=_l("Purpose"), max_length=300, error_messages={"required": _l("Say what for")})
    place = forms.CharField(label=_l("Where it is kept from now on"), max_length=200, required=False)
    seal = forms.CharField(label=_l("New seal"), max_length=60, required=False)


class PurposeForm(forms.Form):
    purpose = forms.CharField(
        label=_l("What is the copy for?"), max_length=300, error_messages={"required": _l("Say what the copy is for")}
    )
