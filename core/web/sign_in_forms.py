"""What is asked at sign-in? allauth's forms, in our words."""

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _l

from core.web import sign_in


class LoginForm(allauth.LoginForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["login"].label = _l("E-mail")


class ResetPasswordForm(allauth.ResetPasswordForm):
    """Leaves allauth's own way of sending aside, which takes longer for an address that has an account."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["email"].label = _l("E-mail")

    def save(self, request, **options) -> str:
        sign_in.ask_for_password(request, self.cleaned_data["email"])
        return self.cleaned_data["email"]
