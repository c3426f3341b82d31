"""Who may keep the register of subcontractors, and when may one move on?"""

import datetime

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed, NotNow, can
from vendors import business_days
from vendors.models import Engagement, Person, Vendor, VendorFact
from vendors.policies import watch

DECISIONS = {"approved", "restricted"}


def check_can_keep(actor: Actor) -> None:
    if not can_keep(actor):
        raise NotAllowed(_("Your role does not include keeping the register of subcontractors."))


def can_keep(actor: Actor) -> bool:
    return actor.may("vendors.write")


def check_can_keep_engagements(actor: Actor) -> None:
    if not can_keep_engagements(actor):
        raise NotAllowed(_("Your role does not include keeping engagements."))


def can_keep_engagements(actor: Actor) -> bool:
    return actor.may("engagements.write")


def check_may_move(actor: Actor, status: str) -> None:
    """Decisions need the right to decide; other steps may be taken by who keeps the register, too."""
    if not (
        actor.may("vendors.decide")
        if status in DECISIONS
        else actor.may("vendors.write") or actor.may("vendors.decide")
    ):
        raise NotAllowed(_("Your role does not include this decision."))


def check_takes_work(vendor: Vendor) -> None:
    if vendor.status in {"offboarding", "archived"}:
        raise NotNow(_("%(name)s is leaving us or has left; no new work begins there.") % {"name": vendor.name})


def takes_work(vendor: Vendor) -> bool:
    return can(check_takes_work, vendor)


def check_can_move(actor: Actor, vendor: Vendor, status: str, at: datetime.datetime, because: str) -> None:
    """Raises NotAllowed; NotNow with everything that is missing."""
    check_may_move(actor, status)
    if unmet := missing_for(vendor, status, at, because):
        raise NotNow(_("%(name)s cannot take this step yet.") % {"name": vendor.name}, unmet)


def missing_for(vendor: Vendor, status: str, at: datetime.datetime, because: str = "-") -> list[str]:
    """What stands between this firm and the status, a sentence each; empty when nothing does."""
    return [sentence for is_missing, sentence in _rules(status) if is_missing(vendor, at, because)]


def _rules(status: str) -> list[tuple]:
    no_tier = (lambda vendor, at, because: vendor.tier is None, _("Fill in the inherent-risk form; it sets the tier."))
    not_screened = (_not_screened, _("Decide on the screening; an approval must hold today."))
    no_contact = (_no_contact, _("A contact must have accepted the invitation."))
    no_reason = (lambda vendor, at, because: not because.strip(), _("Say why; the reason is kept in the history."))
    unsettled = (
        lambda vendor, at, because: watch.has_unsettled(vendor),
        _("Say of each hit on a watchlist what it is."),
    )
    not_compared = (
        lambda vendor, at, because: not watch.is_compared(vendor),
        _("Wait a few minutes: the watchlists are being compared with it."),
    )
    still_working = (_still_working, _("Nobody may still be employed there. Report the departures first."))
    running = (_running, _("End the engagements that still run."))
    return {
        "approved": [no_tier, not_screened, not_compared, unsettled],
        "active": [no_tier, not_screened, no_contact, not_compared, unsettled],
        "restricted": [no_reason],
        "offboarding": [no_reason],
        "archived": [no_reason, still_working, running],
    }.get(status, [])


def _not_screened(vendor, at, because) -> bool:
    return not VendorFact.objects.filter(vendor=vendor, requirement="screening").believed(at).holding(at).exists()


def _no_contact(vendor, at, because) -> bool:
    return not Person.objects.filter(vendor=vendor, is_contact=True, user__isnull=False, departed_at=None).exists()


def _still_working(vendor, at, because) -> bool:
    return Person.objects.filter(vendor=vendor, departed_at=None).exists()


def _running(vendor, at, because) -> bool:
    return Engagement.objects.filter(vendor=vendor, ends_on__gte=business_days.day_of(at)).exists()
