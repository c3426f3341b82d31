"""Who tells of inventions of their own and of joint developments, who answers, and when?"""

from django.utils.translation import gettext as _

from agreements.models import IndependentInvention, JointDevelopment, JointDuty
from agreements.policies.background import OURS, side_of
from core.actors import Actor
from core.refusals import NotAllowed, NotNow, can


def check_can_tell(by: Actor) -> None:
    if not by.is_person:
        raise NotAllowed(_("Inventions of their own are told by the people of the subcontractor."))


def check_can_answer(by: Actor) -> None:
    if not can_answer(by):
        raise NotAllowed(_("Your role does not include deciding on inventions. Legal counsel does."))


def can_answer(by: Actor) -> bool:
    return by.is_staff and by.may("agreements.write")


def check_is_open(row: IndependentInvention, status: str) -> None:
    if status not in row.WORKFLOW.next_of(row.status):
        raise NotNow(_("This was answered already: %(state)s.") % {"state": row.get_status_display()})


def check_says_why(because: str) -> None:
    if not because.strip():
        raise NotNow(_("Write down why."))


def check_can_see_all(by: Actor) -> None:
    """What clashes goes over all firms. Raises NotAllowed."""
    if not (by.is_staff and by.may("agreements.read")):
        raise NotAllowed(_("Your role does not include reading agreements."))


def check_can_keep(by: Actor) -> None:
    if not can_keep(by):
        raise NotAllowed(_("Your role does not include joint developments. Legal counsel keeps them."))


def can_keep(by: Actor) -> bool:
    return by.is_staff and by.may("agreements.write")


def check_is_running(joint: JointDevelopment) -> None:
    if joint.status != "running":
        raise NotNow(_("This development has ended."))


def check_can_fulfil(by: Actor, duty: JointDuty) -> None:
    """Whoever speaks for the side that owes it, or our counsel. Raises NotAllowed."""
    side = side_of(by, duty.vendor_id)
    if side != OURS and side != duty.side:
        raise NotAllowed(_("The side that owes it says that it is done."))


def can_fulfil(by: Actor, duty: JointDuty) -> bool:
    return duty.done_at is None and can(check_can_fulfil, by, duty)
