"""Who keeps the papers by which an invention becomes ours, and when?"""

from django.utils.translation import gettext as _

from agreements.models import Invention
from core.actors import Actor
from core.refusals import NotAllowed, NotNow, can


def check_can_keep(by: Actor) -> None:
    if not can_keep(by):
        raise NotAllowed(_("Your role does not include assignments and patents. Legal counsel keeps them."))


def can_keep(by: Actor) -> bool:
    return by.is_staff and by.may("agreements.write")


def check_can_be_assigned(invention: Invention) -> None:
    if invention.status != "claimed":
        raise NotNow(_("Claim the invention first; then its assignments are drafted."))


def can_be_assigned(invention: Invention) -> bool:
    return can(check_can_be_assigned, invention)


def check_takes_links(invention: Invention) -> None:
    if invention.status not in {"claimed", "assigned"}:
        raise NotNow(_("Claim the invention first; a released one has neither papers nor patents of ours."))
