"""Which conditions does a class of information ask for, and what opens or closes when they change?"""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from access import outcomes
from access.models import AssetClass, Requirement
from access.outcomes import Outcome
from access.policies import grants as policies
from core import events
from core.actors import Actor
from core.refusals import NotNow

Pairs = list[tuple[str, str]]  # (requirement, key)


def foresee(
    asset_class: AssetClass, requirements: Iterable[tuple[str, str]], *, by: Actor, at: datetime.datetime
) -> Outcome:
    """What `set_policy` would do now: the decision itself is asked, and everything taken back."""
    policies.check_can_set_policy(by)
    with transaction.atomic():
        outcome = _replace(asset_class, sorted(set(requirements)), at)
        transaction.set_rollback(True)
    return outcome


def set_policy(
    asset_class: AssetClass,
    requirements: Iterable[tuple[str, str]],
    *,
    by: Actor,
    at: datetime.datetime,
    because: str,
    instead_of: Pairs | None = None,
) -> AssetClass:
    """Replace a class's list of requirements. Access follows at once. `instead_of`: the list that the person was shown.

    Raises NotAllowed; NotNow where the list is another one by now, or too little would remain.
    """
    policies.check_can_set_policy(by)
    asset_class = AssetClass.objects.select_for_update(no_key=True).get(pk=asset_class.pk)
    old, new = asset_class.asks_for(), sorted(set(requirements))
    if old == new:
        return asset_class
    if instead_of is not None and sorted(instead_of) != old:
        raise NotNow(_("Somebody changed this policy meanwhile. Look at it again."))
    policies.check_asks_enough(asset_class, new)
    outcome = _replace(asset_class, new, at)
    events.record(
        "class.changed",
        asset_class,
        by=by,
        at=at,
        because=because,
        before=[list(pair) for pair in old],
        after=[list(pair) for pair in new],
        closes=len(outcome.closes),
        opens=len(outcome.opens),
    )
    return asset_class


def set_limits(
    asset_class: AssetClass, *, max_days: int, emergencies: bool, by: Actor, at: datetime.datetime, because: str
) -> AssetClass:
    """For how many days one decision opens it at most, and whether an emergency opens it without one. What is open stays open."""
    policies.check_can_set_policy(by)
    asset_class = AssetClass.objects.select_for_update(no_key=True).get(pk=asset_class.pk)
    old = {"max_days": asset_class.max_days, "emergencies": asset_class.emergencies}
    new = {"max_days": max_days, "emergencies": emergencies}
    if old == new:
        return asset_class
    asset_class.max_days, asset_class.emergencies = max_days, emergencies
    asset_class.save(update_fields=["max_days", "emergencies"])
    events.record("class.limits-changed", asset_class, by=by, at=at, because=because, before=old, after=new)
    return asset_class


def _replace(asset_class: AssetClass, requirements: Pairs, at: datetime.datetime) -> Outcome:
    def change() -> None:
        asset_class.requirements.all().delete()
        Requirement.objects.bulk_create(
            Requirement(asset_class=asset_class, requirement=name, key=key) for name, key in requirements
        )

    return outcomes.of(change, asset_class.assets.values("pk"), at=at)
