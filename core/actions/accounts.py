"""Make, change and close accounts; end sessions."""

import datetime

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from core import events
from core.actors import Actor
from core.models import Session, User
from core.refusals import NotNow
from core.roles import ROLES


def make_staff(
    email: str,
    password: str | None,
    *,
    name: str,
    roles: list[str],
    by: Actor,
    at: datetime.datetime,
    because: str = "",
    **fields,
) -> User:
    """A member of staff with these roles (core/roles.py). Raises NotNow for an address that has an account."""
    if User.objects.filter(email__iexact=email).exists():
        raise NotNow(_("%(email)s has an account already.") % {"email": email})
    user = User.objects.create_user(email, password, name=name, is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name__in=roles))
    words = ", ".join(str(ROLES[key].name) for key in sorted(roles))
    events.record("user.invited", user, by=by, at=at, because=because, roles=sorted(roles), words=words)
    return user


def keep_settings(user: User, values: dict, *, by: Actor, at: datetime.datetime) -> None:
    """Comfort, which no rule reads, and the name, which does: people sign with it, so its change is an event."""
    before = user.name
    for name, value in values.items():
        setattr(user, name, value)
    user.save(update_fields=list(values))
    if user.name != before:
        events.record("user.renamed", user, by=by, at=at, before=before, after=user.name)


def end_sessions(user: User, *, by: Actor, at: datetime.datetime, but: str | None = None, cause=None) -> int:
    """End this account's sessions, all or all but one. Returns how many. They are dead at the next request."""
    ended, _rows = Session.objects.filter(user=user).exclude(session_key=but).delete()
    if ended:
        events.record("session.ended", user, by=by, at=at, cause=cause, count=ended)
    return ended


def end_session(user: User, handle: str, *, by: Actor, at: datetime.datetime) -> bool:
    """End the one session that a page called by this handle. False where there is none of this account any more."""
    key = next((row.session_key for row in Session.objects.filter(user=user) if row.handle == handle), None)
    if key is None or not Session.objects.filter(user=user, session_key=key).delete()[0]:
        return False
    events.record("session.ended", user, by=by, at=at, count=1)
    return True


def disable(user: User, *, by: Actor, at: datetime.datetime, because: str, cause=None) -> User:
    """Close the account and end its sessions. Repeating it records nothing."""
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])
        events.record("user.disabled", user, by=by, at=at, because=because, cause=cause)
        end_sessions(user, by=by, at=at, cause=cause)
    return user
