"""Validating input; never saving."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core.web.widgets import DateField
from vendors.models import Person, Vendor


class AssignForm(forms.Form):
    """Everyone of one subcontractor, or some of its people."""

    vendor = forms.ModelChoiceField(
        Vendor.objects.none(), label=_l("Subcontractor"), error_messages={"required": _l("Choose the subcontractor")}
    )
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=_l("People"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_l("Nobody chosen: everyone of the subcontractor"),
    )
    due_on = DateField(label=_l("Due"), error_messages={"required": _l("Enter the last day for it")})
    because = forms.CharField(label=_l("Reason, shown to the people"), max_length=300, required=False)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["vendor"].queryset = Vendor.objects.visible_to(viewer).exclude(status="archived").order_by("name")
        self.fields["people"].queryset = (
            Person.objects.visible_to(viewer)
            .filter(departed_at=None, is_worker=True)
            .select_related("vendor")
            .order_by("vendor__name", "name")
        )
        self.fields["vendor"].label_from_instance = lambda vendor: f"{vendor.name}, {vendor.reference}"
        self.fields["people"].label_from_instance = _with_firm

    def clean(self):
        """People of another subcontractor than the chosen one are a slip of the hand; so is a firm without people."""
        given = super().clean()
        vendor, people = given.get("vendor"), given.get("people")
        if vendor and people and any(person.vendor_id != vendor.pk for person in people):
            self.add_error("people", _l("Choose people of this subcontractor only"))
        elif vendor and not people and not self._everyone(vendor).exists():
            self.add_error("vendor", _l("Nobody works for this subcontractor yet"))
        return given

    def chosen(self) -> list:
        """The people to assign it to."""
        return list(self.cleaned_data["people"] or self._everyone(self.cleaned_data["vendor"]))

    @staticmethod
    def _everyone(vendor: Vendor):
        return Person.objects.filter(vendor=vendor, departed_at=None, is_worker=True)


def _with_firm(person: Person) -> str:
    return f"{person.name}, {person.vendor.name} ({person.vendor.reference})"


class ReasonForm(forms.Form):
    because = forms.CharField(label=_l("Reason"), max_length=300, error_messages={"required": _l("Give a reason")})


class QuizForm(forms.Form):
    """One field a drawn question, in the drawn order."""

    def __init__(self, *args, questions: list[dict], **kwargs):
        super().__init__(*args, **kwargs)
        for number, question in enumerate(questions, start=1):
            self.fields[question["id"]] = _field(question, number)

    def answers(self) -> dict[str, list[str]]:
        return {name: value if isinstance(value, list) else [value] for name, value in self.cleaned_data.items()}


def _field(question: dict, number: int) -> forms.Field:
    choices = [(option["id"], option["text"]) for option in question["options"]]
    said = {
        "required": _("Question %(number)d: choose an answer") % {"number": number},
        "invalid_choice": _("Question %(number)d: choose one of the answers") % {"number": number},
    }
    label = f"{number}. {question['text']}"
    if question["type"] == "multiple":
        return forms.MultipleChoiceField(
            label=label,
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages=said,
            help_text=_l("Choose all that are right"),
        )
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=said)
