"""What is asked when an account of staff is made or changed?"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core.models import User
from core.roles import ROLES
from core.web.two_hands import TwoHands
from core.web.widgets import ExplainedTicks


class ReasonForm(forms.Form):
    """A typed reason, which the audit log keeps."""

    because = forms.CharField(
        label=_l("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _l("Give a reason")},
    )


class RolesField(forms.MultipleChoiceField):
    """Each role with what it is for."""

    def __init__(self, **options):
        super().__init__(
            label=_l("Roles"),
            choices=[(role.key, role.name) for role in ROLES.values()],
            widget=ExplainedTicks(hints={role.key: role.what for role in ROLES.values()}),
            error_messages={"required": _l("Choose a role")},
            **options,
        )


class InviteForm(forms.Form):
    name = forms.CharField(
        label=_l("Name"), max_length=150, error_messages={"required": _l("Enter the name of the person")}
    )
    email = forms.EmailField(
        label=_l("Mail address"),
        max_length=254,
        help_text=_l("The link goes to it, and they sign in with it"),
        error_messages={
            "required": _l("Enter the mail address"),
            "invalid": _l("Enter a mail address like name@company.example"),
        },
    )
    roles = RolesField()
    because = ReasonForm.base_fields["because"]

    def clean_email(self):
        email = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("%(email)s has an account already") % {"email": email})
        return email


class GiveRolesForm(TwoHands, forms.Form):
    roles = RolesField()
    because = ReasonForm.base_fields["because"]
