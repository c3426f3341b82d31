"""Who enters accounts, what is kept of them when they are corrected, and what must never be so."""

import datetime

import pytest

from core import clock, files
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_dd, make_finance
from vendors.actions import statements
from vendors.models import Statement

pytestmark = pytest.mark.django_db


def corrected(row, *, because="Misread", by=None, at=None, **more):
    return statements.correct(
        row, because=because, by=by or make_dd.analyst(), at=at or clock.now(), **make_finance.said(**more)
    )


def test_a_year_is_kept_with_its_period_and_entering_it_twice_is_entering_it_once():
    firm, by = make.vendor(), make_dd.analyst()
    row = make_finance.statement(firm, by=by)
    assert make_finance.statement(firm, by=by).pk == row.pk
    assert (row.starts_at.astimezone().date() - datetime.date(row.ends_on.year, 1, 1)).days in {-1, 0, 1}
    assert Event.objects.filter(name="statement.entered", vendor_id=firm.pk).count() == 1


def test_other_figures_for_a_year_that_is_there_are_refused():
    firm = make.vendor()
    make_finance.statement(firm)
    with pytest.raises(NotNow, match="Correct them instead"):
        make_finance.statement(firm, amounts={"cash": 100})


def test_a_correction_is_a_new_version_and_the_old_one_answers_for_the_past():
    row = make_finance.statement(make.vendor())
    before = clock.now()
    later = before + datetime.timedelta(hours=1)
    newest = corrected(row, amounts={"cash": 150}, at=later)
    rows = Statement.objects.filter(vendor=row.vendor)
    assert rows.current().get() == newest and newest.amounts["cash"] == 150 and newest.because == "Misread"
    assert rows.believed(before).get().amounts["cash"] == 200
    assert Event.objects.filter(name="statement.corrected").count() == 1


def test_a_correction_of_an_older_version_is_refused_and_the_same_again_changes_nothing():
    row = make_finance.statement(make.vendor())
    newest = corrected(row, amounts={"cash": 150})
    assert corrected(row, amounts={"cash": 150}).pk == newest.pk
    with pytest.raises(NotNow, match="meanwhile"):
        corrected(row, amounts={"cash": 100})
    assert Statement.objects.filter(vendor=row.vendor).count() == 2


def test_what_is_taken_back_counts_no_more_and_can_be_entered_anew():
    row = make_finance.statement(make.vendor())
    for _again in range(2):
        statements.take_back(row, because="Of another firm", by=make_dd.analyst(), at=clock.now())
    assert not Statement.objects.current().filter(vendor=row.vendor).exists()
    assert Event.objects.filter(name="statement.taken-back").count() == 1
    make_finance.statement(row.vendor, amounts={"cash": 90})


def test_figures_that_do_not_fit_together_are_refused():
    with pytest.raises(NotNow, match="the difference is 100"):
        make_finance.statement(make.vendor(), amounts={"total_assets": 2_100})


def test_a_file_of_another_firm_stands_behind_nothing():
    own, other = make.vendor(), make.vendor()
    theirs = make_dd.certificate(make.contact(other)).stored
    with pytest.raises(NotNow, match="this subcontractor uploaded"):
        make_finance.statement(own, stored=theirs)
    assert files.read(make_finance.statement(other, stored=theirs).stored) == make_dd.PDF


def test_who_does_not_screen_enters_nothing():
    row = make_finance.statement(make.vendor())
    for nobody in (make.staff_member("approver"), make.as_person(make.contact(row.vendor))):
        with pytest.raises(NotAllowed):
            make_finance.statement(row.vendor, by=nobody)
        with pytest.raises(NotAllowed):
            corrected(row, by=nobody)
        with pytest.raises(NotAllowed):
            statements.take_back(row, because="x", by=nobody, at=clock.now())


def test_the_firm_itself_sees_none_of_it():
    row = make_finance.statement(make.vendor())
    assert not Statement.objects.visible_to(make.as_person(make.contact(row.vendor))).exists()
    assert Statement.objects.visible_to(make_dd.analyst()).get() == row
