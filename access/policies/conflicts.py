"""Who keeps the conflict sets, and who asks for an exception, decides on it and ends it?"""

import datetime

from django.utils.translation import gettext as _

from access.models import ConflictException
from core.actors import Actor
from core.refusals import NotAllowed, NotNow

LONGEST = datetime.timedelta(days=184)  # an exception that is needed for longer is a set that is wrong
TIME_TO_DECIDE = datetime.timedelta(days=2)


def check_can_read(actor: Actor) -> None:
    if not actor.may("access.read"):
        raise NotAllowed(_("Conflicts are shown to staff who may read access."))


def check_can_declare(actor: Actor) -> None:
    if not actor.may("access.write"):
        raise NotAllowed(_("Keeping the conflict sets needs the role compliance officer."))


def check_can_ask(actor: Actor) -> None:
    if not actor.may("access.approve"):
        raise NotAllowed(_("Asking for an exception needs the role compliance officer or information owner."))


def check_ends_in_time(ends_at: datetime.datetime, at: datetime.datetime) -> None:
    if ends_at <= at:
        raise NotNow(_("An exception has to end later than now."))
    if ends_at - at > LONGEST:
        raise NotNow(_("An exception lasts %(days)d days at most. Choose an earlier end.") % {"days": LONGEST.days})


def check_may_decide(actor: Actor, row: ConflictException) -> None:
    """Who, whatever has become of it. Raises NotAllowed."""
    if not actor.may("access.approve"):
        raise NotAllowed(_("Deciding on an exception needs the role compliance officer or information owner."))
    if actor.user is not None and actor.user.pk == row.asked_by_id:
        raise NotAllowed(_("You asked for this exception yourself. Somebody else has to decide on it."))


def check_can_decide(actor: Actor, row: ConflictException, *, at: datetime.datetime) -> None:
    check_may_decide(actor, row)
    if row.status != "asked":
        raise NotNow(_("This exception is no longer waiting for a decision."))
    if row.ends_at <= at:
        raise NotNow(_("The day on which it was to end has passed. Ask for it again."))


def check_can_withdraw(actor: Actor, row: ConflictException) -> None:
    if actor.user is None or actor.user.pk != row.asked_by_id:
        raise NotAllowed(_("Only who asked for the exception may take it back."))


def check_can_end(actor: Actor) -> None:
    if not actor.may("access.revoke"):
        raise NotAllowed(_("Ending an exception needs the role compliance officer, information owner or investigator."))
