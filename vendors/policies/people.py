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


def can_invite(actor: Actor) -> bool:
    return actor.may("vendors.invite")
