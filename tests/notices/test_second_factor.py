"""Is everybody asked to set up a second factor, until there is one?"""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from core.database import context
from core.database.roles import GATE
from tests import make

pytestmark = pytest.mark.django_db
TITLE = "Set up a passkey or an authenticator app"


def pages(client, officer, contact) -> list[str]:
    found = []
    for user, page in [(officer.user, "today"), (contact.user, "your_tasks")]:
        client.force_login(user)
        found.append(client.get(reverse(page)).text)
    return found


def test_the_task_stands_until_there_is_a_factor(client):
    officer, contact = make.officer(), make.contact(make.vendor())
    for page in pages(client, officer, contact):
        assert TITLE in page and reverse("mfa_index") in page
    with context.role(GATE):
        for user in (officer.user, contact.user):
            Authenticator.objects.create(user=user, type="totp", data={})
    assert not any(TITLE in page for page in pages(client, officer, contact))
