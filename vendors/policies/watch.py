"""Who may bring in watchlists and say what a hit is?"""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed, NotNow
from vendors.models import Vendor, WatchHit


def check_can_keep(actor: Actor) -> None:
    if not can_keep(actor):
        raise NotAllowed(_("Your role does not include bringing in watchlists."))


def can_keep(actor: Actor) -> bool:
    return actor.may("vendors.screen")


def check_can_settle(actor: Actor) -> None:
    if not can_settle(actor):
        raise NotAllowed(_("Your role does not include deciding what a hit on a watchlist is."))


def can_settle(actor: Actor) -> bool:
    return actor.may("vendors.screen")


def check_is_unsettled(hit: WatchHit) -> None:
    if hit.status not in ("open", "needs_more"):
        raise NotNow(_("This hit is settled. Open it again to change that."))


def has_unsettled(vendor: Vendor) -> bool:
    return WatchHit.objects.filter(vendor=vendor).unsettled().exists()


def has_true_match(vendor: Vendor) -> bool:
    return WatchHit.objects.filter(vendor=vendor, status="true_match").exists()


def check_may_approve(vendor: Vendor, *, with_conditions: bool) -> None:
    """Raises NotNow while a hit waits for an answer; a true match allows no approval without conditions."""
    if has_unsettled(vendor):
        raise NotNow(_("There are hits on watchlists that nobody has settled yet. Say of each what it is first."))
    if has_true_match(vendor) and not with_conditions:
        raise NotNow(_("There is a true match on a watchlist. Refuse, or approve with conditions that answer it."))
