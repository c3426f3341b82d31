"""Sealing takes every event once, in order, and passes over none that commits late."""

from datetime import UTC, datetime, timedelta

import psycopg2
import pytest

from core import sealing
from core.models import Seal, SealedEvent
from core.task import in_transaction
from tests import databases
from tests.trail import world

INSERT = """
with event as (insert into core_event (id, name, at, actor_kind, subject_kind, request_id, door, commitment, vendor_id)
    values (gen_random_uuid(), 'export.made', now(), 'system', '', '', 'tasks', %s, %s) returning id)
insert into core_eventdetail (event_id, salt, labels, data, vendor_id) select id, 'ab', '{}', '{}', %s from event
"""


def test_a_sealed_trail_is_whole(sealed):
    report = world.examine()
    assert report.is_whole and (report.events, report.seals, report.unsealed) == (12, 3, 0)


def test_positions_have_no_gap_and_each_subcontractor_has_its_own_chain(sealed):
    with databases.committed():
        entries = list(SealedEvent.objects.order_by("position"))
    assert [entry.position for entry in entries] == list(range(1, 13))
    assert [entry.vendor_id for entry in entries] == [firm for firm in world.FIRMS for _ in range(4)]


def test_a_second_run_seals_nothing(sealed):
    assert in_transaction(lambda *, at, by: sealing.seal(at=at), name="seal") is None


def test_an_event_that_commits_late_is_waited_for(committing_database, superuser):
    late = databases.connect_as_superuser(committing_database)
    late.autocommit = False
    with late.cursor() as cursor:
        cursor.execute(INSERT, ["00" * 32, None, None])
    early = world.happen(1)
    assert in_transaction(lambda *, at, by: sealing.seal(at=at), name="seal") is None
    late.commit()
    late.close()
    world.seal()
    assert len(world.order()) == 2 and world.order()[1] == str(early[0])


def test_two_sealers_at_once_make_one_chain(committing_database, superuser):
    world.happen(3)
    other = databases.connect_as_superuser(committing_database)
    other.autocommit = False
    with other.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [sealing._LOCK])
    assert in_transaction(lambda *, at, by: sealing.seal(at=at), name="seal") is None
    other.rollback()
    other.close()
    world.seal()
    with databases.committed():
        assert Seal.objects.count() == 1


def test_long_backlogs_are_sealed_in_chunks(committing_database, monkeypatch):
    monkeypatch.setattr(sealing, "CHUNK", 5)
    world.happen(12)
    assert [made.count for made in world.seal()] == [5, 5, 2]
    assert world.examine().is_whole


def test_events_restored_from_another_server_are_sealed_and_new_ones_after_them(sealed, tamper):
    """Their transaction ids are far ahead of what this server has given out."""
    world.happen(2)
    tamper(
        "update core_event e set xid = '9000000000000' where not exists (select from core_sealedevent p where p.event_id = e.id)"
    )
    world.seal()
    world.happen(2)
    world.seal()
    report = world.examine()
    assert report.is_whole and (report.events, report.unsealed) == (16, 0)


def test_the_state_tells_what_waits(sealed):
    world.happen(3)
    with databases.committed():
        state = sealing.state()
    assert (state["seal"], state["unsealed"], state["checked_at"]) == (3, 3, None)
    assert datetime.now(UTC) - state["sealed_at"] < timedelta(minutes=5)


def test_a_rolled_back_seal_leaves_nothing(sealed, monkeypatch):
    world.happen(1)
    world.settle()
    monkeypatch.setattr(SealedEvent.objects, "bulk_create", _breaks)
    with pytest.raises(psycopg2.Error):
        in_transaction(lambda *, at, by: sealing.seal(at=at), name="seal")
    monkeypatch.undo()
    world.seal()
    assert world.examine().is_whole


def _breaks(*args, **kwargs):
    raise psycopg2.OperationalError("gone")
