"""What does the ground ask of everybody who signs in? A second factor, before something needs it."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from core.actors import Actor
from core.database import context
from core.database.roles import GATE
from core.web.todo import Todo


def portal_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    return _second_factor(viewer, _("2 minutes. You need it to sign, and nobody else can sign in as you"))


def desk_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    return _second_factor(viewer, _("2 minutes. You need it to sign, approve and decide"))


def _second_factor(viewer: Actor, hint: str) -> list[Todo]:
    """The task while the account has no passkey and no authenticator app. Factors are the gate's to see."""
    with context.role(GATE):
        has_one = viewer.user.authenticator_set.filter(type__in=["totp", "webauthn"]).exists()
    if has_one:
        return []
    title = _("Set up a passkey or an authenticator app")
    url = reverse("mfa_index")
    return [Todo(key="second-factor", title=title, hint=hint, url=url, kind="account", consequence=2)]
