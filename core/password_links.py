"""With which link does somebody who forgot the password choose another?

allauth makes it, and it ends with the first password that is chosen, with the next sign-in, or after an hour. It is made
when the letter is, so that neither the queue nor the logs hold it, nor the database before it is used.
"""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from core.models import User


def address_of(user: User) -> str:
    """The whole link."""
    key = default_token_generator.make_token(user)
    return settings.ORIGIN + reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
