"""Who may accept the risk that is left with a subcontractor, how much, and for how long?"""

import datetime

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed, NotNow
from core.roles import ROLES
from vendors import accepted_risks
from vendors.models import RiskAcceptance, ScoreOverride, Screening, Vendor
from vendors.models.screening import DECIDED
from vendors.policies import due_diligence, scores

RIGHT = "vendors.decide"


def check_can_accept(actor: Actor, vendor: Vendor, today: datetime.date, at: datetime.datetime) -> None:
    """Never who screened the firm or set its score: nobody accepts a risk that they weighed themselves."""
    if not may_accept(actor):
        raise NotAllowed(_("Accepting a risk is for those who decide on subcontractors."))
    newest = Screening.objects.filter(vendor=vendor, status__in=DECIDED).order_by("-decided_at", "-pk").first()
    if newest and due_diligence.took_part(actor, newest):
        raise NotAllowed(_("You did part of the screening. Somebody else has to accept the risk."))
    overrides = ScoreOverride.objects.filter(vendor=vendor, set_by=actor.id).standing(at, today)
    if overrides.exists():
        raise NotAllowed(_("You set the score by hand. Somebody else has to accept the risk."))


def may_accept(actor: Actor) -> bool:
    return actor.is_staff and actor.may(RIGHT)


def role_of(actor: Actor) -> str:
    """The role that lets this person accept."""
    return next(role for role in actor.roles if role in ROLES and RIGHT in ROLES[role].rights)


def check_is_known(result: dict) -> None:
    if not result["level"]:
        raise NotNow(_("Too little is known to say how high the risk is. Nobody can accept what is not known."))


def check_is_as_shown(result: dict, score: int, level: int) -> None:
    if (result["score"], result["level"]) != (score, level):
        raise NotNow(_("The score has changed meanwhile. Look at it again before you accept it."))


def check_ends_soon_enough(until_on: datetime.date, today: datetime.date) -> None:
    if not today <= until_on <= scores.last_day(today):
        raise NotNow(_("The last day lies between today and twelve months from now."))


def check_can_withdraw(actor: Actor, acceptance: RiskAcceptance) -> None:
    if not may_withdraw(actor, acceptance):
        raise NotAllowed(_("Withdrawing an acceptance is for those who decide on subcontractors."))


def may_withdraw(actor: Actor, acceptance: RiskAcceptance) -> bool:
    return may_accept(actor)


def check_stands(acceptance: RiskAcceptance, at: datetime.datetime) -> None:
    if accepted_risks.standing(acceptance.vendor, at) != acceptance:
        raise NotNow(_("This acceptance counts no more; there is nothing to withdraw."))


def check_was_first(before: RiskAcceptance | None, at: datetime.datetime) -> None:
    """Raises NotNow where somebody accepted while this request waited for its turn."""
    if before and before.accepted_at > at:
        raise came_second(before)


def came_second(first: RiskAcceptance) -> NotNow:
    words = _("%(name)s has accepted this risk meanwhile. Look at it before you accept it again.")
    return NotNow(words % {"name": first.accepted_by_name})
