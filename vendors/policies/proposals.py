"""Who tells us of a company, and who of us takes it over?"""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed, NotNow
from vendors.models import Person, Proposal
from vendors.policies import people, register


def check_can_propose(actor: Actor, vendor_id) -> None:
    if not (actor.is_person and actor.vendor_id == vendor_id and "contact" in actor.hats):
        raise NotAllowed(_("Only a contact of the subcontractor tells us of changes there."))


def check_can_settle(actor: Actor, proposal: Proposal) -> None:
    """Who keeps people settles who has left, who keeps the register the details."""
    if proposal.kind == "leaver":
        people.check_can_keep(actor)
    else:
        register.check_can_keep(actor)


def check_works_there(actor: Actor, person: Person) -> None:
    if person.departed_at or person.pk == actor.person_id:
        raise NotNow(_("Choose a colleague who works with us now."))
