"""Keep the accounts of staff: invite, give roles, close, open again, take factors away. Always somebody else's."""

import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from core import events, policies, staff_links
from core.actions import accounts
from core.actors import Actor
from core.models import Organisation, User
from core.refusals import NotNow
from core.roles import ROLES


def invite(email: str, *, name: str, roles: list[str], by: Actor, at: datetime.datetime, because: str) -> User:
    """An account without a password; the link to choose one follows by mail. Raises NotAllowed, NotNow."""
    policies.check_can_give_roles(by, User(email=email), roles)
    said = {"invited_at": at, "time_zone": Organisation.current().time_zone}
    return accounts.make_staff(email, None, name=name, roles=roles, because=because, by=by, at=at, **said)


def invite_again(user: User, *, by: Actor, at: datetime.datetime) -> User:
    """A new link to the same address; the older one is dead. Raises NotAllowed; NotNow for who is in, or shut out."""
    policies.check_can_keep_account(by, user)
    user = _locked(user)
    if not user.is_invited or not user.is_active:
        raise NotNow(_("%(name)s needs no invitation.") % {"name": user.name})
    user.invited_at = at
    user.save(update_fields=["invited_at"])
    events.record("user.invited-again", user, by=by, at=at)
    return user


def join(user: User, token: str, *, password: str, at: datetime.datetime, by: Actor, **said) -> User:
    """The invited chooses a password, and says name, language and zone. Raises NotNow for a link that is over."""
    user = _locked(user)
    if not staff_links.opens(user, token, at=at):
        raise NotNow(_("This link was used already or has run out."))
    user.set_password(password)
    for name, value in said.items():
        setattr(user, name, value)
    user.save(update_fields=["password", *said])
    own = Actor(kind="staff", label=user.name, user=user, door=by.door, address=by.address)
    events.record("user.joined", user, by=own, at=at)
    return user


def give_roles(user: User, roles: list[str], *, by: Actor, at: datetime.datetime, because: str) -> User:
    """These roles and no others, from the next request on. The same again records nothing. Raises NotAllowed, NotNow."""
    _hold_the_keepers()
    policies.check_can_give_roles(by, user, roles)
    user = _locked(user)
    before = sorted(user.groups.values_list("name", flat=True))
    if before == sorted(roles):
        return user
    user.groups.set(Group.objects.filter(name__in=roles))
    said = {"before": before, "after": sorted(roles)}
    events.record("user.role-changed", user, by=by, at=at, because=because, words=_named(roles), **said)
    return user


def close(user: User, *, by: Actor, at: datetime.datetime, because: str) -> User:
    """Nobody signs in with it any more, and who is signed in is out at once. Raises NotAllowed, NotNow."""
    _hold_the_keepers()
    policies.check_can_close_account(by, user)
    return accounts.disable(_locked(user), by=by, at=at, because=because)


def reopen(user: User, *, by: Actor, at: datetime.datetime, because: str) -> User:
    """As it was, with the roles that it had. Repeating it records nothing. Raises NotAllowed."""
    policies.check_can_keep_account(by, user)
    user = _locked(user)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        events.record("user.enabled", user, by=by, at=at, because=because)
    return user


def end_sessions(user: User, *, by: Actor, at: datetime.datetime) -> int:
    """Signed out everywhere. Returns how many there were. Raises NotAllowed."""
    policies.check_can_keep_account(by, user)
    return accounts.end_sessions(user, by=by, at=at)


def remove_factors(user: User, *, by: Actor, at: datetime.datetime, because: str) -> User:
    """For a lost phone: passkeys, app and spare codes go, and every session. Raises NotAllowed; NotNow where there are none."""
    policies.check_can_keep_account(by, user)
    user = _locked(user)
    kinds = sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    if not kinds:
        raise NotNow(_("%(name)s has no second factor.") % {"name": user.name})
    Authenticator.objects.filter(user=user).delete()
    done = events.record("user.factors-removed", user, by=by, at=at, because=because, factors=kinds, done_at=at)
    accounts.end_sessions(user, by=by, at=at, cause=done)
    return user


def _locked(user: User) -> User:
    return User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _hold_the_keepers() -> None:
    """Two administrators who close each other's account at once come one after the other."""
    list(Group.objects.select_for_update(no_key=True).filter(name="administrator"))


def _named(roles) -> str:
    return ", ".join(str(ROLES[key].name) for key in sorted(roles))
