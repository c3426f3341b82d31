"""Files of people: wrong rows are named, right ones applied once, and all of it can be taken back."""

import io

import openpyxl
import pytest
from django.urls import reverse

from core import clock
from core.exports import csv_chunks, xlsx_bytes
from core.files import FileRefused
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make
from vendors import import_sources
from vendors.actions import import_checks, imports, people
from vendors.models import Person
from vendors.people_files import columns, tables

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
    assert columns.sure(HEAD.split(",")) == {
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


def test_the_same_number_twice_in_one_file_is_wrong_in_both_rows():
    run = checked(csv(make.vendor(), GOOD[0], GOOD[1], GOOD[0].replace("ada@", "ida@")))
    assert [(each["row"], each["column"]) for each in run.wrong] == [(2, "Employee ID"), (4, "Employee ID")]
    assert "2, 4" in run.wrong[0]["sentence"] and run.counts["create"] == 1


def test_the_same_address_twice_in_one_file_names_the_other_row():
    run = checked(csv(make.vendor(), GOOD[0], GOOD[0].replace("E-1", "E-7")))
    assert [each["sentence"] for each in run.wrong] == ["Row 2 has the same address at this subcontractor"]


def test_the_check_keeps_who_is_new_what_changes_and_what_is_wrong():
    firm = make.vendor()
    applied(checked(csv(firm, *GOOD)))
    bad = "E-4,,x@firm.test,FIRM,2026-01-01,2030-12-31,"
    new = "E-3,Cy Three,cy@firm.test,FIRM,2026-01-01,2030-12-31,"
    run = checked(csv(firm, GOOD[0].replace("Engineer", "Chief"), GOOD[1], bad, new))
    found = {line.deed: line for line in run.lines.all()}
    assert set(found) == {"change", "wrong", "create"} and run.counts["same"] == 1
    assert found["change"].changes == [["job_title", "Engineer", "Chief"]]
    assert (found["wrong"].number, found["create"].name) == (4, "Cy Three")


def test_checking_again_starts_from_nothing():
    run = checked(csv(make.vendor(), *GOOD))
    imports.check(run, run.mapping, by=make.officer(), at=clock.now())
    assert run.lines.count() == 2


def test_a_leaver_does_not_come_back_by_a_stale_file():
    firm = make.vendor()
    applied(checked(csv(firm, *GOOD)))
    people.depart(Person.objects.get(hr_id="E-1"), by=make.officer(), at=clock.now(), because="Left")
    assert checked(csv(firm, GOOD[0])).wrong[0]["column"] == "Start date"


def test_only_right_rows_are_applied():
    run = applied(checked(csv(make.vendor(), GOOD[0], "E-3,,c@firm.test,FIRM,2026-01-01,2030-12-31,")))
    assert run.status == "applied" and [person.hr_id for person in Person.objects.all()] == ["E-1"]


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


def test_a_head_alone_is_refused_at_once():
    with pytest.raises(FileRefused, match="no row below"):
        imports.upload(HEAD.encode(), name="people.csv", by=make.officer(), at=clock.now())


def test_a_file_of_excel_is_read_as_windows_writes_it():
    firm = make.vendor()
    content = csv(firm, GOOD[0].replace("Ada One", "Jörg Müller")).decode().replace(",", ";").encode("cp1252")
    run = checked(content)
    applied(run)
    assert run.encoding == tables.WINDOWS and Person.objects.get(hr_id="E-1").name == "Jörg Müller"


@pytest.mark.parametrize("content", [b"a,b\n\x81\x8d,1", b"a,b\n\xff\x01,1", b"\xff\xfea\x00,\x00b\x00\n\x001\x00"])
def test_what_is_no_text_in_either_alphabet_is_refused(content):
    with pytest.raises(FileRefused, match="not text"):
        imports.upload(content, name="people.csv", by=make.officer(), at=clock.now())


def test_merged_cells_are_refused_by_their_name():
    book = openpyxl.Workbook()
    for row in ["a", "b"], ["1", "2"], ["3", ""]:
        book.active.append(row)
    book.active.merge_cells("A3:B3")
    content = io.BytesIO()
    book.save(content)
    with pytest.raises(FileRefused, match="A3:B3"):
        imports.upload(content.getvalue(), name="people.xlsx", by=make.officer(), at=clock.now())


def test_columns_with_other_names_are_proposed_each_once():
    head = ["Emplyee ID", "Name of the employee", "Emial addres", "Company name", "Contract start", "Contract end date"]
    assert columns.propose(head) == dict(
        zip(["hr_id", "name", "email", "subcontractor", "starts_on", "ends_on"], head, strict=True)
    )
    assert "starts_on" not in columns.sure(head)


def test_all_that_is_missing_is_one_sentence():
    assert columns.unfit({"name": "a", "email": "b"}, ["a", "b"]) == [
        "Choose a column for: HR number, Subcontractor, First day, Last day"
    ]


def test_a_column_stands_for_one_thing():
    whole = {name: name for name in columns.sure(HEAD.split(","))}
    assert columns.unfit({**whole, "email": "name"}, list(whole)) == ["“name” is chosen more than once"]
    assert "more than one column" in columns.unfit(whole, [*whole, "name"])[0]


def test_what_was_chosen_for_such_a_file_is_proposed_again():
    firm, by = make.vendor(), make.officer()
    content = csv(firm, *GOOD).replace(b"Full name", b"Aaa").replace(b"Company", b"Bbb")
    first = imports.upload(content, name="people.csv", by=by, at=clock.now())
    chosen = {**first.mapping, "name": "Aaa", "subcontractor": "Bbb"}
    imports.check(first, chosen, by=by, at=clock.now())
    assert imports.upload(content, name="people.csv", by=by, at=clock.now()).mapping == chosen


def test_a_removed_file_is_destroyed_and_changes_nobody():
    run, by = checked(csv(make.vendor(), *GOOD)), make.officer()
    imports.remove(run, by=by, at=clock.now())
    run.refresh_from_db()
    assert run.status == "removed" and run.file.shredded_at and not run.lines.exists()
    with pytest.raises(NotNow):
        imports.start(run, by=by, at=clock.now())


def test_an_applied_file_is_not_removed():
    run = applied(checked(csv(make.vendor(), *GOOD)))
    with pytest.raises(NotNow):
        imports.remove(run, by=make.officer(), at=clock.now())


def test_the_rejected_rows_come_back_mended():
    firm = make.vendor()
    run = checked(csv(firm, GOOD[0], "E-3,=Cy,,FIRM,2026-01-01,2030-12-31,"))
    head, rows = import_sources.rejected(run)
    assert head[-1] == "What is wrong" and rows[0][:2] == ["E-3", "=Cy"] and "E-mail is missing" in rows[0][-1]
    rows[0][2] = "cy@firm.test"
    again = checked(b"".join(csv_chunks([(cell, cell) for cell in head], rows)))
    applied(again)
    assert Person.objects.get(hr_id="E-3").name == "=Cy"
    assert "What is wrong" not in again.mapping.values()


def test_a_few_wrong_rows_among_many_do_not_hold_up_the_others(monkeypatch):
    """In chunks, and the page of the job can say how far it is."""
    monkeypatch.setattr(imports, "CHUNK", 40)
    firm, by = make.vendor(), make.officer()
    rows = [
        f"N-{n},Person {n},p{n}@firm.test,FIRM,2026-01-01,{'soon' if n % 9 == 0 else '2030-12-31'}," for n in range(100)
    ]
    run = imports.start(checked(csv(firm, *rows)), by=by, at=clock.now())
    steps = []
    while imports.carry_on(run, by=by, at=clock.now()):
        run.refresh_from_db()
        steps.append(run.done)
    run.refresh_from_db()
    assert steps == [40, 80] and run.done == run.total == 100
    assert (run.counts["create"], run.counts["wrong"]) == (88, 12) and Person.objects.filter(vendor=firm).count() == 88


@pytest.fixture
def few(monkeypatch):
    """A file of more than two rows is long, and three of them are a chunk."""
    monkeypatch.setattr(import_checks, "AT_ONCE", 2)
    monkeypatch.setattr(import_checks, "CHUNK", 3)


def long_file(firm, *more: str) -> bytes:
    return csv(firm, *(f"H-{n},Person {n},p{n}@x.test,FIRM,2026-01-01,2027-12-31,Engineer" for n in range(7)), *more)


def uploaded(content: bytes, by):
    return imports.upload(content, name="people.csv", by=by, at=clock.now())


def one_step(run, by) -> bool:
    run.refresh_from_db()
    return import_checks.carry_on(run, by=by, at=clock.now())


def test_a_long_file_is_checked_chunk_by_chunk_and_finds_what_a_short_one_would(few):
    by, firm = make.officer(), make.vendor()
    content = long_file(firm, "H-1,Again,a@x.test,FIRM,2026-01-01,2027-12-31,", "H-9,,b@x.test,FIRM,2026-01-01,,")
    whole = imports.check(uploaded(content, by), columns.propose(HEAD.split(",")), by=by, at=clock.now())
    expected = whole.counts, whole.wrong, [(row.number, row.deed) for row in whole.lines.order_by("number")]
    run = import_checks.start(whole, whole.mapping, by=by, at=clock.now())
    assert (run.status, run.counts, run.lines.count()) == ("checking", {}, 0)
    done = []
    while one_step(run, by):
        run.refresh_from_db()
        done.append((run.done, run.total))
    run.refresh_from_db()
    assert done == [(3, 9), (6, 9)] and run.status == "checked"
    assert (run.counts, run.wrong, [(row.number, row.deed) for row in run.lines.order_by("number")]) == expected
    assert not one_step(run, by) and Person.objects.count() == 0
    assert Event.objects.filter(name="people.checked").latest("id").detail.data["waited_by"] == str(by.user.pk)


def test_the_officer_sees_how_far_the_check_is_and_may_remove_the_file(few, client):
    by, firm = make.officer(), make.vendor()
    client.force_login(by.user)
    run, sent = uploaded(long_file(firm), by), {}
    page = client.get(reverse("people_import_columns", args=[run.pk]))
    sent = {name: value for name, value in page.context["form"].initial.items() if value}
    where = client.post(reverse("people_import_columns", args=[run.pk]), sent)
    here = reverse("people_import", args=[run.pk])
    assert where.url == here and "In progress" in client.get(here).text
    one_step(run, by)
    page = client.get(here).text
    assert "3 of 7" in page and "Remove this file" in page and "What the check found" not in page
    assert client.post(reverse("people_import_application", args=[run.pk])).status_code == 409
    while one_step(run, by):
        pass
    assert client.get(here, headers={"HX-Request": "true", "HX-Source": "section#job"}).headers["HX-Refresh"] == "true"
    assert "Apply: add 7 people" in client.get(here).text


def test_a_file_that_is_removed_while_it_is_checked_is_checked_no_further(few):
    by = make.officer()
    run = uploaded(long_file(make.vendor()), by)
    run = import_checks.start(run, run.mapping, by=by, at=clock.now())
    one_step(run, by)
    imports.remove(run, by=by, at=clock.now())
    assert not one_step(run, by) and run.lines.count() == 0


def test_a_long_file_that_stops_making_sense_says_where_and_waits(few, client, monkeypatch):
    by = make.officer()
    client.force_login(by.user)
    run = uploaded(long_file(make.vendor()), by)
    run = import_checks.start(run, run.mapping, by=by, at=clock.now())

    def broken(run):
        raise NotNow("Row 6 has a quote that is never closed.")

    monkeypatch.setattr(import_sources, "count", broken)
    assert not one_step(run, by)
    run.refresh_from_db()
    assert run.status == "uploaded" and Event.objects.filter(name="people.check-stopped", subject_id=run.pk).exists()
    page = client.get(reverse("people_import", args=[run.pk]), follow=True).text
    assert "Row 6 has a quote that is never closed." in page


@pytest.mark.parametrize(("more", "ends"), [((), "applying"), (("H-9,,b@x.test,FIRM,2026-01-01,,",), "checked")])
def test_what_a_program_sends_to_be_applied_goes_on_where_every_row_is_right(few, more, ends):
    by = make.officer()
    run = uploaded(long_file(make.vendor(), *more), by)
    import_checks.start(run, run.mapping, then_apply=True, by=by, at=clock.now())
    while one_step(run, by):
        pass
    run.refresh_from_db()
    assert run.status == ends
