"""Who holds what may not be held together, and what would conflict with what a person asks for?

Read from the same facts as the decision (access/sql/decide.sql), which closes both of a pair that nothing excuses.
"""

import datetime
import uuid
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from access.models import (
    Asset,
    ConflictAsset,
    ConflictException,
    ConflictPerson,
    ConflictSet,
    ExceptionPeriod,
    GrantPeriod,
)

Instant = datetime.datetime

_STANDING = """
    select distinct g.vendor_id, g.person_id, mine.conflict_set_id, mine.asset_id, other.asset_id
    from access_conflictasset mine
    join access_conflictasset other on other.conflict_set_id = mine.conflict_set_id and other.asset_id > mine.asset_id
    join access_grantperiod g on g.asset_id = mine.asset_id
    join access_grantperiod h on h.person_id = g.person_id and h.asset_id = other.asset_id
    where upper_inf(mine.known) and mine.during @> %(at)s and upper_inf(other.known) and other.during @> %(at)s
    and upper_inf(g.known) and g.during @> %(at)s and upper_inf(h.known) and h.during @> %(at)s
"""


class Pair(NamedTuple):
    """One person, one set, two assets in the order of their ids."""

    vendor_id: uuid.UUID
    person_id: uuid.UUID
    conflict_set_id: uuid.UUID
    asset_one_id: uuid.UUID
    asset_two_id: uuid.UUID

    @property
    def excusable(self) -> tuple:
        return self[1:]


class Clash(NamedTuple):
    """What a person holds, or has asked for, that conflicts with `asset`; `exception`: what excuses it now, if anything."""

    conflict_set: ConflictSet
    asset: Asset
    exception: ConflictException | None


def standing(at: Instant) -> list[Pair]:
    """Every pair that somebody holds at `at` although it conflicts, those with an exception included."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, {"at": at})
        return [Pair(*row) for row in cursor.fetchall()]


def excused(at: Instant) -> dict[tuple, ExceptionPeriod]:
    """(person, set, asset one, asset two) -> the period that excuses it at `at`."""
    rows = ExceptionPeriod.objects.current().holding(at)
    return {(row.person_id, row.conflict_set_id, row.asset_one_id, row.asset_two_id): row for row in rows}


def in_order(one: uuid.UUID, two: uuid.UUID) -> tuple[uuid.UUID, uuid.UUID]:
    return (one, two) if one < two else (two, one)


def clashes(person_id: uuid.UUID, asset_id: uuid.UUID, *, at: Instant) -> list[Clash]:
    """What this person holds at `at` that conflicts with the asset, whether they hold that one too or only ask for it."""
    here = ConflictAsset.objects.current().holding(at)
    sets = here.filter(asset=asset_id).values("conflict_set")
    held = GrantPeriod.objects.current().holding(at).filter(person_id=person_id).values("asset_id")
    others = here.filter(conflict_set__in=sets, asset__in=held).exclude(asset=asset_id)
    periods = ExceptionPeriod.objects.current().holding(at).filter(person_id=person_id).select_related("exception")
    known = {(row.conflict_set_id, row.asset_one_id, row.asset_two_id): row.exception for row in periods}
    rows = others.select_related("conflict_set", "asset__owner").order_by("conflict_set__name", "asset__name")
    return [
        Clash(row.conflict_set, row.asset, known.get((row.conflict_set_id, *in_order(asset_id, row.asset_id))))
        for row in rows
    ]


def set_of_both(one, others, *, at: Instant) -> tuple[ConflictSet, uuid.UUID] | None:
    """A set that holds this account and one of the others, with that one's id; None where there is none."""
    others = {each for each in others if each is not None and each != one}
    if one is None or not others:
        return None
    here = ConflictPerson.objects.current().holding(at)
    rows = here.filter(user__in=others, conflict_set__in=here.filter(user=one).values("conflict_set"))
    found = rows.select_related("conflict_set").order_by("conflict_set__name").first()
    return (found.conflict_set, found.user_id) if found else None


def of_grant(grant) -> Q:
    """Exceptions of the grant's person that are about its asset."""
    return Q(person=grant.person_id) & (Q(asset_one=grant.asset_id) | Q(asset_two=grant.asset_id))
