"""Say what a hit on a watchlist is, with the reason; open it again where that was wrong."""

import datetime

from core.actors import Actor
from core.events import record
from core.workflow import become
from vendors.models import WatchHit
from vendors.policies import watch as policy

ANSWERS = ["false_match", "true_match", "needs_more"]


def settle(hit: WatchHit, answer: str, *, because: str, by: Actor, at: datetime.datetime) -> WatchHit:
    """`answer`: one of ANSWERS. The same again records nothing. Raises NotAllowed, NotNow once settled otherwise."""
    policy.check_can_settle(by)
    hit = _lock(hit)
    if hit.status == answer:
        return hit
    policy.check_is_unsettled(hit)
    event = become(hit, answer, because=because, decided_at=at, decided_by=by.user)
    record(event, hit, by=by, at=at, because=because, score=hit.score, theirs=hit.theirs)
    return hit


def reopen(hit: WatchHit, *, because: str, by: Actor, at: datetime.datetime) -> WatchHit:
    policy.check_can_settle(by)
    hit = _lock(hit)
    if hit.status == "open":
        return hit
    record(become(hit, "open"), hit, by=by, at=at, because=because)
    return hit


def _lock(hit: WatchHit) -> WatchHit:
    return WatchHit.objects.select_for_update(no_key=True, of=["self"]).select_related("entry").get(pk=hit.pk)
