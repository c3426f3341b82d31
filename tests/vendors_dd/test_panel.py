"""The panel on working practice: blind until all have handed in, each for themself, and then a score with its spread."""

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.actors import staff
from core.models import Event, EventDetail
from core.refusals import NotAllowed, NotNow
from tests import make, make_dd
from vendors import panel_results
from vendors.actions import panel_reviews, screenings
from vendors.models import PanelReview, ScreeningScore
from vendors.policies import due_diligence

pytestmark = pytest.mark.django_db


@pytest.fixture
def screening():
    return make_dd.screening(make.vendor(tier=1), by=make_dd.analyst(), culture=None)


def seats(screening, *names):
    return [make_dd.seat(screening, make.officer(name).user) for name in names]


def page(user, screening, name="screening_panel"):
    client = Client()
    client.force_login(user)
    return client.get(reverse(name, args=[screening.pk]))


def test_nobody_sees_marks_before_all_have_handed_in(screening):
    first, second = seats(screening, "Ann", "Bob")
    make_dd.marked(first, 1)
    assert panel_results.of(screening) is None
    for user in (first.reviewer, second.reviewer, make_dd.analyst().user):
        text = page(user, screening).content.decode()
        assert "Seen by Ann" not in text and "Blind until" in text
    make_dd.marked(second, 4)
    text = page(second.reviewer, screening).content.decode()
    assert "Seen by Ann" in text and "Seen by Bob" in text


def test_the_trail_does_not_tell_marks_either(screening):
    first, _second = seats(screening, "Ann", "Bob")
    make_dd.marked(first, 1)
    event = Event.objects.get(name="panel.handed-in")
    detail = EventDetail.objects.get(event=event)
    assert "leaders" not in str(detail.data) and "Seen by" not in str(detail.data)


def test_one_reviewer_is_no_panel(screening):
    make_dd.marked(*seats(screening, "Ann"), 4)
    assert panel_results.of(screening) is None
    with pytest.raises(NotNow):
        panel_reviews.take_over(screening, by=make_dd.analyst(), at=clock.now())


@pytest.mark.parametrize(
    ("marks", "score", "confidence", "spread"),
    [
        ((3, 3), 3, "high", 0),
        ((3, 4), 3, "high", 1),
        ((2, 4), 3, "medium", 2),
        ((0, 3), 1, "low", 3),
        ((4, 4), 4, "high", 0),
    ],
)
def test_the_result_is_the_mean_rounded_down_and_as_sure_as_they_agree(screening, marks, score, confidence, spread):
    for seat, mark in zip(seats(screening, "Ann", "Bob"), marks, strict=True):
        make_dd.marked(seat, mark)
    found = panel_results.of(screening)
    assert (found.score, found.confidence, found.spread) == (score, confidence, spread)
    row = panel_reviews.take_over(screening, by=make_dd.analyst(), at=clock.now())
    assert (row.score, row.confidence, row.fresh_on) == (score, confidence, make_dd.today())
    assert row.source == "Panel, marked blind by Ann, Bob"


def test_one_line_on_which_they_differ_is_named(screening):
    first, second = seats(screening, "Ann", "Bob")
    make_dd.marked(first, 3)
    make_dd.marked(second, 3, walls=0)
    note = panel_reviews.take_over(screening, by=make_dd.analyst(), at=clock.now()).note
    assert "Far apart: How walls between rival customers work in daily life." in note and "Mean 2.7 of 4" in note


def test_marks_are_given_once_and_by_the_reviewer_alone(screening):
    first, _second = seats(screening, "Ann", "Bob")
    marks = {each["id"]: 2 for each in panel_results.criteria(screening)}
    with pytest.raises(NotAllowed):
        panel_reviews.hand_in(first, marks=marks, note="", by=make.officer(), at=clock.now())
    make_dd.marked(first, 1)
    again = panel_reviews.hand_in(first, marks=marks, note="better", by=staff(first.reviewer), at=clock.now())
    assert set(again.marks.values()) == {1} and again.note == "Seen by Ann"


@pytest.mark.parametrize(
    "marks", [{}, {"leaders": 3}, {"leaders": 9, "last-mistake": 1, "walls": 1, "speaking-up": 1, "staying": 1}]
)
def test_every_line_is_marked_on_the_scale(screening, marks):
    first, _second = seats(screening, "Ann", "Bob")
    with pytest.raises(NotNow):
        panel_reviews.hand_in(first, marks=marks, note="", by=staff(first.reviewer), at=clock.now())
    assert PanelReview.objects.get(pk=first.pk).submitted_at is None


def test_once_open_nobody_joins_and_who_handed_in_stays(screening):
    for seat in seats(screening, "Ann", "Bob"):
        make_dd.marked(seat)
    with pytest.raises(NotNow):
        seats(screening, "Late")
    with pytest.raises(NotNow):
        panel_reviews.release(screening.panel.first(), by=make_dd.analyst(), at=clock.now())


def test_taking_off_the_last_one_that_waited_opens_nothing_alone_but_two_that_handed_in(screening):
    first, second, third = seats(screening, "Ann", "Bob", "Cyd")
    make_dd.marked(first)
    make_dd.marked(second)
    assert panel_results.of(screening) is None
    panel_reviews.release(third, by=make_dd.analyst(), at=clock.now())
    assert panel_results.of(screening).score == 3


def test_whoever_marked_took_part_and_does_not_decide(screening):
    analyst, boss, other = make_dd.analyst(), make.officer("Boss"), make.officer("Other")
    make_dd.marked(make_dd.seat(screening, boss.user))
    make_dd.marked(make_dd.seat(screening, other.user))
    screening = screenings.hand_in(screening, summary="x", by=analyst, at=clock.now())
    assert not due_diligence.can_decide(boss, screening)
    assert due_diligence.can_decide(make.officer("Third"), screening)


def test_a_screening_that_was_handed_in_takes_no_marks(screening):
    first, _second = seats(screening, "Ann", "Bob")
    screenings.hand_in(screening, summary="x", by=make_dd.analyst(), at=clock.now())
    with pytest.raises(NotNow):
        make_dd.marked(first)


def test_a_reviewer_finds_it_on_today_and_hands_it_in_in_the_browser(screening):
    seat, _other = seats(screening, "Ann", "Bob")
    client = Client()
    client.force_login(seat.reviewer)
    assert "Mark the working practice" in client.get("/desk/").content.decode()
    where = reverse("panel_own", args=[screening.pk])
    short = client.post(where, {"leaders": "2", "note": "Kept words"})
    assert short.status_code == 422 and "Kept words" in short.content.decode()
    marks = {each["id"]: "2" for each in panel_results.criteria(screening)}
    assert client.post(where, {**marks, "note": "Seen"}).status_code == 302
    assert set(PanelReview.objects.get(pk=seat.pk).marks.values()) == {2}
    assert "Mark the working practice" not in client.get("/desk/").content.decode()
    assert page(make.officer("Stranger").user, screening, "panel_own").status_code == 404
    assert not ScreeningScore.objects.filter(screening=screening, dimension="culture").exclude(score=None).exists()
