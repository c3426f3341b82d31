"""Who may write down who works for a subcontractor, and who may ask them in?"""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed


def check_can_keep(actor: Actor) -> None:
    if not can_keep(actor):
        raise NotAllowed(_("Your role does not include keeping people."))


def can_keep(actor: Actor) -> bool:
    return actor.may("people.write")


def check_can_invite(actor: Actor) -> None:
    if not can_invite(actor):
        raise NotAllowed(_("Your role does not include inviting people."))


def check_can_acknowledge(actor: Actor, person) -> None:
    if actor.person_id != person.pk:
        raise NotAllowed(_("Each person acknowledges for themselves."))


def can_invite(actor: Actor) -> bool:
    return actor.may("vendors.invite")


def check_can_invite_colleague(actor: Actor, vendor_id) -> None:
    """A contact asks people of the own firm in, as helpers: to be contact, signatory or worker needs an officer."""
    if not (actor.is_person and actor.vendor_id == vendor_id and "contact" in actor.hats):
        raise NotAllowed(_("Only a contact of the subcontractor may ask a colleague in."))
