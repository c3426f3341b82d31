"""A mail leaves once, is tried again when it could not, and reads as a person would write it."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_string
from email.policy import default

import pytest
from django.db import connection
from django.test import override_settings

from core import mail, notices, tasks
from core.models import Notice, User
from core.task import in_transaction
from tests.databases import committed


@pytest.fixture
def urgent(told):
    told(mail="now")


def letters(sink) -> list:
    return [message_from_string(text, policy=default) for text in sink.letters]


def text_of(letter) -> str:
    return letter.get_body(("plain",)).get_content()


def html_of(letter) -> str:
    return letter.get_body(("html",)).get_content()


def run():
    tasks.tell()
    tasks.deliver()


def rows(**which):
    with committed():
        return list(Notice.objects.filter(**which).order_by("created_at"))


def test_an_urgent_mail_leaves_at_once_and_says_all_it_must(sink, urgent, export, anna, bert, hour):
    export(by=bert)
    run()
    (letter,) = letters(sink)
    assert letter["to"] == "anna@example.com" and letter["reply-to"] == "hal@example.com"
    assert re.fullmatch(r"Export 1 made until 24 November 2026, 10:00 CET \[[0-9A-F]{8}\]", letter["subject"])
    for words in (
        "Hello Anna,",
        "http://localhost:8000/desk/exports/",
        "Hal Helper",
        "because you asked to be told",
        "asked for",
    ):
        assert words in text_of(letter) and words in html_of(letter)
    assert html_of(letter).count('class="button"') == 1
    assert not re.search(r"<img|src=|url\(|@import|<script", html_of(letter))
    assert "<" not in text_of(letter)


def test_words_from_outside_are_text_in_the_mail(sink, urgent, anna, bert, hour, export):
    with committed():
        User.objects.filter(pk=anna.pk).update(name='<img src="http://evil.example/x">')
    anna.name = '<img src="http://evil.example/x">'
    export(by=bert)
    run()
    assert "<img" not in html_of(letters(sink)[0])


def test_other_news_waits_ten_minutes_and_comes_as_one_mail(sink, told, export, bert, hour):
    for number in range(3):
        export(number, by=bert)
        run()
        hour.pass_by(minutes=3)
    run()
    assert letters(sink) == []
    hour.pass_by(minutes=1)
    run()
    (letter,) = letters(sink)
    assert letter["subject"] == "3 new items from Norra Works"
    assert all(f"Export {number} made" in text_of(letter) for number in range(3))
    assert all(notice.mailed_at for notice in rows())


def test_what_comes_by_the_hundred_waits_for_the_morning_of_its_reader(sink, told, export, bert, hour):
    told(mail="daily")
    for number in range(2):
        export(number, by=bert)
        run()
        hour.pass_by(minutes=600)
    run()
    assert letters(sink) == [] and {row.next_try_at.isoformat() for row in rows()} == {"2026-11-25T06:00:00+00:00"}
    hour.pass_by(minutes=60)
    run()
    assert [letter["subject"] for letter in letters(sink)] == ["2 new items from Norra Works"]


def test_it_goes_with_an_earlier_letter_to_the_same_reader(sink, told, export, bert, hour):
    told(mail="daily")
    export(1, by=bert)
    run()
    told()
    export(2, by=bert)
    run()
    hour.pass_by(minutes=10)
    run()
    assert [letter["subject"] for letter in letters(sink)] == ["2 new items from Norra Works"]


def test_one_piece_of_news_alone_comes_under_its_own_title(sink, told, export, bert, hour):
    export(by=bert)
    tasks.tell()
    hour.pass_by(minutes=11)
    run()
    assert letters(sink)[0]["subject"].startswith("Export 1 made")


def test_what_was_read_in_the_inbox_is_not_mailed(sink, told, export, bert, hour):
    export(by=bert)
    tasks.tell()
    with committed():
        Notice.objects.update(read_at=hour.at)
    hour.pass_by(minutes=11)
    run()
    assert letters(sink) == [] and not rows(by_mail=True)


def test_a_closed_account_gets_no_mail(sink, urgent, export, anna, bert):
    export(by=bert)
    tasks.tell()
    with committed():
        User.objects.filter(pk=anna.pk).update(is_active=False)
    run()
    assert letters(sink) == []


def test_a_server_that_is_down_loses_and_doubles_nothing(sink, urgent, export, bert, hour):
    export(by=bert)
    with override_settings(EMAIL_PORT=1):
        run()
    (notice,) = rows()
    assert "refused" in notice.error and notice.mailed_at is None and notice.tries == 1
    run()
    assert letters(sink) == []
    hour.pass_by(minutes=mail.WAITS[0])
    run()
    run()
    assert len(letters(sink)) == 1 and rows()[0].error == ""


def test_a_bundle_that_failed_comes_back_as_it_was(sink, told, export, bert, hour):
    export(1, by=bert)
    export(2, by=bert)
    tasks.tell()
    hour.pass_by(minutes=10)
    sink.refusal = "451 come back later"
    run()
    sink.refusal = ""
    export(3, by=bert)
    run()
    hour.pass_by(minutes=20)
    run()
    assert sorted(letter["subject"].split(" made")[0] for letter in letters(sink)) == [
        "2 new items from Norra Works",
        "Export 3",
    ]


def test_a_mail_that_left_just_before_a_crash_is_the_same_one_again(sink, urgent, export, bert, hour, monkeypatch):
    export(by=bert)
    tasks.tell()
    with monkeypatch.context() as crash:
        crash.setattr(mail, "close", _dies)
        with pytest.raises(KeyboardInterrupt):
            tasks.deliver()
    tasks.deliver()
    assert len(letters(sink)) == 1
    hour.pass_by(minutes=mail.WAITS[0])
    tasks.deliver()
    first, second = letters(sink)
    assert first["message-id"] == second["message-id"]


def _dies(*args, **kwargs):
    raise KeyboardInterrupt


def test_after_the_last_try_it_is_given_up_and_says_why(sink, urgent, export, bert, hour):
    export(by=bert)
    sink.refusal = "451 come back later"
    for _ in range(mail.TRIES + 2):
        run()
        hour.pass_by(days=2)
    (notice,) = rows()
    assert notice.given_up_at and notice.tries == mail.TRIES and "451" in notice.error
    with committed():
        assert notices.state()["given_up"] == 1


def test_a_refusal_for_good_is_not_tried_again(sink, urgent, export, bert):
    export(by=bert)
    sink.refusal = "550 no such mailbox"
    run()
    assert rows()[0].given_up_at and "550 no such mailbox" in rows()[0].error


def test_a_worker_that_dies_over_one_letter_each_time_gives_it_up(sink, urgent, export, bert, hour, monkeypatch):
    export(by=bert)
    tasks.tell()
    monkeypatch.setattr(mail, "_single", _dies)
    for _ in range(mail.TRIES):
        with pytest.raises(KeyboardInterrupt):
            tasks.deliver()
        hour.pass_by(days=2)
    tasks.deliver()
    assert rows()[0].given_up_at and rows()[0].error == "The mail could not be written"


def test_four_workers_at_once_send_each_mail_once(sink, urgent, export, hour):
    for number in range(15):
        export(number)
    tasks.tell()

    def work(_):
        tasks.deliver()
        connection.close()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(4)))
    sent = letters(sink)
    assert len(sent) == len({letter["message-id"] for letter in sent}) == 30


def test_a_claimed_letter_is_nobody_elses_until_its_next_try(told, export, bert, hour):
    told(mail="now")
    export(by=bert)
    tasks.tell()
    assert len(in_transaction(mail.claim, name="deliver")) == 1
    assert in_transaction(mail.claim, name="deliver") == []
    hour.at += timedelta(minutes=mail.WAITS[0])
    assert len(in_transaction(mail.claim, name="deliver")) == 1
