"""Whatever somebody who rules the database changes behind our back is found, and named by its place.

The attacker switches the guards off, changes rows, and switches them on again.
"""

import hashlib
import uuid
from datetime import datetime, timedelta, timezone

import pytest

from core import events, trail
from core.verification import trail as verification
from tests.trail import world

AT = "(select event_id from core_sealedevent where position = %(position)s)"
SWAP = """update core_sealedevent a set event_id = b.event_id, digest = b.digest, vendor_id = b.vendor_id
from core_sealedevent b where a.position + b.position = 2 * %(position)s + 1 and a.position in (%(position)s, %(position)s + 1)"""

ATTACKS = {
    "event-edited": f"update core_event set actor_id = gen_random_uuid() where id = {AT}",
    "event-missing": f"delete from core_event where id = {AT}",
    "detail-edited": f"update core_eventdetail set data = '{{\"number\": 99}}' where event_id = {AT}",
    "detail-missing": f"delete from core_eventdetail where event_id = {AT}",
    "vendor-changed": f"update core_event set vendor_id = gen_random_uuid() where id = {AT}",
    "gap": "delete from core_sealedevent where position = %(position)s",
    "chain": "update core_sealedevent set vendor_chain = repeat('0', 64) where position = %(position)s",
}


@pytest.mark.parametrize("kind", ATTACKS)
@pytest.mark.parametrize("position", [1, 11])
def test_an_attack_on_one_event_is_named_with_its_position(sealed, tamper, kind, position):
    event = world.order()[position - 1]
    tamper("set session_replication_role = replica", ATTACKS[kind], position=position)
    found = [damage for damage in world.examine().damages if damage.kind == kind]
    assert found and found[0].seal == (position - 1) // 4 + 1
    if kind != "gap":
        assert (found[0].position, found[0].event) == (position, event)


def test_swapped_order_is_found(sealed, tamper):
    tamper("alter table core_sealedevent drop constraint core_sealedevent_pkey", SWAP, position=6)
    report = world.examine()
    assert {"chain", "seal-root"} <= world.kinds(report)
    assert next(damage for damage in report.damages if damage.kind == "chain").position == 6


@pytest.mark.parametrize(
    "change", ["count = count + 1", "sealed_at = sealed_at - interval '1 day'", "merkle_root = repeat('a', 64)"]
)
def test_an_edited_seal_is_found(sealed, tamper, change):
    tamper(f"update core_seal set {change} where number = 2")
    found = [damage for damage in world.examine().damages if damage.kind == "seal-edited"]
    assert [damage.seal for damage in found] == [2]


def test_a_seal_whose_digest_was_mended_no_longer_carries_the_next_one(sealed, tamper):
    second = next(row["seal"] for row in world.rows() if row.get("seal") and row["seal"]["number"] == 2)
    second["sealed_at"] = "2020-01-01T00:00:00.000000Z"
    tamper(
        "update core_seal set sealed_at = %(at)s, digest = %(digest)s where number = 2",
        at=second["sealed_at"],
        digest=verification.seal_digest(second),
    )
    found = [damage for damage in world.examine().damages if damage.kind == "seal-link"]
    assert [damage.seal for damage in found] == [3]


def test_a_missing_seal_is_found(sealed, tamper):
    tamper("delete from core_sealedevent where position between 5 and 8", "delete from core_seal where number = 2")
    assert {"seal-missing", "seal-link", "gap"} <= world.kinds(world.examine())


INSERT = """insert into core_event (id, name, at, actor_kind, subject_kind, request_id, door, commitment)
select '01890000-0000-7000-8000-000000000001', name, at - interval '40 days', actor_kind, subject_kind, request_id, door, %(commitment)s
from core_event limit 1"""
DETAIL = "insert into core_eventdetail (event_id, salt, labels, data) values ('01890000-0000-7000-8000-000000000001', 'ab', '{}', '{}')"


@pytest.mark.parametrize("is_sealed", [False, True])
def test_an_event_dated_back_is_found_sealed_or_not(sealed, tamper, is_sealed):
    commitment = hashlib.sha256(b"ab" + verification.canonical({"labels": {}, "data": {}})).hexdigest()
    tamper(INSERT, DETAIL, commitment=commitment)
    if is_sealed:
        world.seal()
    report = world.examine()
    assert [(damage.kind, damage.event) for damage in report.damages] == [
        ("backdated", "01890000-0000-7000-8000-000000000001")
    ]


def test_an_erasure_that_no_event_tells_of_is_found(sealed, tamper):
    event = world.order()[3]
    tamper(
        "update core_eventdetail set erased_at = now(), salt = '', labels = '{}', data = '{}' where event_id = %(event)s",
        event=event,
    )
    assert [(damage.kind, damage.event) for damage in world.examine().damages] == [("erasure", event)]


def test_each_guard_left_off_is_found(sealed, superuser):
    for name in sorted(verification.GUARDS):
        table, trigger = name.split(".")
        with superuser.cursor() as cursor:
            cursor.execute(f"alter table {table} disable trigger {trigger}")
        damages = world.examine().damages
        assert damages[-1].kind == "guard" and any(f"{name} is switched off" in damage.what for damage in damages)


def test_a_guard_whose_function_was_emptied_is_found(sealed, superuser):
    with superuser.cursor() as cursor:
        cursor.execute(
            "create or replace function ringfence_trail_refuses() returns trigger language plpgsql as 'begin return null; end'"
        )
    assert world.kinds(world.examine()) == {"guard"}


def test_the_whole_walk_keeps_no_event_in_memory(sealed):
    """The verifier is fed row by row and holds counters, chains and seals alone."""
    verifier = verification.Verifier()
    for row in world.rows():
        verifier.feed(row)
    assert verifier.finish().is_whole
    assert (len(verifier.chains), len(verifier.digests), len(verifier.erased)) == (3, 3, 0)


def test_canonical_bytes_are_those_of_the_product():
    """Ids, instants and nested words come out of the trail as `record` hashed them."""
    value = {
        "at": datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=2))),
        "id": uuid.UUID(int=7),
        "b": [1, None, True],
        "a": "é “x”",
    }
    assert verification.canonical(trail.plain(value)) == events.canonical(value)
