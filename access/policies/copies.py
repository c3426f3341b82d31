"""Who says what became of a copy?"""

from django.utils.translation import gettext as _

from access.models import Opening
from core.actors import Actor
from core.refusals import NotAllowed, NotNow


def check_can_settle(actor: Actor, copy: Opening) -> None:
    """Our side takes a return or an attestation in; the person who was given the copy attests of it."""
    if actor.is_staff:
        if not (actor.may("access.revoke") or actor.may("access.write")):
            raise NotAllowed(_("Taking copies back needs a role that answers for access."))
    elif actor.person_id != copy.person_id:
        raise NotAllowed(_("Only the person who was given a copy says what became of it."))


def check_is_a_file(copy: Opening) -> None:
    if copy.kind != "file":
        raise NotNow(_("It was read in the viewer: there is no file to give back."))
