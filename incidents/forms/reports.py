"""What is asked of who reports an incident? Three short steps; nobody has to be sure. They never save."""

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from access.models import Document
from core import limits
from core.web.widgets import LongText
from incidents.receipt_codes import new_secret
from vendors.models import Person

NOT_SURE = "not-sure"
_signer = signing.Signer(salt="incidents.report")


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
    what = LongText(_l("In your own words"), missing=_l("Tell in a sentence what happened"))

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
    others = LongText(
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


class SecretWhatForm(WhatForm):
    """Step 1 without a name. What the receipt code follows from travels along, signed: only one that we made gives a code."""

    draft = forms.CharField(widget=forms.HiddenInput, required=False, initial=lambda: _signer.sign(new_secret()))

    def clean_draft(self) -> str:
        try:
            return _signer.unsign(self.cleaned_data["draft"])
        except signing.BadSignature:
            return new_secret()


class AboutForm(forms.Form):
    """Step 2 without a name, in the reporter's own words: whom we work with is not told here."""

    firm_said = forms.CharField(
        label=_l("Which company is it about?"), max_length=200, required=False, help_text=_l("As you know it")
    )
    noticed = forms.CharField(
        label=_l("When was it, or when did you notice it?"),
        max_length=200,
        required=False,
        help_text=_l("Roughly is enough, and safer for you, for example: early last week"),
    )
    place = forms.CharField(
        label=_l("Where was it?"), max_length=200, required=False, help_text=_l("A place, a system or a folder")
    )
    others = LongText(
        _l("Who or what is concerned?"),
        rows=3,
        required=False,
        help_text=_l("People by their part, if that is enough. Leave yourself out."),
    )


class SmallFile(forms.FileField):
    """Of somebody without a name, who may be anybody."""

    def validate(self, value):
        super().validate(value)
        if value and value.size > limits.REPORTERS_FILE_BYTES:
            most = limits.REPORTERS_FILE_BYTES // 1024**2
            raise forms.ValidationError(_("The selected file must be smaller than %(most)d MB") % {"most": most})


TRACES = _l(
    "Files tell on you: a photo holds the place and the telephone, a document the name of its author, and the file's own "
    "name is kept too. We keep it as it comes. Take a picture of it, or say in words what it shows, where that is safer."
)


class SendForm(forms.Form):
    """Step 3 without a name."""

    file = SmallFile(label=_l("A file that shows it"), required=False, help_text=TRACES)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_l("Your receipt code"),
        max_length=60,
        help_text=_l("Four groups of five, for example K7QM2-…; small letters and blanks are all right"),
        error_messages={"required": _l("Enter the code that you were given")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class AnswerForm(forms.Form):
    """More from a reporter without a name. `key` tells a second press from the same words said twice."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=60, required=False, initial=new_secret)
    text = LongText(_l("Write to those who look into it"), rows=4, required=False)
    file = SmallFile(label=_l("Add a file"), required=False, help_text=TRACES)

    def clean(self):
        given = super().clean()
        if not self.errors and not given.get("text") and not given.get("file"):
            self.add_error("text", _l("Write something, or choose a file"))
        return given
