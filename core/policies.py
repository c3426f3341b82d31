"""Who may do what on the ground floor?"""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.models import User
from core.refusals import NotAllowed, NotNow
from core.roles import ROLES, rights_of


def check_can_export(viewer: Actor) -> None:
    """Staff need the right; a subcontractor may always take its own rows with it."""
    if not can_export(viewer):
        raise NotAllowed(_("Your role does not include making exports."))


def can_export(viewer: Actor) -> bool:
    return viewer.may("exports.make") or viewer.is_person


def check_can_read_trail(viewer: Actor) -> None:
    if not viewer.may("trail.read"):
        raise NotAllowed(_("Reading the audit log needs a role that answers for it."))


def check_can_erase(viewer: Actor) -> None:
    """Personal words leave the trail by who answers for the law, never by who keeps the machine or did the deed."""
    if not can_erase(viewer):
        raise NotAllowed(_("Erasing personal detail is for legal counsel."))


def can_erase(viewer: Actor) -> bool:
    return viewer.may("trail.erase")


def check_can_keep_holds(viewer: Actor) -> None:
    if not viewer.may("holds.keep"):
        raise NotAllowed(_("Legal holds are for legal counsel and investigators."))


def check_can_keep_keys(viewer: Actor) -> None:
    if not viewer.may("keys.write"):
        raise NotAllowed(_("Your role does not include keeping API keys."))


def check_can_keep_settings(viewer: Actor) -> None:
    if not viewer.may("settings.write"):
        raise NotAllowed(_("The settings of the organisation are for administrators."))


def check_can_keep_accounts(viewer: Actor) -> None:
    if not viewer.may("users.write"):
        raise NotAllowed(_("Accounts of staff are for administrators."))


def check_can_keep_account(viewer: Actor, user: User) -> None:
    """Nobody gives themself a right, or takes the own way in away by mistake: somebody else has to do it."""
    check_can_keep_accounts(viewer)
    if viewer.user is not None and viewer.user.pk == user.pk:
        raise NotAllowed(_("This is your own account. Another administrator has to do it."))


def check_can_give_roles(viewer: Actor, user: User, roles) -> None:
    """Whatever becomes of this account, somebody is left who keeps the others."""
    check_can_keep_account(viewer, user)
    if not roles:
        raise NotNow(_("An account of staff has a role at least. Close it where it needs none any more."))
    if unknown := set(roles) - set(ROLES):
        raise NotNow(_("There is no role %(names)s.") % {"names": ", ".join(sorted(unknown))})
    if "users.write" not in rights_of(roles):
        _check_is_not_the_last(user)


def check_can_close_account(viewer: Actor, user: User) -> None:
    check_can_keep_account(viewer, user)
    _check_is_not_the_last(user)


def _check_is_not_the_last(user: User) -> None:
    keepers = [role.key for role in ROLES.values() if "users.write" in role.rights]
    keeping = User.objects.filter(is_active=True, is_staff=True, groups__name__in=keepers).distinct()
    if not keeping.filter(pk=user.pk).exists():
        return
    if not keeping.exclude(pk=user.pk).exclude(pk__in=User.objects.invited()).exists():
        raise NotNow(_("This is the last administrator. Give somebody else that role first."))
