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
