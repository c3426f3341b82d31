"""Who may bring in watchlists and say what a hit is?"""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed, NotNow
from vendors import watch_subjects
from vendors.models import Vendor, WatchHit, WatchlistVersion


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


def is_compared(vendor: Vendor) -> bool:
    """Whether the firm, its parent and its people, as they are called now, were compared with the lists in force."""
    if not WatchlistVersion.objects.filter(status="in_force").exists():
        return True
    waiting = [
        watch_subjects.not_compared(kind).filter(**{"vendor" if kind == "person" else "pk": vendor.pk})
        for kind in watch_subjects.KINDS
    ]
    return not any(rows.exists() for rows in waiting)


def check_may_approve(vendor: Vendor, *, with_conditions: bool) -> None:
    """Raises NotNow before the comparison and while a hit waits; a true match allows no approval without conditions."""
    if not is_compared(vendor):
        raise NotNow(_("The watchlists are being compared with this subcontractor. Come back in a few minutes."))
    if has_unsettled(vendor):
        raise NotNow(_("There are hits on watchlists that nobody has settled yet. Say of each what it is first."))
    if has_true_match(vendor) and not with_conditions:
        raise NotNow(_("There is a true match on a watchlist. Refuse, or approve with conditions that answer it."))
