"""How do people get in? allauth does it; these adapters close sign-up, keep the demo simple and write the trail."""

from contextlib import contextmanager

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import (
    authentication_step_completed,
    password_changed,
    password_reset,
    password_set,
    user_logged_in,
    user_logged_out,
)
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core import clock, events
from core.actors import Actor
from core.database import context
from core.database.roles import GATE
from core.web import browsers, devices


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _l(
            "The e-mail address and the password do not go together. Check both, or get a new password by the link below."
        ),
        "too_many_login_attempts": _l(
            "Sign-in with this address is closed for 15 minutes, because a wrong password was sent too often. If that was "
            "not you, your password still holds. A passkey, or a new password by the link below, lets you in at once."
        ),
        "rate_limited": _l("Too many tries from here. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request):
        return False  # accounts come from invitations, from the HR feed and from administrators

    def get_login_redirect_url(self, request):
        return "/desk/" if request.user.is_staff else "/portal/"

    def get_logout_redirect_url(self, request):
        return settings.LOGIN_URL

    def authentication_failed(self, request, **credentials):
        super().authentication_failed(request, **credentials)
        _record(request, "user.sign-in-failed", None)


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _l(
            "This code is not right. Enter the newest one that your authenticator app shows; each works once. "
            "If it stays wrong, check that the clock of your phone is set by the network."
        ),
    }

    def is_mfa_enabled(self, user, types=None):
        """Demo accounts sign in with the password alone; step-up still asks for the second factor."""
        from allauth.core import context as of_allauth

        request = of_allauth.request
        if getattr(user, "is_demo", False) and request is not None and request.path == settings.LOGIN_URL:
            return False
        return super().is_mfa_enabled(user, types)

    def generate_authenticator_name(self, user, type):
        count = user.authenticator_set.filter(type=type).count()
        return _("Passkey %(number)d") % {"number": count + 1} if count else _("Passkey")

    def encrypt(self, text):
        from core import secrets_at_rest

        return secrets_at_rest.protect(text)

    def decrypt(self, encrypted_text):
        from core import secrets_at_rest

        return secrets_at_rest.reveal(encrypted_text)


# allauth announces its deeds by signals only; these receivers write the trail and change nothing.
@receiver(user_logged_in)
def signed_in(request, user, response, is_account_new=False, **kwargs):
    with _at_the_gate(request, user) as (by, at):
        events.record("user.signed-in", user, by=by, at=at, address=by.address)
        browsers.note(request, response, user, by=by, at=at, is_told=not is_account_new)


@receiver(user_logged_out)
def signed_out(request, user, **kwargs):
    if user is not None:
        _record(request, "user.signed-out", user)


@receiver(authentication_step_completed)
def confirmed(request, user, method, **kwargs):
    """A step of signing in is told by what it leads to; a confirmation of somebody who is signed in stands for itself."""
    viewer = getattr(request, "viewer", None)
    if kwargs.get("reauthenticated") and viewer is not None and viewer.user == user:
        _record(request, "user.confirmed", user, method=kwargs.get("type") or method)


@receiver(authenticator_added)
def factor_added(request, user, authenticator, **kwargs):
    """The spare codes come by themselves with the first factor, or anew when somebody asks for them."""
    is_spare = authenticator.type == "recovery_codes"
    _record(request, "user.codes-made" if is_spare else "user.factor-added", user, **_of(authenticator, request))


@receiver(authenticator_reset)
def factor_made_anew(request, user, authenticator, **kwargs):
    _record(request, "user.codes-made", user, **_of(authenticator, request))


@receiver(authenticator_removed)
def factor_removed(request, user, authenticator, **kwargs):
    _record(request, "user.factor-removed", user, **_of(authenticator, request))


@receiver([password_changed, password_reset, password_set])
def password_is_new(request, user, **kwargs):
    _record(request, "user.password-changed", user, browser=_browser(request), done_at=clock.now())


def ask_for_password(request, email: str) -> None:
    """The same steps whether or not there is an account: who has one is looked up by the worker that tells of it."""
    _record(request, "user.password-asked", None, email=email, browser=_browser(request), done_at=clock.now())


def _of(authenticator, request) -> dict:
    return {"factor": authenticator.type, "browser": _browser(request), "done_at": clock.now()}


def _browser(request) -> str:
    return devices.described(request.headers.get("User-Agent", "")).name


def _record(request, name, user, **data):
    with _at_the_gate(request, user) as (by, at):
        events.record(name, user, by=by, at=at, address=by.address, **data)


@contextmanager
def _at_the_gate(request, user):
    """Some of these signals come when the transaction of the request, and its role, are over."""
    kind = "stranger" if user is None else "staff" if user.is_staff else "person"
    by = Actor(
        kind=kind,
        label=user.name if user else "",
        user=user,
        door="sign-in",
        address=request.META.get("REMOTE_ADDR", ""),
    )
    with transaction.atomic(), context.role(GATE):
        yield by, clock.now()
