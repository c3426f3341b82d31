"""Every error is one form, undoes what was done, and tells nothing about the inside."""

import json
from types import SimpleNamespace

import pytest

from core.api.problems import CODES
from core.models import Event, Job


def check(response, code):
    assert response.headers["Content-Type"] == "application/problem+json"
    body = response.json()
    assert set(body) == {"type", "title", "status", "detail", "instance", "code", "request_id", "errors"}
    assert (body["code"], body["status"], response.status_code) == (code, CODES[code][0], CODES[code][0])
    assert body["request_id"] == response.headers["X-Request-Id"] and body["request_id"]
    return body


@pytest.mark.parametrize("why, code", [("who", "not-allowed"), ("when", "not-now"), ("where", "not-found")])
def test_a_refusal_carries_its_sentence_undoes_the_deed_and_is_recorded(hr, why, code):
    body = check(hr("GET", f"refusals/{why}"), code)
    if why == "when":
        assert (body["detail"], body["errors"]) == (
            "Not yet.",
            [{"code": "unmet", "detail": "The course is not finished."}],
        )
    assert not Job.objects.exists()
    assert Event.objects.filter(name="request.refused", actor_id=hr.row.pk).count() == 1


def test_a_failure_of_ours_says_nothing_of_the_inside(hr):
    body = check(hr("GET", "refusals/bug"), "failed")
    assert "secret" not in json.dumps(body) and "ZeroDivision" not in json.dumps(body)
    assert not Job.objects.exists()


def test_no_such_address_and_nothing_in_scope_look_alike(hr, stranger):
    unknown = check(hr("GET", "no-such-address"), "not-found")
    outside = check(hr("GET", "jobs/job_00000000000000000000000000000000"), "not-found")
    malformed = check(hr("GET", "jobs/'; drop table"), "not-found")
    same = {"type", "title", "status", "detail", "code", "errors"}
    assert {k: unknown[k] for k in same} == {k: outside[k] for k in same} == {k: malformed[k] for k in same}
    check(stranger("POST", "no-such-address", {}), "not-found")


@pytest.mark.parametrize(
    "body, code, kind",
    [
        ('{"title": "a"', "malformed", "application/json"),
        ('{"title": "a", "title": "b"}', "malformed", "application/json"),
        ('{"title": "a", "total": NaN}', "malformed", "application/json"),
        ("[" * 5000 + "]" * 5000, "malformed", "application/json"),
        (b"\xff\xfe", "malformed", "application/json"),
        ("<a/>", "media-type", "application/xml"),
        ("title=a", "media-type", "application/x-www-form-urlencoded"),
        ('{"title": "' + "x" * (2 * 1024 * 1024) + '"}', "too-large", "application/json"),
    ],
)
def test_content_that_cannot_be_read_is_named(hr, body, code, kind):
    check(hr("POST", "jobs", body, Content_Type=kind), code)
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    "body, pointer, code",
    [
        ({}, "/title", "required"),
        ({"title": "a", "status": "done"}, "/status", "unknown-field"),
        ({"title": "a", "made_at": "2026-01-01T00:00:00Z"}, "/made_at", "unknown-field"),
        ({"title": 1}, "/title", "invalid"),
        ({"title": None}, "/title", "null"),
        ({"title": "x" * 21}, "/title", "max_length"),
        ({"title": "a\x00"}, "/title", "null_characters_not_allowed"),
        ({"title": "a", "total": "12"}, "/total", "invalid"),
        ({"title": "a", "total": True}, "/total", "invalid"),
        ({"title": "a", "total": 1.5}, "/total", "invalid"),
        ({"title": "a", "urgent": "false"}, "/urgent", "invalid"),
        ({"title": "a", "on": "24/11/2026"}, "/on", "invalid"),
        ({"title": "a", "parts": [{"name": "ok"}, {"name": "ok", "a/b": 1}]}, "/parts/1/a~1b", "unknown-field"),
        ([], "", "invalid"),
        ("text", "", "invalid"),
    ],
)
def test_each_wrong_field_is_pointed_at(hr, body, pointer, code):
    answer = check(hr("POST", "jobs", json.dumps(body)), "not-accepted")
    assert [(error["pointer"], error["code"]) for error in answer["errors"]] == [(pointer, code)]
    assert not Job.objects.exists()


@pytest.fixture
def two_a_minute(monkeypatch):
    """The limit, in a minute that does not end while a test counts its calls."""
    monkeypatch.setattr("core.limits.CALLS", 2)
    monkeypatch.setattr("core.api.rates.time", SimpleNamespace(time=lambda: 1_800_000_030.0))


def test_too_many_calls_are_turned_away_and_told_when_to_return(hr, two_a_minute):
    seen = [hr("GET", "jobs") for _ in range(3)]
    assert [response.status_code for response in seen] == [200, 200, 429]
    assert seen[0].headers["RateLimit-Policy"] == '"key";q=2;w=60'
    assert [r.headers["RateLimit"].split(";t")[0] for r in seen] == ['"key";r=1', '"key";r=0', '"key";r=0']
    check(seen[2], "too-many-calls")
    assert 1 <= int(seen[2].headers["Retry-After"]) <= 60


def test_a_broken_redis_neither_opens_the_limit_nor_breaks_the_call(hr, two_a_minute, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert [hr("GET", "jobs").status_code for _ in range(3)] == [200, 200, 429]
