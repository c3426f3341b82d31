"""Who may pass on a seat at the table of a paper, to whom, and when?"""

import datetime

from django.utils.translation import gettext as _

from agreements import table
from agreements.models import SUBCONTRACTOR, Agreement, Delegation, Seat
from agreements.policies import agreements as policies
from agreements.table import Place
from core.actors import Actor
from core.refusals import NotAllowed, NotNow, can


def check_may_delegate(by: Actor, agreement: Agreement) -> Seat:
    """The seat that is theirs by name. Raises NotAllowed where there is none."""
    found = (seat for seat in agreement.seats.all() if seat.role == SUBCONTRACTOR and seat.person_id == by.person_id)
    seat = next(found, None) if by.is_person else None
    if seat is None:
        raise NotAllowed(_("Only who is named to sign for the subcontractor can propose somebody else."))
    return seat


def can_delegate(by: Actor, agreement: Agreement, at: datetime.datetime) -> bool:
    return can(_check_could_delegate, by, agreement, at)


def _check_could_delegate(by: Actor, agreement: Agreement, at: datetime.datetime) -> None:
    _check_open(agreement, check_may_delegate(by, agreement), at)


def check_can_delegate(
    agreement: Agreement, seat: Seat, to_person, waiting, at: datetime.datetime, because: str
) -> None:
    _check_open(agreement, seat, at)
    if waiting:
        raise NotNow(_("You have proposed somebody already. You hear of it once that is answered."))
    if to_person is None or to_person.departed_at or to_person.user_id is None:
        raise NotNow(
            _(
                "Nobody who can sign in here has that address at your company. A contact of your company can ask them in."
            )
        )
    if to_person.pk == seat.person_id:
        raise NotNow(_("That is your own address. Name a colleague."))
    check_reason(because)


def check_can_answer(agreement: Agreement, delegation: Delegation, seat: Seat, at: datetime.datetime) -> None:
    if delegation.status != "proposed":
        raise NotNow(_("This proposal was answered already."))
    _check_open(agreement, seat, at)


def check_can_hold(agreement: Agreement, seat: Seat, holder) -> None:
    """Whether the one named may act at this seat, and has no other."""
    if not policies.fits(agreement, Place(seat.role, seat.position, holder)):
        raise NotNow(
            _("%(name)s may not act there. Check their authority to sign and mark them as a signatory first.")
            % {"name": holder.name}
        )
    if any(holder in (other.person, other.user) for other in agreement.seats.all() if other.pk != seat.pk):
        raise NotNow(_("%(name)s has another part in it already.") % {"name": holder.name})


def check_can_replace(agreement: Agreement, seat: Seat, at: datetime.datetime, because: str) -> None:
    _check_open(agreement, seat, at)
    if not is_vacant(agreement, seat):
        raise NotNow(_("Who has this part can still take it. Only who has left or lost the right is replaced."))
    check_reason(because)


def is_vacant(agreement: Agreement, seat: Seat) -> bool:
    """Whether the one who is named can no longer act at the seat."""
    return bool(seat.name) and not policies.fits(agreement, Place(seat.role, seat.position, seat.person or seat.user))


def check_reason(because: str) -> None:
    if not because.strip():
        raise NotNow(_("Write down the reason."))


def _check_open(agreement: Agreement, seat: Seat, at: datetime.datetime) -> None:
    """As long as somebody could sign there."""
    if not agreement.is_awaiting or policies.is_too_late(agreement, at):
        raise NotNow(_("This does not wait for signatures any more."))
    if seat.number not in {each.number for each in table.waiting(agreement)}:
        raise NotNow(_("It is signed there already."))
