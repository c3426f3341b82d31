"""A program that knows its key alone finds the rest."""

import pytest

from core.api import schema
from tests import make
from tests.api.conftest import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _addresses_of_the_product(settings):
    settings.ROOT_URLCONF = "config.urls"
    schema.document.cache_clear()
    yield
    schema.document.cache_clear()


def index(key: str):
    return Caller(key)("GET", "")


def test_it_names_what_the_key_opens_and_nothing_else(make_key):
    _client, key = make_key("people:read")
    found = index(key)
    assert found.status_code == 200
    said = found.json()
    assert said["scopes"] == ["people:read"] and said["description"] == "/api/v1/openapi.json"
    assert said["collections"] == [{"name": "people", "url": "/api/v1/people", "methods": ["GET"]}]
    assert Caller(key)("GET", "people").status_code == 200


def test_every_collection_that_it_names_answers(make_key):
    _client, key = make_key("people:read", "subcontractors:read", "training:read", "access:read", "people:write")
    make.vendor()
    names = {each["name"]: each["methods"] for each in index(key).json()["collections"]}
    assert {"people", "subcontractors", "grants", "imports"} <= set(names)
    reading = [name for name, methods in names.items() if "GET" in methods]
    assert {Caller(key)("GET", name).status_code for name in reading} == {200}


def test_a_key_without_scopes_learns_that_it_opens_nothing(make_key):
    _client, key = make_key()
    assert index(key).json()["collections"] == []


def test_without_a_key_the_answer_names_the_way_in(stranger):
    answer = stranger("GET", "")
    assert answer.status_code == 401 and answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_it_is_described_like_the_others():
    call = schema.document()["paths"]["/api/v1/"]["get"]
    assert call["description"].startswith("What this key opens")
    assert call["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].endswith("IndexShown")
