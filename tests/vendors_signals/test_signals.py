"""Is what was heard recorded once, set beside the score, and settled by somebody with a reason?"""

import datetime

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_dd, make_signals
from vendors import business_days
from vendors.actions import evidence, screenings, signals
from vendors.models import Screening, Signal
from vendors.panels import signals as words
from vendors.scoring import doubting

pytestmark = pytest.mark.django_db


def screened(firm):
    """Its screening is decided, so that a signal can doubt what was found."""
    analyst, at = make_dd.analyst(), clock.now()
    made = screenings.hand_in(make_dd.screening(firm, by=analyst, score=4), summary="Sound", by=analyst, at=at)
    screenings.decide(made, "approve", by=make.officer(), at=at, because="Good answers")
    return firm


def lapsed(firm, **more):
    """A certificate that counted and whose last day was yesterday."""
    row = make_dd.certificate(make.contact(firm), valid_until=make_dd.days(3), **more)
    evidence.accept(row, by=make_dd.analyst(), at=clock.now(), because="Found at the issuer")
    return row


def after(days: int) -> datetime.datetime:
    return clock.now() + datetime.timedelta(days=days)


def test_the_same_source_and_reference_are_recorded_once_however_they_are_spelt():
    firm = make.vendor()
    first = make_signals.signal(firm)
    again, is_new = signals.take_in(
        firm, **make_signals.SAID | {"source": "MORNING post", "summary": "Other words"}, happened_on=make_dd.today(),
        by=make_dd.analyst(), at=clock.now(),
    )  # fmt: skip
    assert (again, is_new) == (first, False) and again.summary == "A strike began"
    assert Event.objects.filter(name="signal.recorded", vendor_id=firm.pk).count() == 1
    assert make_signals.signal(make.vendor()) != first  # the same news of another firm
    with pytest.raises(IntegrityError), transaction.atomic():
        Signal.objects.create(**{**_row(first), "source": first.source.upper()})


def _row(signal: Signal) -> dict:
    return {
        field.attname: getattr(signal, field.attname) for field in signal._meta.concrete_fields if field.name != "id"
    }


def test_the_dimension_that_it_concerns_counts_as_not_assessed_after_it():
    row = make_signals.signal(screened(make.vendor(tier=1)), kind="rating")
    (moved,) = doubting.differences(row.before, row.after)
    assert moved["key"] == "financial" and moved["points"] > 0
    assert row.after["score"] == row.before["score"] + moved["points"]
    shown = words.difference(row)
    assert shown["lines"][0]["now"] == "Financial: not assessed" and "until somebody has looked again" in shown["words"]


def test_each_kind_moves_what_it_concerns_and_nothing_else():
    firm = screened(make.vendor(tier=1))
    moved = {}
    for kind in ("news", "rating", "ownership", "litigation", "watchlist", "other"):
        row = make_signals.signal(firm, kind=kind, reference=kind)
        moved[kind] = [each["key"] for each in doubting.differences(row.before, row.after)]
    legal = ["legal"]
    assert moved == {
        "news": ["reputation"],
        "rating": ["financial"],
        "ownership": legal,
        "litigation": legal,
        "watchlist": legal,
        "other": [],
    }


def test_without_a_score_there_is_nothing_to_set_side_by_side():
    row = make_signals.signal(make.vendor(tier=None))
    assert (row.before, row.after) == ({}, {}) and "no score yet" in words.difference(row)["words"]


def test_a_lapsed_certificate_makes_one_signal_with_the_certificate_as_what_moved():
    firm = make.vendor(tier=1)
    paper = lapsed(firm)
    assert signals.note_lapsed(by=make.CLOCK, at=after(2)) is False and not Signal.objects.exists()
    for day in (5, 6, 40):
        signals.note_lapsed(by=make.CLOCK, at=after(day))
    row = Signal.objects.get()
    assert (row.certificate, row.reference, row.kind) == (paper, paper.reference, "certificate")
    assert row.happened_on == paper.valid_until + datetime.timedelta(days=1) and row.recorded_by_name == ""
    assert [each["key"] for each in doubting.differences(row.before, row.after)] == ["certifications"]
    assert Event.objects.filter(name="signal.recorded").count() == 1


def test_what_was_renewed_revoked_or_never_accepted_makes_none():
    renewed, refused = make.vendor(tier=1), make.vendor(tier=1)
    old = lapsed(renewed)
    new = make_dd.certificate(make.contact(renewed), replaces=old, content=make_dd.PDF + b"%")
    evidence.accept(new, by=make_dd.analyst(), at=clock.now(), because="Found at the issuer")
    make_dd.certificate(make.contact(refused), valid_until=make_dd.days(3))
    signals.note_lapsed(by=make.CLOCK, at=after(9))
    assert not Signal.objects.exists()


def test_the_clock_goes_on_where_there_are_more_than_one_run_takes():
    for _each in range(3):
        lapsed(make.vendor(tier=1))
    runs = [signals.note_lapsed(by=make.CLOCK, at=after(9), most=2) for _again in range(3)]
    assert runs == [True, False, False] and Signal.objects.count() == 3


def test_taking_it_up_opens_a_screening_once_and_says_what_caused_it():
    row, by = make_signals.signal(make.vendor()), make_dd.analyst()
    for _again in range(2):
        row = signals.take_up(row, by=by, at=clock.now())
    assert row.screening == Screening.objects.get() and row.status == "taken_up"
    cause = Event.objects.get(name="signal.taken-up")
    assert Event.objects.get(name="screening.opened").cause_id == cause.pk


def test_a_screening_that_is_open_is_gone_on_with():
    firm, by = make.vendor(), make_dd.analyst()
    waiting = screenings.open(firm, by=by, at=clock.now())
    assert signals.take_up(make_signals.signal(firm), by=by, at=clock.now()).screening == waiting


def test_it_is_set_aside_with_a_reason_and_not_taken_up_any_more():
    row, by = make_signals.signal(make.vendor()), make_dd.analyst()
    for _again in range(2):
        row = signals.set_aside(row, because="Another firm of that name", by=by, at=clock.now())
    assert row.because == "Another firm of that name" and Event.objects.filter(name="signal.set-aside").count() == 1
    with pytest.raises(NotNow, match="meanwhile"):
        signals.take_up(row, by=by, at=clock.now())


def test_who_does_not_screen_neither_records_nor_settles_and_the_firm_sees_nothing():
    row = make_signals.signal(make.vendor())
    contact = make.as_person(make.contact(row.vendor))
    for nobody in (make.staff_member("approver"), contact):
        with pytest.raises(NotAllowed):
            make_signals.signal(row.vendor, by=nobody)
        with pytest.raises(NotAllowed):
            signals.take_up(row, by=nobody, at=clock.now())
        with pytest.raises(NotAllowed):
            signals.set_aside(row, because="x", by=nobody, at=clock.now())
    assert not Signal.objects.visible_to(contact).exists()


def test_nothing_is_heard_of_a_day_to_come():
    with pytest.raises(NotNow, match="earlier day"):
        make_signals.signal(make.vendor(), happened_on=business_days.day_of(clock.now()) + datetime.timedelta(days=1))
