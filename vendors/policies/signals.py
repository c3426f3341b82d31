"""Who may record what was heard of a subcontractor, and who may settle it?"""

import datetime

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed, NotNow
from vendors.models import Signal, Vendor


def check_can_record(actor: Actor) -> None:
    if not can_record(actor):
        raise NotAllowed(_("Your role does not include recording signals."))


def can_record(actor: Actor) -> bool:
    """Who screens, and a program with the scope for it."""
    return actor.may("vendors.screen") or actor.may("signals.write")


def check_can_settle(actor: Actor) -> None:
    if not can_settle(actor):
        raise NotAllowed(_("Your role does not include settling signals."))


def can_settle(actor: Actor) -> bool:
    return actor.may("vendors.screen")


def check_has_happened(day: datetime.date, today: datetime.date) -> None:
    if day > today:
        raise NotNow(_("Choose today or an earlier day."))


def check_is_open(signal: Signal) -> None:
    if signal.status != "open":
        raise NotNow(_("Somebody settled this signal meanwhile."))


def check_is_with_us(vendor: Vendor) -> None:
    if vendor.status == "archived":
        raise NotNow(_("The subcontractor is archived. Begin its screening on its own page first."))
