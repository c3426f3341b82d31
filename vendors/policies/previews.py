"""Who may look at the portal as one of a subcontractor's people, and at whose?"""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed, NotNow
from vendors import memberships
from vendors.models import Person


def check_can_preview(actor: Actor) -> None:
    if not can_preview(actor):
        raise NotAllowed(_("Your role does not include looking at the portal as somebody else."))


def can_preview(actor: Actor) -> bool:
    """Staff alone: what a program may do is never shown as a person's pages."""
    return actor.is_staff and actor.may("portal.preview")


def check_has_portal(person: Person) -> None:
    if why := why_no_portal(person):
        raise NotNow(why)


def why_no_portal(person: Person) -> str:
    """Nobody is previewed who could not sign in to the portal for this firm right now."""
    if person.user is None:
        return _("%(name)s has no account yet.") % {"name": person.name}
    is_out = not person.user.is_active or person.user.is_staff
    if is_out or not any(each.person_id == person.pk for each in memberships.of_user(person.user)):
        return _("The portal is closed to %(name)s; there is nothing to look at.") % {"name": person.name}
    return ""
