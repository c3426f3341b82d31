"""With which link does somebody who was invited to the desk choose the first password?

It follows from the account, from the moment of the newest invitation and from the installation's secret key: nothing of
it is kept, a newer one ends the older, and once a password is chosen none works any more.
"""

import base64
import datetime
import secrets

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from core.models import User

HOLDS = datetime.timedelta(days=7)


def address_of(user: User) -> str:
    """The whole link; the page of sign-in for who needs none any more."""
    path = reverse("staff_start", args=[user.pk, token_of(user)]) if user.is_invited else settings.LOGIN_URL
    return settings.ORIGIN + path


def token_of(user: User) -> str:
    """43 characters, 256 bits."""
    made = salted_hmac("core.staff-start", f"{user.pk} {over_at(user).isoformat()}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def over_at(user: User) -> datetime.datetime:
    """When the newest link runs out. Raises ValueError for who was never invited."""
    if user.invited_at is None:
        raise ValueError("this account was not made by an invitation")
    return user.invited_at + HOLDS


def opens(user: User | None, token: str, *, at: datetime.datetime) -> bool:
    """Does this link let its bearer choose the password of this account now?"""
    if user is None or not user.is_active or not user.is_invited or at >= over_at(user):
        return False
    return secrets.compare_digest(token.encode(), token_of(user).encode())
