"""The pages of an import: what will happen is said before it does, and the way out is always there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import clock
from core.models import Event
from tests import make
from tests.vendors.test_import_undo import undone
from tests.vendors.test_imports import GOOD, HEAD, applied, checked, csv
from tests.vendors.test_pages import signed_in
from vendors.actions import imports
from vendors.models import PeopleImport, Person
from vendors.people_files import tables

pytestmark = pytest.mark.django_db
BAD = "E-9,,nine@firm.test,FIRM,2026-01-01,2030-12-31,"


@pytest.fixture
def client():
    return signed_in(make.officer())


def text(answer) -> str:
    return answer.content.decode()


def page(client, name: str, run) -> str:
    return text(client.get(reverse(name, args=[run.pk])))


def test_unknown_columns_are_one_error(client):
    sent = SimpleUploadedFile("people.csv", b"Aaa,Bbb\n1,2")
    client.post(reverse("people_import_new"), {"file": sent})
    run = PeopleImport.objects.get()
    answer = client.post(reverse("people_import_columns", args=[run.pk]), {"hr_id": ""})
    assert answer.status_code == 422
    assert text(answer).count("Choose a column for: HR number, Name, E-mail, Subcontractor, First day, Last day") == 1
    assert "Aaa, such as “1”" in text(answer)


def test_a_proposal_says_that_it_is_one(client):
    content = csv(make.vendor(), GOOD[0]).replace(b"Full name", b"Name of employee")
    run = imports.upload(content, name="people.csv", by=make.officer(), at=clock.now())
    assert page(client, "people_import_columns", run).count("Our guess by the name") == 1


def test_the_check_shows_before_and_after_by_field(client):
    firm = make.vendor()
    applied(checked(csv(firm, *GOOD)))
    run = checked(csv(firm, GOOD[0].replace("Engineer", "Chief"), GOOD[1], BAD))
    shown = page(client, "people_import", run)
    assert "<del>Engineer</del> <ins>Chief</ins>" in shown and "Name is missing" in shown
    assert "Apply: change 1 person" in shown


def test_letters_of_windows_are_said(client):
    run = checked(csv(make.vendor(), GOOD[0].replace("Ada", "Zoë")).decode().encode("cp1252"))
    assert run.encoding == tables.WINDOWS and "Windows-1252" in page(client, "people_import", run)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_wrong_rows_leave_as_a_file_and_that_is_recorded(client, kind):
    run = checked(csv(make.vendor(), *GOOD, BAD))
    answer = client.get(reverse("people_import_wrong_rows", args=[run.pk]), {"kind": kind})
    assert answer.status_code == 200 and Event.objects.filter(name="export.made").exists()
    found = list(tables.rows(answer.content, is_sheet=kind == "xlsx"))
    assert found[0][1][:-1] == HEAD.split(",") and found[1][1][0] == "E-9" and "Full name" in found[1][1][-1]
    assert len(found) == 2


def test_a_file_without_wrong_rows_has_no_such_file(client):
    run = checked(csv(make.vendor(), *GOOD))
    assert client.get(reverse("people_import_wrong_rows", args=[run.pk])).status_code == 404


def test_a_file_that_would_end_too_many_has_no_button_and_says_why(client):
    firm = make.vendor()
    applied(checked(csv(firm, *GOOD)))
    shown = page(client, "people_import", checked(csv(firm, GOOD[0].replace("2030-12-31", "2026-02-01"))))
    assert "more than an import may" in shown and "Apply:" not in shown


def test_a_file_in_which_nothing_is_new_says_so(client):
    firm = make.vendor()
    applied(checked(csv(firm, *GOOD)))
    shown = page(client, "people_import", checked(csv(firm, *GOOD)))
    assert "Nothing in this file can be applied" in shown and "Apply:" not in shown


def test_an_abandoned_file_says_its_state_and_can_be_removed(client):
    run = imports.upload(csv(make.vendor(), *GOOD), name="old.csv", by=make.officer(), at=clock.now())
    assert "Columns not chosen yet" in text(client.get(reverse("people_imports")))
    client.post(reverse("people_import_removal", args=[run.pk]))
    client.get(reverse("people_imports"))  # says that it is removed
    assert "old.csv" not in text(client.get(reverse("people_imports")))
    assert client.get(reverse("people_import", args=[run.pk])).status_code == 200


def test_before_an_undo_the_page_says_who_stays_and_why(client):
    run = applied(checked(csv(make.vendor(), *GOOD)))
    Person.objects.filter(hr_id="E-1").update(user=make.account("Ada"))
    shown = page(client, "people_import_undoing", run)
    assert "Ada One" in shown and "Has an account" in shown
    client.post(reverse("people_import_undoing", args=[run.pk]))
    run.refresh_from_db()
    assert run.status == "undone" and "Has an account" in page(client, "people_import", run)


def test_an_undo_that_is_over_does_not_ask_again(client):
    run = undone(applied(checked(csv(make.vendor(), *GOOD))))
    assert client.get(reverse("people_import_undoing", args=[run.pk])).status_code == 409
