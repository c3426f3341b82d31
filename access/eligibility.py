"""May this person open this asset now, and why? The decision, in one place.

The rule itself is access/sql/decide.sql (one person, one asset) and access/sql/decide_many.sql (a page of them, or
all); access/sql/noted.sql reads what the sweep noted of the rule's answers (ADR 0009). Everything that asks goes through
here: the officer's checklist, the subcontractor's "what is left to do", the guards on approval and on opening, the API,
and the sweep that tells people.
"""

import datetime
import json
import uuid
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django.db import connection

Instant = datetime.datetime
Triple = tuple[uuid.UUID, uuid.UUID, str]
_instant = datetime.datetime.fromisoformat
# Not requirements of a class: the grant itself, that nothing holds it, and that it may be combined with what else is held.
OPEN_REASONS = {"grant", "no_hold", "no_conflict"}


class Reason(NamedTuple):
    """One condition. `until`: when it stops holding; `next`: when it will next begin to (UTC, None: unknown or never)."""

    requirement: str
    key: str
    ok: bool
    until: Instant | None = None
    next: Instant | None = None

    @property
    def name(self) -> str:
        return f"{self.requirement}:{self.key}" if self.key else self.requirement


class Decision(NamedTuple):
    """`until` is the moment at which the answer will next change, as far as the facts known now say."""

    allowed: bool
    reasons: tuple[Reason, ...]
    until: Instant | None
    at: Instant

    def __bool__(self):
        return self.allowed

    @property
    def unmet(self) -> tuple[Reason, ...]:
        """What would make it yes: every condition that does not hold."""
        return tuple(reason for reason in self.reasons if not reason.ok)

    @property
    def unmet_requirements(self) -> tuple[Reason, ...]:
        """What is missing apart from the grant itself: the guard on approval asks for this to be empty."""
        return tuple(reason for reason in self.unmet if reason.requirement != "grant")


def decide(
    person_id: uuid.UUID, asset_id: uuid.UUID, *, at: Instant, known_at: Instant | None = None, level: str = "view"
) -> Decision:
    """The full rule for one person and one asset at `at`, by what we knew at `known_at` (by default `at`)."""
    known = known_at.isoformat() if known_at else None
    with connection.cursor() as cursor:
        cursor.execute(
            "select access_decide(%s, %s, %s, %s, %s)", [person_id.hex, asset_id.hex, at.isoformat(), known, level]
        )
        allowed, until, *conditions = json.loads(cursor.fetchone()[0])
    return Decision(allowed, tuple(sorted(map(_reason, *conditions))), _instant(until) if until else None, at)


def decide_many(triples: Iterable[Triple], *, at: Instant, known_at: Instant | None = None) -> list[Decision]:
    """The same rule for many (person, asset, level) at once, in their order; reasons list only what is not met.

    By what is known at `at` itself, the sweep's notes answer where they are beyond doubt; the rule answers the others.
    """
    triples = list(triples)
    found = _noted(triples, at) if known_at in {None, at} else {}
    rest = [place for place in range(len(triples)) if place not in found] if len(found) < len(triples) else []
    found.update(zip(rest, _by_rule([triples[place] for place in rest], at, known_at or at), strict=True))
    return [found[place] for place in range(len(triples))]


def _noted(triples: list[Triple], at: Instant) -> dict[int, Decision]:
    rows = _rows(
        "select place - 1, allowed, until, unmet from access_noted(%s::uuid[], %s::uuid[], %s::text[], %s)", triples, at
    )
    return {place: Decision(allowed, _missing(unmet), until, at) for place, allowed, until, unmet in rows}


def _by_rule(triples: list[Triple], at: Instant, known_at: Instant) -> list[Decision]:
    statement = "select allowed, until, unmet from access_decide_many(%s::uuid[], %s::uuid[], %s::text[], %s, %s)"
    return [
        Decision(allowed, _missing(unmet), until, at)
        for allowed, until, unmet in _rows(statement, triples, at, known_at)
    ]


def _rows(statement: str, triples: list[Triple], *moments: Instant) -> list[tuple]:
    if not triples:
        return []
    persons, assets, levels = zip(*triples, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(statement, [_array(persons), _array(assets), list(levels), *moments])
        return cursor.fetchall()


def who_could_open(asset_id: uuid.UUID, *, at: Instant, known_at: Instant | None = None) -> list[tuple[uuid.UUID, str]]:
    """Every (person id, level) that could open this asset at `at`, by what was known at `known_at` (by default `at`)."""
    return _open_pairs("asset_id = %s", asset_id, "person_id", at=at, known_at=known_at)


def what_could_be_opened(
    person_id: uuid.UUID, *, at: Instant, known_at: Instant | None = None
) -> list[tuple[uuid.UUID, str]]:
    """Every (asset id, level) that this person could open at `at`, by what was known at `known_at` (by default `at`)."""
    return _open_pairs("person_id = %s", person_id, "asset_id", at=at, known_at=known_at)


def _open_pairs(condition: str, value, answer: str, *, at, known_at):
    known = known_at or at
    with connection.cursor() as cursor:
        cursor.execute(
            f"select distinct person_id, asset_id, level from access_grantperiod where {condition} and during @> %s and known @> %s",
            [value, at, known],
        )
        triples = cursor.fetchall()
    decisions = decide_many(triples, at=at, known_at=known)
    place = {"person_id": 0, "asset_id": 1}[answer]
    return [(triple[place], triple[2]) for triple, decision in zip(triples, decisions, strict=True) if decision]


def _array(ids: Iterable[uuid.UUID]) -> str:
    """An array as PostgreSQL writes it: one parameter to quote, not thousands."""
    return "{" + ",".join([each.hex for each in ids]) + "}"


def _reason(requirement: str, key: str, ok: bool, turns: str | None) -> Reason:
    at = _instant(turns) if turns else None
    return Reason(requirement, key, ok, at, None) if ok else Reason(requirement, key, ok, None, at)


@lru_cache(maxsize=1024)
def _missing(unmet: str) -> tuple[Reason, ...]:
    """The same few conditions are missing over and over in a batch."""
    return tuple(Reason(row["requirement"], row["key"], ok=False) for row in json.loads(unmet))
