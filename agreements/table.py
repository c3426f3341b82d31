"""Who sits at the table of a paper, whose turn is it, and who could be given a seat?"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from agreements.models import APPROVER, COMPANY, RECIPIENT, SUBCONTRACTOR, WITNESS, WORKER, Agreement, Seat
from core.actors import Actor
from core.models import User
from core.roles import ROLES as STAFF_ROLES
from vendors.models import Person


@dataclass(frozen=True)
class Place:
    """A seat as the drafter wants it. `holder` is a Person, a staff account, or nobody in particular."""

    role: str
    position: int
    holder: Any = None

    @property
    def person(self) -> Person | None:
        return self.holder if isinstance(self.holder, Person) else None

    @property
    def user(self) -> User | None:
        return self.holder if isinstance(self.holder, User) else None


def usual(agreement: Agreement) -> list[Place]:
    """As the template has it: one seat a role, in its order, for whoever may sign there; an undertaking names its worker."""
    return [
        Place(role, position, agreement.person if role == WORKER else None)
        for position, role in enumerate(agreement.signed_by, start=1)
    ]


def turn(agreement: Agreement) -> list[Seat]:
    """The seats whose act is waited for now; none where everybody has acted. Seats of one position wait together."""
    open_ = [seat for seat in waiting(agreement) if seat.acts]
    return [seat for seat in open_ if seat.position == open_[0].position]


def waiting(agreement: Agreement) -> list[Seat]:
    """The seats at which nobody has acted, in order."""
    acted = {signature.position for signature in agreement.signatures.all()}
    return [seat for seat in agreement.seats.all() if seat.number not in acted]


def holds(by: Actor, agreement: Agreement, seat: Seat) -> bool:
    """Whether this seat is theirs to act at, in the hat that they wear. A right that was lost is lost for the seat, too."""
    if seat.role == RECIPIENT:
        return False
    if by.is_staff:
        return seat.user_id in (by.id, None) and seat.person_id is None and _may_ours(by, seat.role)
    if not by.is_person or by.vendor_id != agreement.vendor_id:
        return False
    if seat.role == SUBCONTRACTOR:
        return seat.person_id in (by.person_id, None) and "signatory" in by.hats
    return seat.person_id == by.person_id


def _may_ours(by: Actor, role: str) -> bool:
    if role == COMPANY:
        return by.may("agreements.countersign")
    return role in (APPROVER, WITNESS) and by.may("agreements.read")


def consent_of(agreement: Agreement, role: str) -> str:
    """What is consented to at a seat: the signer's words are frozen with the text."""
    if role == APPROVER:
        return _("I have read this text in full and approve that it is put before its signers.")
    if role == WITNESS:
        return _("I am no party to this text. I know who signed it before me and confirm that they did.")
    return agreement.consent


def accounts(seat: Seat) -> list[User]:
    """Who is asked: the one who has the seat, or everyone who may sign for that side."""
    if seat.user_id:
        return [seat.user]
    if seat.person_id:
        return [seat.person.user] if seat.person.user_id else []
    if seat.role == COMPANY:
        return list(ours("agreements.countersign"))
    return list(User.objects.filter(is_active=True, pk__in=signatories(seat.agreement).values("user_id")))


def signatories(agreement: Agreement):
    """Those of the firm who may sign for it."""
    return Person.objects.filter(vendor_id=agreement.vendor_id, is_signatory=True, departed_at=None).order_by("name")


def ours(right: str):
    """Our accounts with a right, by name."""
    roles = [role.key for role in STAFF_ROLES.values() if right in role.rights]
    return User.objects.filter(is_active=True, is_staff=True, groups__name__in=roles).distinct().order_by("name")
