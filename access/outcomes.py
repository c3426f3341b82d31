"""What opens and what closes when a rule changes? The decision is asked before and after, of all that is granted now."""

import datetime
import uuid
from collections.abc import Callable, Iterable
from typing import NamedTuple

from access import eligibility
from access.eligibility import Reason
from access.models import Grant, GrantPeriod


class Turn(NamedTuple):
    """One grant whose answer changes, with what it then misses (nothing where it opens)."""

    grant: Grant
    unmet: tuple[Reason, ...]


class Outcome(NamedTuple):
    closes: list[Turn]
    opens: list[Turn]


def of(change: Callable[[], None], asset_ids: Iterable[uuid.UUID], *, at: datetime.datetime) -> Outcome:
    """What `change()` does to the grants on these assets. The caller takes it back, or keeps it."""
    periods = list(
        GrantPeriod.objects.current()
        .filter(asset_id__in=asset_ids, during__contains=at)
        .values_list("grant_id", "person_id", "asset_id", "level")
    )
    triples = [period[1:] for period in periods]
    before = eligibility.decide_many(triples, at=at)
    change()
    after = eligibility.decide_many(triples, at=at)
    return _turned([period[0] for period in periods], before, after)


def _turned(grant_ids, before, after) -> Outcome:
    turned = [(pk, now) for pk, then, now in zip(grant_ids, before, after, strict=True) if then.allowed != now.allowed]
    rows = Grant.objects.select_related("person", "vendor", "asset").in_bulk([pk for pk, _now in turned])
    turns = [(Turn(rows[pk], now.unmet), now.allowed) for pk, now in turned]
    return Outcome([turn for turn, opens in turns if not opens], [turn for turn, opens in turns if opens])
