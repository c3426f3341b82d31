"""Who may write down who works for a subcontractor, and who may ask them in?"""

import datetime
import uuid

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from core.actors import Actor
from core.models import User
from core.refusals import NotAllowed
from core.web.dates import say_moment
from vendors.models import Invitation, Person


def check_can_keep(actor: Actor) -> None:
    if not can_keep(actor):
        raise NotAllowed(_("Your role does not include keeping people."))


def can_keep(actor: Actor) -> bool:
    return actor.may("people.write")


def check_can_invite(actor: Actor) -> None:
    if not can_invite(actor):
        raise NotAllowed(_("Your role does not include inviting people."))


def why_not_invited(found: list[Person], at: datetime.datetime) -> dict[uuid.UUID, str]:
    """Of these, those who cannot be asked in, and why: two statements, however many they are."""
    addresses = [person.email.lower() for person in found]
    staff = User.objects.filter(is_staff=True).annotate(address=Lower("email")).filter(address__in=addresses)
    of_staff = set(staff.values_list("address", flat=True))
    asked = Invitation.objects.open().filter(expires_at__gt=at, vendor__in={person.vendor_id for person in found})
    rows = asked.annotate(address=Lower("email")).filter(address__in=addresses)
    until = {(vendor, address): end for vendor, address, end in rows.values_list("vendor_id", "address", "expires_at")}
    reasons = {person.pk: _why_not(person, of_staff, until) for person in found}
    return {pk: reason for pk, reason in reasons.items() if reason}


def _why_not(person: Person, of_staff: set, until: dict) -> str:
    address = person.email.lower()
    if person.departed_at:
        return _("Has left")
    if person.user_id:
        return _("Has an account already")
    if person.vendor.status == "archived":
        return _("The subcontractor is archived")
    if address in of_staff:
        return _("The address belongs to a member of staff")
    if end := until.get((person.vendor_id, address)):
        return _("Is invited already; the link holds until %(day)s") % {"day": say_moment(end)}
    return ""


def check_can_acknowledge(actor: Actor, person) -> None:
    if actor.person_id != person.pk:
        raise NotAllowed(_("Each person acknowledges for themselves."))


def can_invite(actor: Actor) -> bool:
    return actor.may("vendors.invite")


def check_can_invite_colleague(actor: Actor, vendor_id) -> None:
    """A contact asks people of the own firm in, as helpers: to be contact, signatory or worker needs an officer."""
    if not (actor.is_person and actor.vendor_id == vendor_id and "contact" in actor.hats):
        raise NotAllowed(_("Only a contact of the subcontractor may ask a colleague in."))
