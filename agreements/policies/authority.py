"""Who states and who confirms that somebody may sign for the firm, and when does a missing confirmation stop a signature?"""

import datetime

from django.utils.translation import gettext as _

from agreements import authority, table
from agreements.models import COMPANY, SUBCONTRACTOR, Agreement, Authority, Seat
from agreements.models.authority import REQUIRED
from agreements.models.scope import SPEAKERS
from core.actors import Actor
from core.refusals import NotAllowed, NotNow, can
from vendors.models import Person


def check_can_state(by: Actor, person: Person) -> None:
    """Those who speak for the firm, of one of its signatories; or one of us who may confirm it, where somebody else will."""
    if by.is_staff:
        check_may_confirm(by)
    elif not (by.is_person and by.vendor_id == person.vendor_id and by.hats & SPEAKERS):
        raise NotAllowed(_("Only a contact or a signatory of the company states who may sign for it."))
    if person.departed_at or not person.is_signatory:
        words = _("Only somebody who is named as a signatory of the company signs for it.")
        raise NotNow(words if by.is_staff else f"{words} {_('Ask us to name them.')}")


def can_state(by: Actor, person: Person) -> bool:
    return can(check_can_state, by, person)


def check_may_confirm(by: Actor) -> None:
    if not can_confirm(by):
        raise NotAllowed(_("Your role does not include checking who may sign for a subcontractor."))


def can_confirm(by: Actor) -> bool:
    return by.is_staff and (by.may("agreements.write") or by.may("evidence.review"))


def check_can_decide(by: Actor, row: Authority) -> None:
    check_may_confirm(by)
    if row.stated_by_id == by.id:
        raise NotAllowed(_("You entered this. Somebody else looks at it and confirms it."))
    if row.status != "stated":
        raise NotNow(_("This was checked already. What is stated anew is a new statement."))


def can_decide(by: Actor, row: Authority) -> bool:
    return can(check_can_decide, by, row)


def check_can_end(by: Actor, row: Authority, because: str) -> None:
    check_may_confirm(by)
    if row.status != "confirmed":
        raise NotNow(_("Only what is confirmed can end."))
    check_reason(because)


def check_reason(because: str) -> None:
    if not because.strip():
        raise NotNow(_("Write down the reason."))


def check_can_set_aside(by: Actor, agreement: Agreement, because: str) -> None:
    if not by.may("agreements.override"):
        raise NotAllowed(_("Only counsel with the right to set warnings aside may let it be signed all the same."))
    if not agreement.is_awaiting or authority.rule(agreement) != REQUIRED:
        raise NotNow(_("There is nothing to set aside: this does not wait for a confirmation."))
    check_reason(because)


def can_set_aside(by: Actor, agreement: Agreement) -> bool:
    return can(check_can_set_aside, by, agreement, "-")


def open_questions(agreement: Agreement, seat: Seat, by: Actor, at: datetime.datetime) -> list[str]:
    """What is not confirmed of those who sign for the firm, where this act would rely on it: the company's own signature after
    theirs, and the last one of all."""
    if authority.rule(agreement) == "off" or not seat.signs:
        return []
    rest = [each for each in table.waiting(agreement) if each.signs and each.pk != seat.pk]
    if seat.role == COMPANY:
        return authority.missing(agreement, at)
    also = Person.objects.filter(pk=by.person_id).first() if seat.role == SUBCONTRACTOR else None
    return [] if rest else authority.missing(agreement, at, also=also)


def check_is_confirmed(agreement: Agreement, seat: Seat, by: Actor, at: datetime.datetime) -> None:
    """Raises NotNow where the template asks for it and nobody has set it aside."""
    if authority.rule(agreement) != REQUIRED or authority.waiver(agreement):
        return
    if found := open_questions(agreement, seat, by, at):
        raise NotNow(
            _("Who signs for the subcontractor has to be confirmed first: on what ground, with its source."), found
        )
