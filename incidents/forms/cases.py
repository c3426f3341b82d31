"""What is asked of who looks into a case? They never save."""

from django import forms
from django.utils.translation import gettext_lazy as _l

from access.models import Asset
from core.models import User
from core.web.two_hands import TwoHands
from core.web.widgets import LongText, MomentField
from incidents.models import Case
from incidents.models.case import SEVERITIES
from vendors.models import Person


class WeighForm(TwoHands, forms.Form):
    categories = forms.MultipleChoiceField(
        label=_l("What it is"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_l("None means not sure")
    )
    severity = forms.ChoiceField(label=_l("How grave"), choices=SEVERITIES)
    because = LongText(_l("Reason"), rows=2, missing=_l("Give a reason"))

    def __init__(self, *args, playbook, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = [(entry["id"], entry["title"]) for entry in playbook.content["categories"]]


class EntryForm(forms.Form):
    KINDS = [("note", _l("Note")), ("fact", _l("Fact")), ("decision", _l("Decision")), ("step", _l("Step taken"))]

    kind = forms.ChoiceField(label=_l("Kind"), choices=KINDS)
    text = LongText(_l("What happened or was done"), missing=_l("Write what happened or was done"))
    happened_at = MomentField(label=_l("When it happened"), required=False, help_text=_l("Leave empty for now"))


class QuestionForm(forms.Form):
    text = LongText(
        _l("To the anonymous reporter"),
        missing=_l("Write what you want to know or to say"),
        help_text=_l("They read it when they come back with their code. Do not ask who they are."),
    )


class CorrectionForm(forms.Form):
    text = LongText(_l("How it should read"), missing=_l("Write how it should read"))
    happened_at = MomentField(
        label=_l("When it happened"), required=False, help_text=_l("Leave empty where that was right")
    )
    because = LongText(
        _l("Why it is corrected"),
        rows=2,
        missing=_l("Give a reason"),
        help_text=_l("The old line stays, struck through"),
    )


class ReasonForm(forms.Form):
    because = LongText(_l("Reason"), rows=2, missing=_l("Give a reason"))


class ConclusionForm(forms.Form):
    conclusion = LongText(_l("Conclusion"), rows=4, missing=_l("Write what came out of it"))
    told = LongText(
        _l("What the anonymous reporter is told"),
        missing=_l("Write what the reporter may know, even where that is little"),
        help_text=_l("They read this, and not the conclusion, when they come back with their code"),
    )

    def __init__(self, *args, is_anonymous: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_anonymous:
            del self.fields["told"]


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
