"""Keyset pages: nothing twice, nothing missed, in both directions, whatever is empty and whatever comes between."""

import datetime

import pytest
from django.core import signing

from core.models import Job
from core.paging import BadCursor, Order, take

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)


def job(title, started=None, total=0):
    return Job.objects.create(kind="test", title=title, started_at=started, total=total)


@pytest.fixture
def jobs():
    hours = [3, None, 1, 3, None, 2, 3, None, 5]
    return [job(f"job {i % 4}", started=NOON + datetime.timedelta(hours=h) if h else None) for i, h in enumerate(hours)]


def walk(order, size=2):
    """All pages forwards as lists of keys, and the pages met on the way back."""
    pages, cursor = [], ""
    while True:
        page = take(Job.objects.all(), order, size=size, cursor=cursor, about="jobs")
        pages.append(page)
        if not page.next_cursor:
            break
        cursor = page.next_cursor
    back = []
    while page.previous_cursor:
        page = take(Job.objects.all(), order, size=size, cursor=page.previous_cursor, about="jobs")
        back.append(page)
    return pages, back


@pytest.mark.parametrize("by", ["title", "started_at", "pk"])
@pytest.mark.parametrize("descending", [False, True])
def test_every_row_comes_once_and_the_way_back_is_the_way_there(jobs, by, descending):
    pages, back = walk(Order("x", by, descending))
    keys = [row.pk for page in pages for row in page.rows]
    assert sorted(keys) == sorted(row.pk for row in jobs)
    assert [[r.pk for r in page.rows] for page in reversed(back)] == [[r.pk for r in page.rows] for page in pages[:-1]]


@pytest.mark.parametrize("descending", [False, True])
def test_empty_values_stand_last(jobs, descending):
    pages, _back = walk(Order("x", "started_at", descending), size=3)
    values = [row.started_at for page in pages for row in page.rows]
    filled = [value for value in values if value]
    assert values[len(filled) :] == [None] * 3
    assert filled == sorted(filled, reverse=descending)


def test_a_row_that_comes_between_moves_no_other_row():
    for title in "bdfh":
        job(title)
    first = take(Job.objects.all(), Order("title", "title"), size=2, about="jobs")
    job("a")
    job("e")
    second = take(Job.objects.all(), Order("title", "title"), size=2, cursor=first.next_cursor, about="jobs")
    assert [row.title for row in first.rows + second.rows] == ["b", "d", "e", "f"]


def test_one_page_is_one_statement(jobs, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = take(Job.objects.all(), Order("title", "title"), size=4, about="jobs")
    with django_assert_num_queries(1):
        take(Job.objects.all(), Order("title", "title"), size=4, cursor=page.next_cursor, about="jobs")


def test_microseconds_survive_the_cursor():
    for i in range(4):
        job("x", started=NOON + datetime.timedelta(microseconds=i))
    first = take(Job.objects.all(), Order("s", "started_at"), size=2, about="jobs")
    second = take(Job.objects.all(), Order("s", "started_at"), size=2, cursor=first.next_cursor, about="jobs")
    assert [row.started_at.microsecond for row in first.rows + second.rows] == [0, 1, 2, 3]


@pytest.mark.parametrize("about, order", [("people", Order("title", "title")), ("jobs", Order("title", "title", True))])
def test_a_cursor_fits_only_its_own_list_and_order(jobs, about, order):
    cursor = take(Job.objects.all(), Order("title", "title"), size=2, about="jobs").next_cursor
    with pytest.raises(BadCursor):
        take(Job.objects.all(), order, size=2, cursor=cursor, about=about)


@pytest.mark.parametrize(
    "cursor", ["x", "a:b:c", signing.dumps({"a": "jobs", "o": "title", "v": "a", "k": "1", "b": False})]
)
def test_a_cursor_that_was_not_made_here_is_refused(jobs, cursor):
    with pytest.raises(BadCursor):
        take(Job.objects.all(), Order("title", "title"), size=2, cursor=cursor, about="jobs")
