"""HR over the REST API: idempotent by HR's own id, strict about what it is sent, scoped."""

import datetime
import json

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core import clock, ids
from core.actions import clients
from core.models import Event
from tests import make
from vendors import business_days
from vendors.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_rates_from_before():
    cache.clear()


def key(*scopes, vendor=None) -> str:
    at = clock.now()
    _client, token = clients.create(
        "HR", scopes=list(scopes), expires_at=at + datetime.timedelta(days=1), by=make.CLOCK, at=at, vendor=vendor
    )
    return token


def call(method: str, path: str, body=None, *, token: str, **headers):
    headers = {"Authorization": f"Bearer {token}", **headers}
    return Client().generic(
        method,
        f"/api/v1/{path}",
        json.dumps(body) if body is not None else "",
        content_type="application/json",
        headers=headers,
    )


def body(firm, **changes) -> dict:
    today = business_days.day_of(clock.now())
    return {
        "name": "Ada One",
        "email": "ada@firm.test",
        "subcontractor": firm.reference,
        "starts_on": str(today),
        "ends_on": str(today + datetime.timedelta(days=90)),
        "job_title": "Engineer",
        **changes,
    }


def test_put_adds_then_changes_then_leaves_alone():
    firm, hr = make.vendor(), key("people:write", "people:read")
    first = call("PUT", "people/E-1042", body(firm), token=hr)
    again = call("PUT", "people/E-1042", body(firm), token=hr)
    changed = call("PUT", "people/E-1042", body(firm, job_title="Chief"), token=hr)
    assert (first.status_code, again.status_code, changed.status_code) == (201, 200, 200)
    assert first.json()["id"] == again.json()["id"] == changed.json()["id"] and changed.json()["job_title"] == "Chief"
    person = Person.objects.get(hr_id="E-1042")
    assert [event.name for event in Event.objects.about(person).order_by("at", "id")] == [
        "person.added",
        "person.changed",
    ]


def test_the_subcontractor_may_be_named_by_id():
    firm = make.vendor()
    answer = call("PUT", "people/E-1", body(firm, subcontractor=ids.show("sub", firm.pk)), token=key("people:write"))
    assert answer.status_code == 201 and answer.json()["subcontractor"]["reference"] == firm.reference


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"email": "nonsense"}, "/email"),
        ({"starts_on": "tomorrow"}, "/starts_on"),
        ({"is_contact": "yes"}, "/is_contact"),
        ({"subcontractor": "SUB-9999"}, "/subcontractor"),
        ({"departed_at": None}, "/departed_at"),
        ({"name": 12}, "/name"),
        ({"sponsor_email": "nobody@example.test"}, "/sponsor_email"),
        ({"ends_on": "2020-01-01"}, "/ends_on"),
    ],
)
def test_a_wrong_field_is_named(changes, pointer):
    answer = call("PUT", "people/E-1", body(make.vendor(), **changes), token=key("people:write"))
    assert answer.status_code == 422 and answer["Content-Type"].startswith("application/problem+json")
    assert pointer in [error["pointer"] for error in answer.json()["errors"]] and not Person.objects.exists()


def test_all_that_is_wrong_is_told_at_once():
    answer = call("PUT", "people/E-1", {"bogus": 1, "name": 12, "email": "x"}, token=key("people:write"))
    pointers = {error["pointer"] for error in answer.json()["errors"]}
    assert pointers == {"/bogus", "/name", "/email", "/subcontractor", "/starts_on", "/ends_on"}
    answer = call("PUT", "people/E-1", [], token=key("people:write"))
    assert "Send a JSON object here." in answer.content.decode()


def test_an_address_of_a_colleague_is_refused_at_its_field():
    firm, hr = make.vendor(), key("people:write")
    call("PUT", "people/E-1", body(firm), token=hr)
    answer = call("PUT", "people/E-2", body(firm, name="Bea Two"), token=hr)
    assert answer.status_code == 422 and [e["pointer"] for e in answer.json()["errors"]] == ["/email"]


def test_a_departure_closes_and_a_retry_gets_the_same_answer():
    firm, hr = make.vendor(), key("people:write")
    call("PUT", "people/E-1", body(firm), token=hr)
    gone = call("POST", "people/E-1/departure", {"because": "Contract ended"}, token=hr)
    again = call("POST", "people/E-1/departure", {"because": "Contract ended"}, token=hr)
    assert gone.status_code == again.status_code == 200 and gone.json()["departed_at"] and gone.json() == again.json()
    assert Event.objects.filter(name="person.departed").count() == 1


def test_a_stale_put_after_the_departure_opens_nothing():
    firm, hr = make.vendor(), key("people:write")
    call("PUT", "people/E-1", body(firm), token=hr)
    call("POST", "people/E-1/departure", {"because": "Left"}, token=hr)
    answer = call("PUT", "people/E-1", body(firm, job_title="Chief"), token=hr)
    assert answer.status_code == 409 and Person.objects.get(hr_id="E-1").departed_at


def test_an_unknown_person_is_404_and_a_missing_scope_403():
    hr = key("people:write")
    assert call("POST", "people/E-404/departure", {"because": "Left"}, token=hr).status_code == 404
    assert call("GET", "people", token=hr).status_code == 403
    assert call("GET", "subcontractors", token=hr).status_code == 403


def test_a_subcontractors_own_key_reads_its_own_people_and_no_others():
    mine, other = make.person(hr_id="E-1", hr_source="hr"), make.person(hr_id="E-2", hr_source="hr")
    own = key("people:read", vendor=mine.vendor)
    listed = call("GET", "people", token=own).json()["data"]
    assert [row["hr_id"] for row in listed] == ["E-1"]
    assert call("GET", "people/E-2", token=own).status_code == 404 and other.vendor_id != mine.vendor_id


def test_the_register_is_read_with_the_filters_of_the_page():
    make.vendor("Assessed", tier=1)
    make.vendor("Unknown", tier=None)
    reader = key("subcontractors:read")
    found = call("GET", "subcontractors?tier=none", token=reader).json()["data"]
    assert [row["name"] for row in found] == ["Unknown"] and found[0]["tier"] is None
    assert call("GET", "subcontractors?colour=red", token=reader).status_code == 422


def send(content: bytes, mode: str, token: str):
    upload = SimpleUploadedFile("people.csv", content, content_type="text/csv")
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"k-{mode}-{len(content)}"}
    return Client().post(f"/api/v1/imports?mode={mode}", {"file": upload}, headers=headers)


def test_an_import_is_checked_and_applied():
    firm, hr = make.vendor(), key("people:write")
    content = f"hr_id,name,email,subcontractor,starts_on,ends_on\nE-1,Ada,ada@firm.test,{firm.reference},2026-01-01,2030-01-01\n".encode()
    check = send(content, "check", hr)
    assert check.status_code == 200 and check.json()["counts"]["create"] == 1 and not Person.objects.exists()
    done = send(content, "apply", hr)
    assert done.status_code == 200 and done.json()["state"] == "applied" and Person.objects.get().hr_id == "E-1"


def test_an_import_with_a_wrong_row_applies_nothing():
    firm, hr = make.vendor(), key("people:write")
    rows = [
        f"E-{n},Ada,{mail},{firm.reference},2026-01-01,2030-01-01" for n, mail in enumerate(["a@firm.test", "nonsense"])
    ]
    answer = send("\n".join(["hr_id,name,email,subcontractor,starts_on,ends_on", *rows]).encode(), "apply", hr)
    assert (
        answer.status_code == 422
        and answer.json()["errors"][0]["pointer"] == "/file/3/email"
        and not Person.objects.exists()
    )
