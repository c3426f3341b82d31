"""Who of the firm may write which part of a questionnaire, and what may a contact ask for while it is open?"""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed, NotNow
from vendors.models import Assessment, Delegation
from vendors.policies import due_diligence as policy


def check_can_write(actor: Actor, assessment: Assessment, section: str) -> None:
    """A contact, or the colleague whom this section is with."""
    if not can_write(actor, assessment, section):
        raise NotAllowed(
            _("Only a contact of the subcontractor, or whoever was asked for this section, may answer it.")
        )
    check_is_open(assessment)


def can_write(actor: Actor, assessment: Assessment, section: str) -> bool:
    if policy.can_supply(actor, assessment.vendor_id):
        return True
    return _asked(actor, assessment).open().filter(section=section).exists()


def check_is_open(assessment: Assessment) -> None:
    if not assessment.is_answerable:
        raise NotNow(_("These answers were sent. They are sealed and can no longer be changed here."))


def sections_of(actor: Actor, assessment: Assessment) -> set[str] | None:
    """The sections that this reader may see: a contact and staff all of them (None), others what they were asked."""
    if not actor.is_person or "contact" in actor.hats:
        return None
    return set(_asked(actor, assessment).readable().values_list("section", flat=True))


def _asked(actor: Actor, assessment: Assessment):
    return Delegation.objects.filter(
        assessment=assessment, vendor_id=actor.vendor_id, person_id=actor.person_id, person__isnull=False
    )


def check_can_hand_back(actor: Actor, delegation: Delegation) -> None:
    if actor.person_id is None or actor.person_id != delegation.person_id:
        raise NotAllowed(_("Only the colleague who was asked may hand the section back."))
