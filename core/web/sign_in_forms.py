"""What is asked at sign-in? allauth's forms, in our words."""

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _l


class LoginForm(allauth.LoginForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["login"].label = _l("E-mail")


class ResetPasswordForm(allauth.ResetPasswordForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["email"].label = _l("E-mail")
