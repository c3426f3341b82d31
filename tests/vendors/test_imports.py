"""Files of people: wrong rows are named, right ones applied once, and all of it can be taken back."""

import datetime

import pytest

from core import clock
from core.exports import xlsx_bytes
from core.files import FileRefused
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make
from vendors.actions import imports, people
from vendors.models import Person
from vendors.people_files import reading, tables

pytestmark = pytest.mark.django_db
HEAD = "Employee ID,Full name,E-mail,Company,Start date,End date,Job title"


def csv(firm, *rows: str) -> bytes:
    return "\n".join([HEAD, *(row.replace("FIRM", firm.reference) for row in rows)]).encode()


def checked(content: bytes, by=None, name="people.csv"):
    by = by or make.officer()
    run = imports.upload(content, name=name, by=by, at=clock.now())
    return imports.check(run, run.mapping, by=by, at=clock.now())


def applied(run, by=None):
    by = by or make.officer()
    run = imports.start(run, by=by, at=clock.now())
    while imports.carry_on(run, by=by, at=clock.now()):
        pass
    run.refresh_from_db()
    return run


GOOD = [
    "E-1,Ada One,ada@firm.test,FIRM,2026-01-01,2030-12-31,Engineer",
    "E-2,Bo Two,bo@firm.test,FIRM,01.02.2026,2030-12-31,",
]


def test_columns_are_guessed_by_their_heads():
    assert reading.guess(HEAD.split(",")) == {
        "hr_id": "Employee ID",
        "name": "Full name",
        "email": "E-mail",
        "subcontractor": "Company",
        "starts_on": "Start date",
        "ends_on": "End date",
        "job_title": "Job title",
    }


def test_checking_changes_nobody():
    run = checked(csv(make.vendor(), *GOOD))
    assert run.counts["create"] == 2 and run.counts["wrong"] == 0 and not Person.objects.exists()


def test_applying_makes_people_facts_and_one_tree_of_events():
    run = applied(checked(csv(make.vendor(), *GOOD)))
    ada = Person.objects.get(hr_id="E-1")
    assert run.status == "applied" and ada.job_title == "Engineer" and make.employment_of(ada).ends_at
    cause = Event.objects.about(run).get(name="people.import-started")
    assert cause.effects.filter(name="person.added").count() == 2


def test_the_same_file_twice_changes_nothing():
    firm = make.vendor()
    applied(checked(csv(firm, *GOOD)))
    run = checked(csv(firm, *GOOD))
    assert (run.counts["create"], run.counts["change"], run.counts["same"]) == (0, 0, 2)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("E-1,,a@firm.test,FIRM,2026-01-01,2030-12-31,", "Full name"),
        ("E-1,A,nonsense,FIRM,2026-01-01,2030-12-31,", "E-mail"),
        ("E-1,A,a@firm.test,SUB-9999,2026-01-01,2030-12-31,", "Company"),
        ("E-1,A,a@firm.test,FIRM,soon,2030-12-31,", "Start date"),
        ("E-1,A,a@firm.test,FIRM,2026-01-01,2025-12-31,", "End date"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(row, column):
    run = checked(csv(make.vendor(), GOOD[1], row))
    assert [(each["row"], each["column"]) for each in run.wrong] == [(3, column)]
    assert run.counts["create"] == 1 and run.counts["wrong"] == 1


def test_the_same_number_twice_in_one_file_is_wrong():
    run = checked(csv(make.vendor(), GOOD[0], GOOD[0].replace("ada@", "ida@")))
    assert run.wrong[0]["row"] == 3 and run.wrong[0]["column"] == "Employee ID"


def test_a_leaver_does_not_come_back_by_a_stale_file():
    firm = make.vendor()
    applied(checked(csv(firm, *GOOD)))
    people.depart(Person.objects.get(hr_id="E-1"), by=make.officer(), at=clock.now(), because="Left")
    assert checked(csv(firm, GOOD[0])).wrong[0]["column"] == "Start date"


def test_only_right_rows_are_applied():
    run = applied(checked(csv(make.vendor(), GOOD[0], "E-3,,c@firm.test,FIRM,2026-01-01,2030-12-31,")))
    assert run.status == "applied" and [person.hr_id for person in Person.objects.all()] == ["E-1"]


def test_undoing_lets_the_new_leave_and_gives_back_what_was_changed():
    firm, by = make.vendor(), make.officer()
    applied(checked(csv(firm, GOOD[0])))
    run = applied(checked(csv(firm, GOOD[0].replace("Engineer", "Chief"), GOOD[1])))
    imports.undo(run, by=by, at=clock.now())
    assert Person.objects.get(hr_id="E-1").job_title == "Engineer" and Person.objects.get(hr_id="E-2").departed_at


def test_an_undo_comes_too_late_after_a_day():
    run = applied(checked(csv(make.vendor(), *GOOD)))
    with pytest.raises(NotNow):
        imports.undo(run, by=make.officer(), at=clock.now() + datetime.timedelta(days=2))


def test_a_file_that_ends_too_many_is_held():
    firm = make.vendor()
    applied(checked(csv(firm, *GOOD)))
    run = checked(csv(firm, GOOD[0].replace("2030-12-31", "2026-02-01")))
    with pytest.raises(NotNow):
        imports.start(run, by=make.officer(), at=clock.now())


def test_a_workbook_is_read_too():
    firm = make.vendor()
    cells = [cell.replace("FIRM", firm.reference) for cell in GOOD[0].split(",")]
    content = xlsx_bytes([(head, head) for head in HEAD.split(",")], [cells])
    assert checked(content, name="people.xlsx").counts["create"] == 1


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_a_file_without_a_table_says_so(content):
    with pytest.raises(FileRefused) as refused:
        checked(content)
    assert "empty" in refused.value.sentence


def test_a_file_that_breaks_off_is_refused_at_the_check():
    with pytest.raises(NotNow, match="well-formed"):
        checked(csv(make.vendor(), GOOD[0], '"E-2'))


def test_too_many_rows_are_refused():
    rows = "\n".join(["a,b", *["1,2"] * (tables.ROWS + 1)]).encode()
    with pytest.raises(tables.Unreadable):
        list(tables.rows(rows, is_sheet=False))


def test_a_trainer_cannot_import():
    with pytest.raises(NotAllowed):
        imports.upload(csv(make.vendor(), *GOOD), name="people.csv", by=make.staff_member("trainer"), at=clock.now())
