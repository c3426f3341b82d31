"""Who may hand in, judge and waive what a paper obliges to, and say that it was broken?"""

from django.utils.translation import gettext as _

from agreements.models import OPEN, THEM, US, Agreement, Breach, Obligation
from agreements.policies.agreements import check_can_write
from core.actors import Actor
from core.refusals import NotAllowed, NotNow


def check_may_submit(by: Actor, obligation: Obligation) -> None:
    """A contact or signatory of the firm; of a worker's own undertaking that worker."""
    person_id = obligation.agreement.person_id
    mine = person_id == by.person_id if person_id else bool(by.hats & {"contact", "signatory"})
    if not by.is_person or by.vendor_id != obligation.vendor_id or not mine:
        raise NotAllowed(_("A contact of the subcontractor hands this in."))
    if obligation.duty.owed_by != THEM:
        raise NotAllowed(_("The other side owes this."))


def check_can_submit(by: Actor, obligation: Obligation) -> None:
    check_may_submit(by, obligation)
    if obligation.status not in OPEN:
        raise NotNow(_("This is %(state)s already.") % {"state": obligation.get_status_display().lower()})


def check_can_judge(by: Actor) -> None:
    if not (by.is_staff and (by.may("agreements.write") or by.may("evidence.review"))):
        raise NotAllowed(_("Your role does not include judging what agreements oblige to."))


def can_judge(by: Actor) -> bool:
    return by.is_staff and (by.may("agreements.write") or by.may("evidence.review"))


def check_can_accept(by: Actor, obligation: Obligation, because: str) -> None:
    check_can_judge(by)
    if obligation.status == "submitted":
        return
    if obligation.duty.owed_by != US or obligation.status != "open":
        raise NotNow(_("Nothing is handed in that could be accepted."))
    if not because.strip():
        raise NotNow(_("Write down what was done, and when."))


def check_can_waive(by: Actor, obligation: Obligation, because: str) -> None:
    check_can_judge(by)
    if obligation.status not in OPEN:
        raise NotNow(_("Only what is still owed can be waived."))
    if not because.strip():
        raise NotNow(_("Write down why this need not be done."))


def check_can_record_breach(by: Actor, agreement: Agreement) -> None:
    check_can_write(by)
    if agreement.signed_at is None or agreement.is_amendment:
        raise NotNow(_("Only an agreement that everybody has signed can be broken."))


def check_can_end_breach(by: Actor, breach: Breach, because: str) -> None:
    check_can_write(by)
    if not because.strip():
        raise NotNow(_("Write down how it was put right or settled."))
