"""Each listener is told once, after commit, and nobody hears of own acts."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from config.notices import NOTICES
from core import notices, tasks
from core.models import Notice, Outbox
from core.notices import Tell
from tests.databases import committed


def inbox(user) -> list[str]:
    with committed():
        return list(Notice.objects.filter(user=user).order_by("created_at").values_list("title", flat=True))


def test_each_listener_is_told_in_the_own_zone(told, export, anna, bert):
    export()
    tasks.tell()
    assert inbox(anna) == ["Export 1 made until 24 November 2026, 10:00 CET"]
    assert inbox(bert) == ["Export 1 made until 24 November 2026, 09:00 UTC"]


def test_nothing_is_written_before_the_worker_comes(told, export, anna):
    export()
    assert inbox(anna) == []


def test_nobody_hears_of_own_acts_unless_the_account_may_be_in_other_hands(told, export, anna, bert):
    export(by=anna)
    tasks.tell()
    assert (len(inbox(anna)), len(inbox(bert))) == (0, 1)
    told(own=True)
    export(by=anna)
    tasks.tell()
    assert (len(inbox(anna)), len(inbox(bert))) == (1, 2)


def test_a_second_run_and_a_lost_mark_tell_nobody_twice(told, export, anna):
    export()
    tasks.tell()
    with committed():
        Outbox.objects.update(told_at=None)
    tasks.tell()
    assert len(inbox(anna)) == 1


def test_four_workers_at_once_tell_each_listener_once(told, export, anna, bert):
    for number in range(25):
        export(number)

    def work(_):
        tasks.tell()
        connection.close()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(4)))
    assert len(inbox(anna)) == len(inbox(bert)) == 25
    with committed():
        assert not Outbox.objects.filter(told_at=None).exists()


def test_news_that_cannot_be_told_blocks_no_other_and_stays_visible(told, export, anna, monkeypatch):
    monkeypatch.setitem(NOTICES, "client.created", [Tell(lambda event, detail: 1 / 0, "Never")])
    with committed():
        from core import actors, events

        broken = events.record("client.created", None, by=actors.system("test"), at=notices.timezone.now())
    for number in range(3):
        export(number)
    for _ in range(notices.TELL_TRIES):
        with pytest.raises(ZeroDivisionError):
            tasks.tell()
    tasks.tell()
    assert len(inbox(anna)) == 3
    with committed():
        assert list(Outbox.objects.filter(told_at=None).values_list("pk", "tries")) == [(broken.pk, notices.TELL_TRIES)]
        assert notices.state()["untold"] == 1


def test_a_title_that_lacks_a_word_is_not_told_half(told, export, anna, monkeypatch):
    monkeypatch.setitem(NOTICES, "export.made", [Tell(NOTICES["export.made"][0].audience, "Export of %(nothing)s")])
    export()
    with pytest.raises(KeyError):
        tasks.tell()
    assert inbox(anna) == []
