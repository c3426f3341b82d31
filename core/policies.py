"""Who may do what on the ground floor?"""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed


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
