"""A deadline is told at its latest stage, once, also after days without a worker."""

from datetime import UTC, datetime, timedelta

import pytest

from core import reminders
from core.models import Notice
from core.reminders import Deadline
from tests import races
from tests.databases import committed

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def deadline(user, days: float, key: str = "certificate:1") -> Deadline:
    return Deadline(
        key=key,
        due_at=AT + timedelta(days=days),
        users=(user.pk,),
        title="Certificate ends on %(due_at)s",
        overdue="Certificate ended on %(due_at)s",
        url="/desk/",
        why="you look after it",
        context={"firm": "Norra"},
    )


def remind(*deadlines, at=AT) -> list[str]:
    """Run the sweep and return the titles that are new."""
    with committed():
        before = set(Notice.objects.values_list("pk", flat=True))
        reminders.remind(deadlines, at=at)
        return [notice.title for notice in Notice.objects.exclude(pk__in=before).order_by("created_at")]


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        (91, None),
        (90, "90"),
        (31, "90"),
        (30, "30"),
        (7.5, "30"),
        (7, "7"),
        (1.1, "7"),
        (1, "1"),
        (0.1, "1"),
        (0, "0"),
        (-0.9, "0"),
        (-1, "overdue"),
        (-400, "overdue"),
    ],
)
def test_the_latest_stage_reached_is_the_one(days, stage):
    assert reminders.stage(AT + timedelta(days=days), AT) == stage


def test_a_task_is_told_a_week_and_a_day_before_and_when_it_is_late():
    reached = [reminders.stage(AT + timedelta(days=days), AT, reminders.TASK) for days in (30, 7, 1, 0, -0.5, -1)]
    assert reached == [None, "7", "1", "1", "1", "overdue"]


def test_a_stage_from_before_the_news_of_it_is_not_told():
    due, asked = AT + timedelta(days=5), AT - timedelta(hours=1)
    assert reminders.stage(due, AT, reminders.TASK, since=asked) is None
    assert reminders.stage(due, due - timedelta(hours=20), reminders.TASK, since=asked) == "1"


def test_it_is_told_once_a_stage(anna):
    assert remind(deadline(anna, 30)) == ["Certificate ends on 24 December 2026, 09:00 CET"]
    assert remind(deadline(anna, 30)) == []
    assert remind(deadline(anna, 30), at=AT + timedelta(days=22)) == []
    assert len(remind(deadline(anna, 30), at=AT + timedelta(days=23))) == 1


def test_after_missed_days_one_notice_tells_the_stage_reached(anna):
    assert len(remind(deadline(anna, 100), at=AT + timedelta(days=98))) == 1
    with committed():
        assert Notice.objects.get().context["stage"] == "7"


def test_overdue_has_its_own_words(anna):
    assert remind(deadline(anna, -2)) == ["Certificate ended on 22 November 2026, 09:00 CET"]


def test_a_date_that_moved_starts_anew(anna):
    remind(deadline(anna, 7))
    assert len(remind(deadline(anna, 29))) == 1


def test_accounts_that_are_closed_hear_nothing(anna):
    anna.is_active = False
    with committed():
        anna.save(update_fields=["is_active"])
    assert remind(deadline(anna, 7)) == []


def test_many_are_written_in_sets(anna, bert, django_assert_max_num_queries):
    due = [deadline(user, 7, f"certificate:{number}") for number in range(1500) for user in (anna, bert)]
    with django_assert_max_num_queries(20):
        assert len(remind(*due)) == 3000


def test_two_sweeps_that_saw_the_same_gap_write_one_notice(anna, monkeypatch):
    """The second one finds the row by its key, though it had looked before the first one wrote."""
    remind(deadline(anna, 7))
    monkeypatch.setattr(reminders, "_not_told", lambda keys: keys)
    assert remind(deadline(anna, 7)) == []


@pytest.mark.race
def test_four_workers_at_once_tell_each_of_it_once(anna, bert):
    due = [deadline(user, 7, f"certificate:{number}") for number in range(200) for user in (anna, bert)]
    written = races.at_once(*[lambda: reminders.remind(due, at=AT)] * 4)
    with committed():
        assert sum(written) == Notice.objects.count() == 400
