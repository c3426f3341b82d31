"""Lists, versions and repetition: the parts that every address shares."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from core.api import idempotency
from core.models import IdempotentCall, Job
from tests import databases
from tests.api.conftest import Caller


@pytest.fixture
def jobs(hr):
    return [
        Job.objects.create(kind="import" if n % 2 else "export", title=f"job {n}", total=n, client=hr.row)
        for n in range(5)
    ]


@pytest.mark.parametrize("path", ["jobs", "fast-jobs"])
def test_pages_follow_each_other_by_cursor(hr, jobs, path):
    found, link = [], f"{path}?limit=2&sort=-total"
    for _ in range(3):
        response = hr("GET", link)
        body = response.json()
        found += [row["total"] for row in body["data"]]
        assert body["has_more"] is (body["next_cursor"] is not None) is ("Link" in response.headers)
        link = f"{path}?limit=2&sort=-total&cursor={body['next_cursor']}"
    assert (found, body["has_more"]) == ([4, 3, 2, 1, 0], False)


@pytest.mark.parametrize("path", ["jobs", "fast-jobs"])
def test_filters_are_those_of_the_page_and_others_are_refused(hr, jobs, path):
    assert [row["title"] for row in hr("GET", f"{path}?kind=import").json()["data"]] == ["job 1", "job 3"]
    assert [row["title"] for row in hr("GET", f"{path}?q=JOB+2").json()["data"]] == ["job 2"]
    for query in [
        "kind=nonsense",
        "sort=client",
        "client__digest__startswith=a",
        "limit=0",
        "limit=201",
        "limit=x",
        "cursor=forged",
    ]:
        response = hr("GET", f"{path}?{query}")
        assert response.status_code == 422
        assert response.json()["errors"][0]["parameter"] == query.split("=")[0]


def test_the_fast_way_says_the_same_in_one_statement(hr, jobs, make_key):
    slow, fast = hr("GET", "jobs").json(), hr("GET", "fast-jobs").json()
    assert [{k: row[k] for k in ("title", "total")} for row in fast["data"]] == slow["data"]
    assert fast["data"][0]["id"] == f"job_{jobs[0].pk.hex}"
    assert hr("GET", "fast-jobs?q=nothing").json() == {"data": [], "next_cursor": None, "has_more": False}


def test_a_list_costs_the_same_however_long_it_is(hr, jobs, django_assert_max_num_queries):
    hr("GET", "fast-jobs")
    with django_assert_max_num_queries(9):
        hr("GET", "fast-jobs?limit=2")
    Job.objects.bulk_create(Job(kind="import", title=f"more {n}", client=hr.row) for n in range(300))
    with django_assert_max_num_queries(9):
        assert len(hr("GET", "fast-jobs?limit=200").json()["data"]) == 200


def test_another_keys_rows_are_not_there(hr, jobs, make_key):
    _client, key = make_key("people:read")
    assert Caller(key)("GET", "jobs").json()["data"] == []
    assert Caller(key)("GET", f"jobs/job_{jobs[0].pk.hex}").status_code == 404


def test_a_change_needs_the_version_it_is_based_on(hr, jobs):
    address = f"jobs/job_{jobs[0].pk.hex}"
    etag = hr("GET", address).headers["ETag"]
    assert not etag.startswith("W/")
    assert hr("PATCH", address, {"title": "new"}).status_code == 428
    assert hr("PATCH", address, {"title": "new"}, If_Match='"other"').status_code == 412
    changed = hr("PATCH", address, {"title": "new"}, If_Match=etag)
    assert (changed.status_code, changed.json()["title"]) == (200, "new")
    assert hr("PATCH", address, {"title": "newer"}, If_Match=etag).status_code == 412
    assert hr("PATCH", address, {"title": "newer"}, If_Match=changed.headers["ETag"]).status_code == 200


def test_what_the_caller_has_already_is_not_sent_again(hr, jobs):
    address = f"jobs/job_{jobs[0].pk.hex}"
    etag = hr("GET", address).headers["ETag"]
    unchanged = hr("GET", address, If_None_Match=f'"x", W/{etag}')
    assert (unchanged.status_code, unchanged.content, unchanged.headers["ETag"]) == (304, b"", etag)


def test_a_natural_key_needs_no_version(hr):
    assert hr("PUT", "named/E-1042", {"title": "a"}).status_code == 200


def test_a_view_that_forgets_to_compare_versions_changes_nothing(hr, jobs):
    assert hr("DELETE", f"jobs/job_{jobs[0].pk.hex}", If_Match="*").status_code == 500


def test_the_same_call_is_done_once_and_answered_alike(hr):
    first = hr("POST", "jobs", {"title": "a"}, Idempotency_Key="k1")
    again = hr("POST", "jobs", {"title": "a"}, Idempotency_Key="k1")
    assert (first.status_code, again.status_code, Job.objects.count()) == (201, 201, 1)
    assert first.json() == again.json() and first.headers["Location"] == again.headers["Location"]
    assert "Idempotency-Replayed" not in first.headers and again.headers["Idempotency-Replayed"] == "true"


def test_a_key_with_another_content_is_refused_and_does_nothing(hr):
    hr("POST", "jobs", {"title": "a"}, Idempotency_Key="k1")
    response = hr("POST", "jobs", {"title": "b"}, Idempotency_Key="k1")
    assert (response.status_code, response.json()["code"], Job.objects.count()) == (422, "key-reused", 1)


def test_a_key_belongs_to_its_client_and_route(hr, make_key):
    _client, key = make_key("people:write", "people:read")
    for caller, path, body in [(hr, "jobs", {"title": "a"}), (Caller(key), "jobs", {"title": "a"}), (hr, "bulk", {})]:
        assert "Idempotency-Replayed" not in caller("POST", path, body, Idempotency_Key="k1").headers
    assert Job.objects.count() == 3


def test_a_refused_call_leaves_its_key_free(hr):
    assert hr("POST", "jobs", {"title": 1}, Idempotency_Key="k1").status_code == 422
    assert hr("POST", "refusals/when", {}, Idempotency_Key="k2").status_code == 409
    assert not IdempotentCall.objects.exists()
    assert hr("POST", "jobs", {"title": "a"}, Idempotency_Key="k1").status_code == 201


def test_while_the_first_call_runs_the_second_waits_its_turn(hr):
    other = databases.connect_as_superuser(connection.settings_dict["NAME"])
    number = idempotency.lock_number(hr.row.pk, "POST /api/v1/jobs", "k1")
    try:
        other.cursor().execute("select pg_advisory_lock(%s)", [number])
        response = hr("POST", "jobs", {"title": "a"}, Idempotency_Key="k1")
        assert (response.status_code, response.json()["code"]) == (409, "call-in-flight")
        assert not Job.objects.exists()
    finally:
        other.close()


def test_answers_past_their_time_are_swept_away(hr):
    hr("POST", "jobs", {"title": "a"}, Idempotency_Key="k1")
    made_at = IdempotentCall.objects.get().made_at
    assert idempotency.sweep(made_at + timedelta(hours=23)) == 0
    assert idempotency.sweep(made_at + timedelta(hours=25)) == 1


def test_a_day_later_the_key_is_new(hr):
    hr("POST", "jobs", {"title": "a"}, Idempotency_Key="k1")
    for call in IdempotentCall.objects.all():
        IdempotentCall.objects.filter(pk=call.pk).update(made_at=call.made_at - timedelta(hours=25))
    hr("POST", "jobs", {"title": "a"}, Idempotency_Key="k1")
    assert Job.objects.count() == 2


@pytest.mark.parametrize("headers", [{}, {"Idempotency_Key": "x" * 121}, {"Idempotency_Key": "a\tb"}])
def test_where_a_key_is_required_a_call_without_a_good_one_is_refused(hr, headers):
    response = hr("POST", "bulk", {}, **headers)
    assert (response.status_code, response.json()["errors"][0]["header"]) == (422, "Idempotency-Key")
    assert not Job.objects.exists()


def test_an_upload_is_repeated_by_its_content(hr):
    def send(content):
        return hr.client.post(
            "/api/v1/upload",
            {"file": SimpleUploadedFile("a.csv", content)},
            headers={"Authorization": f"Bearer {hr.key}", "Idempotency-Key": "u1"},
        )

    assert send(b"one").json() == {"size": 3}
    assert send(b"one").headers["Idempotency-Replayed"] == "true"
    assert send(b"two").status_code == 422
    assert Job.objects.count() == 1
