"""Who is to act in somebody's place, and why?"""

from django import forms
from django.utils.translation import gettext_lazy as _l

from agreements import table
from agreements.models import APPROVER, COMPANY, SUBCONTRACTOR, Seat
from core.models import User
from vendors.models import Person


class DelegateForm(forms.Form):
    email = forms.EmailField(
        label=_l("E-mail address of your colleague"), max_length=254,
        help_text=_l("Somebody of your own company who may sign for it and has an account here."),
        error_messages={"required": _l("Enter the address of your colleague")},
    )  # fmt: skip
    because = forms.CharField(
        label=_l("Why they and not you"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _l("Write down why they sign and not you")},
    )  # fmt: skip


class DelegationAnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=_l("Your answer"), widget=forms.RadioSelect,
        choices=[("approve", _l("Approve: they sign instead")), ("refuse", _l("Do not approve"))],
        error_messages={"required": _l("Choose an answer")},
    )  # fmt: skip
    because = forms.CharField(
        label=_l("Reason, where you do not approve"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self):
        said = super().clean()
        if said.get("answer") == "refuse" and not said.get("because", "").strip():
            self.add_error("because", _l("Write down why you do not approve; they are told"))
        return said


class ReplaceForm(forms.Form):
    """Of the side that the seat is on."""

    person = forms.ModelChoiceField(label=_l("Who takes it over"), queryset=Person.objects.none())
    user = forms.ModelChoiceField(label=_l("Who takes it over"), queryset=User.objects.none())
    because = forms.CharField(label=_l("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, seat: Seat, viewer):
        super().__init__(*args)
        is_ours = seat.user_id is not None or seat.role in (COMPANY, APPROVER)
        del self.fields["person" if is_ours else "user"]
        if is_ours:
            right = "agreements.countersign" if seat.role == COMPANY else "agreements.read"
            self.fields["user"].queryset = table.ours(right)
            self.fields["user"].label_from_instance = lambda user: user.name
        else:
            rows = Person.objects.visible_to(viewer).filter(vendor=seat.vendor_id, departed_at=None).exclude(user=None)
            wanted = rows.filter(is_signatory=True) if seat.role == SUBCONTRACTOR else rows
            self.fields["person"].queryset = wanted.order_by("name")

    def holder(self):
        return self.cleaned_data.get("person") or self.cleaned_data["user"]
