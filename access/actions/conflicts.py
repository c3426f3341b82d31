"""Keep the conflict sets, and notice who holds what may not be held together. The decision itself closes both of a pair."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import connection, transaction
from django.utils.translation import gettext as _

from access import conflicts, outcomes
from access.models import Asset, Conflict, ConflictAsset, ConflictPerson, ConflictSet
from access.outcomes import Outcome
from access.policies import conflicts as policies
from core import events, facts
from core.actors import Actor
from core.refusals import NotNow, NotThis

Instant = datetime.datetime


def declare(*, name: str, because: str, assets: Iterable, people: Iterable = (), by: Actor, at: Instant) -> ConflictSet:
    """From `at` on nobody holds more than one of the assets, and none of the people approves access for another.

    Raises NotAllowed, NotThis for a name that is taken by another set, NotNow for a set with nothing to keep apart.
    """
    policies.check_can_declare(by)
    assets, people = _ids(assets), _ids(people)
    if there := ConflictSet.objects.select_for_update(no_key=True).filter(name=name).first():
        if (there.because, _members(there)) == (because, (assets, people)):
            return there
        raise NotThis("name", _("There is a conflict set of this name already."))
    _check_keeps_apart(assets, people)
    made = ConflictSet.objects.create(name=name, because=because, declared_at=at, declared_by=by.user)
    _fill(made, assets, people, at)
    events.record("conflict.declared", made, by=by, at=at, because=because, assets=_names(assets), people=len(people))
    return made


def foresee(found: ConflictSet | None, assets: Iterable, *, by: Actor, at: Instant) -> Outcome:
    """What opens and closes when this set, or a new one, keeps just these assets apart; everything is taken back."""
    policies.check_can_declare(by)
    wanted = _ids(assets)
    with transaction.atomic():
        row = found or ConflictSet.objects.create(
            name=str(uuid.uuid4()), because="-", declared_at=at, declared_by=by.user
        )
        had = _members(row)[0]
        outcome = outcomes.of(lambda: _fill(row, wanted, None, at), had | wanted, at=at)
        transaction.set_rollback(True)
    return outcome


def change(
    found: ConflictSet, *, name: str, because: str, assets: Iterable, people: Iterable, by: Actor, at: Instant
) -> ConflictSet:
    """What is in the set from `at` on; what was in it before stays answerable. Without assets and people it keeps nothing apart.

    Raises NotAllowed; NotThis for a name that is taken by another set.
    """
    policies.check_can_declare(by)
    found = ConflictSet.objects.select_for_update(no_key=True).get(pk=found.pk)
    assets, people = _ids(assets), _ids(people)
    had_assets, had_people = _members(found)
    if (found.name, found.because, had_assets, had_people) == (name, because, assets, people):
        return found
    if ConflictSet.objects.filter(name=name).exclude(pk=found.pk).exists():
        raise NotThis("name", _("There is a conflict set of this name already."))
    found.name, found.because = name, because
    found.save(update_fields=["name", "because"])
    _fill(found, assets, people, at)
    events.record(
        "conflict.changed",
        found,
        by=by,
        at=at,
        because=because,
        added=_names(assets - had_assets),
        removed=_names(had_assets - assets),
        people_added=len(people - had_people),
        people_removed=len(had_people - people),
    )
    return found


def _check_keeps_apart(assets: set, people: set) -> None:
    if len(assets) < 2 and len(people) < 2:
        raise NotNow(_("A conflict set keeps apart two pieces of information, or two people, at least."))


def _ids(rows: Iterable) -> set[uuid.UUID]:
    return {getattr(row, "pk", row) for row in rows}


def _members(found: ConflictSet) -> tuple[set[uuid.UUID], set[uuid.UUID]]:
    assets = found.assets.current().filter(during__upper_inf=True).values_list("asset_id", flat=True)
    return set(assets), set(found.people.current().filter(during__upper_inf=True).values_list("user_id", flat=True))


def _fill(found: ConflictSet, assets: set, people: set | None, at: Instant) -> None:
    """`people` None: they stay as they are."""
    had_assets, had_people = _members(found)
    _turn(ConflictAsset, found, "asset_id", had_assets, assets, at)
    if people is not None:
        _turn(ConflictPerson, found, "user_id", had_people, people, at)


def _turn(model, found, name: str, had: set, wanted: set, at: Instant) -> None:
    rows = model.objects.current().filter(conflict_set=found, during__upper_inf=True, **{f"{name}__in": had - wanted})
    for row in rows.order_by("pk"):
        facts.end(row, at=at)
    for each in sorted(wanted - had):
        facts.assert_fact(model, at=at, during=facts.span(at), conflict_set=found, **{name: each})


def _names(assets: set) -> list[str]:
    return list(Asset.objects.filter(pk__in=assets).order_by("name", "pk").values_list("name", flat=True))


def find(*, by: Actor, at: Instant) -> list[Conflict]:
    """Note who holds what conflicts and is not excused, and what of that is over. A second look notes nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('access conflicts'))")
    excused = conflicts.excused(at)
    there = {pair.excusable: pair for pair in conflicts.standing(at) if pair.excusable not in excused}
    known = {
        (row.person_id, row.conflict_set_id, row.asset_one_id, row.asset_two_id): row
        for row in Conflict.objects.filter(gone_at=None).select_related("asset_one", "asset_two")
    }
    for key in known.keys() - there.keys():
        known[key].gone_at = at
        known[key].save(update_fields=["gone_at"])
        events.record("conflict.gone", known[key], by=by, at=at, person=known[key].person_id)
    return [_found(there[key], by=by, at=at) for key in sorted(there.keys() - known.keys())]


def _found(pair: conflicts.Pair, *, by, at) -> Conflict:
    row = Conflict.objects.create(found_at=at, **pair._asdict())
    said = {"person": row.person_id, "person_name": row.person.name, "pair": row.pair, "set": str(row.conflict_set)}
    events.record("conflict.found", row, by=by, at=at, **said)
    return row
