"""A task runs in one transaction, in its role, starts over on a deadlock, and stops when there is no more to do."""

import psycopg2
import pytest
from django.db import IntegrityError, OperationalError

from core import events
from core.database import context
from core.models import Event
from core.task import in_transaction, task
from tests.databases import committed


class _Deadlock(psycopg2.OperationalError):
    pgcode = "40P01"


def _raise_deadlock():
    raise OperationalError("deadlock detected") from _Deadlock()


def _record(at, by):
    return events.record("export.made", None, by=by, at=at)


def count() -> int:
    with committed():
        return Event.objects.count()


@pytest.mark.parametrize(("failures", "is_done"), [(0, True), (2, True), (3, False)])
def test_a_deadlock_is_tried_twice_again_and_leaves_nothing_half_done(committing_database, failures, is_done):
    left = [None] * failures

    def act(*, at, by):
        _record(at, by)
        if left:
            left.pop()
            _raise_deadlock()

    if is_done:
        in_transaction(act, name="act")
    else:
        with pytest.raises(OperationalError):
            in_transaction(act, name="act")
    assert count() == int(is_done)


def test_other_errors_are_not_tried_again(committing_database):
    calls = []

    def act(*, at, by):
        calls.append(_record(at, by))
        raise IntegrityError("twice")

    with pytest.raises(IntegrityError):
        in_transaction(act, name="act")
    assert (len(calls), count()) == (1, 0)


def test_a_task_is_called_until_it_has_no_more_to_do_each_time_in_a_transaction_of_its_own(committing_database):
    seen = []

    @task(name="tests.count_down")
    def count_down(last, *, at, by):
        seen.append((at, by, context.current()[0], _record(at, by).request_id))
        return len(seen) < last

    count_down.apply(args=[3], task_id="run-1")
    assert len({at for at, *_ in seen}) == 3 and count() == 3
    assert {(by.label, role, request) for _, by, role, request in seen} == {("count_down", context.own_role(), "run-1")}
    assert events.request_id.get() == ""


def test_the_worker_acts_as_the_system(committing_database):
    made = in_transaction(lambda *, at, by: _record(at, by), name="tidy")
    assert (made.actor_kind, made.door) == ("system", "tasks")
