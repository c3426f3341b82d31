"""Who may set a score to something else than its arithmetic gives, and for how long?"""

import datetime

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed, NotNow
from vendors.models import Vendor

MONTHS = 12  # the longest that an override stands before somebody looks again


def check_can_override(actor: Actor) -> None:
    if not can_override(actor):
        raise NotAllowed(_("Your role does not include setting a score aside."))


def can_override(actor: Actor) -> bool:
    return actor.may("vendors.decide")


def check_is_assessed(vendor: Vendor) -> None:
    if vendor.tier is None:
        raise NotNow(_("Without a tier there is no score that could be set aside."))


def check_ends_soon_enough(until_on: datetime.date, today: datetime.date) -> None:
    if not today <= until_on <= last_day(today):
        raise NotNow(_("The last day lies between today and twelve months from now."))


def last_day(today: datetime.date) -> datetime.date:
    return today + relativedelta(months=MONTHS)
