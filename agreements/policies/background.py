"""Who declares, confirms and opens background, and when?"""

import datetime

from django.utils.translation import gettext as _

from agreements.models import Agreement, BackgroundItem, ProofOpening, Supplement
from agreements.models.background_item import OURS, THEIRS
from core.actors import Actor
from core.refusals import NotAllowed, NotNow, can

OPEN_FOR = datetime.timedelta(days=1)  # after the second person let somebody look


def check_can_declare(by: Actor, vendor_id) -> None:
    if not side_of(by, vendor_id):
        raise NotAllowed(_("Only a contact of the subcontractor or our legal counsel declares what was there before."))


def can_declare(by: Actor, vendor_id) -> bool:
    return side_of(by, vendor_id) != ""


def side_of(by: Actor, vendor_id) -> str:
    """For which side this person speaks; "" for neither."""
    if by.is_person and by.vendor_id == vendor_id and by.hats & {"contact", "signatory"}:
        return THEIRS
    return OURS if by.is_staff and by.may("agreements.write") else ""


def check_can_answer(by: Actor, item: BackgroundItem) -> None:
    """The side that did not declare it. Raises NotAllowed."""
    if side_of(by, item.vendor_id) != {THEIRS: OURS, OURS: THEIRS}[item.side]:
        raise NotAllowed(_("The other side has to say whether it agrees."))


def can_answer(by: Actor, item: BackgroundItem) -> bool:
    return item.status in {"declared", "disputed"} and can(check_can_answer, by, item)


def check_is_open(item: BackgroundItem) -> None:
    if item.status not in {"declared", "disputed"}:
        raise NotNow(_("This is %(state)s and takes no answer.") % {"state": str(item.get_status_display()).lower()})


def check_can_withdraw(by: Actor, item: BackgroundItem) -> None:
    """The side that declared it. Raises NotAllowed."""
    if side_of(by, item.vendor_id) != item.side:
        raise NotAllowed(_("Only the side that declared it takes it back."))


def can_withdraw(by: Actor, item: BackgroundItem) -> bool:
    return item.status in {"declared", "disputed"} and can(check_can_withdraw, by, item)


def check_can_ask_to_open(by: Actor) -> None:
    if not (by.is_staff and by.may("agreements.write")):
        raise NotAllowed(_("Only legal counsel asks to open a sealed proof."))


def check_may_agree_to_open(by: Actor) -> None:
    if not may_agree_to_open(by):
        raise NotAllowed(_("Legal counsel or an information owner agrees that a sealed proof is opened."))


def may_agree_to_open(by: Actor) -> bool:
    return by.is_staff and (by.may("agreements.write") or by.may("assets.own"))


def check_is_second(by: Actor, opening: ProofOpening) -> None:
    if opening.asked_by_id == by.id:
        raise NotAllowed(_("You asked for it. Somebody else has to agree."))


def check_has_a_file(item: BackgroundItem) -> None:
    if item.stored_id is None:
        raise NotNow(_("No file of this proof is kept here, only its fingerprint."))


def check_can_open(by: Actor, item: BackgroundItem, at: datetime.datetime) -> None:
    """Its owner at any time; the other side for a day after a second person agreed. Raises NotAllowed."""
    if side_of(by, item.vendor_id) == item.side:
        return
    if by.is_person or not item.openings.filter(asked_by_id=by.id, agreed_at__gt=at - OPEN_FOR).exists():
        raise NotAllowed(_("This proof is kept under seal. Ask to open it; a second person has to agree."))


def can_open(by: Actor, item: BackgroundItem, at: datetime.datetime) -> bool:
    return item.stored_id is not None and can(check_can_open, by, item, at)


def check_can_propose(by: Actor) -> None:
    if not (by.is_staff and by.may("agreements.write")):
        raise NotAllowed(_("Only legal counsel proposes a supplement."))


def check_takes_supplement(agreement: Agreement) -> None:
    if agreement.status not in {"issued", "partly_signed", "signed"} or agreement.person_id:
        raise NotNow(_("Only a firm's agreement that was issued and has not ended takes a supplement."))


def check_adds_something(items: list) -> None:
    if not items:
        raise NotNow(_("There is no confirmed background that the agreement does not name already."))


def check_may_settle(by: Actor, supplement: Supplement) -> None:
    if side_of(by, supplement.vendor_id) != THEIRS:
        raise NotAllowed(_("A contact or signatory of the subcontractor confirms a supplement."))


def check_is_proposed(supplement: Supplement) -> None:
    if supplement.status != "proposed":
        raise NotNow(_("This supplement was settled already."))


def check_says_why(because: str) -> None:
    if not because.strip():
        raise NotNow(_("Write down why."))
