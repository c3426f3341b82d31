"""The API describes itself: public, OpenAPI 3.1, complete for every address, and only staff see its browser."""

import pytest
from django.test import Client
from django.urls import get_resolver

from core.api import schema
from core.api.problems import CODES
from core.api.root import Index
from core.api.scopes import SCOPES


@pytest.fixture
def described(db, settings):
    """The description of the test's addresses."""
    settings.ROOT_URLCONF = "tests.api.addresses"
    schema.document.cache_clear()
    response = Client().get("/api/v1/openapi.json")
    yield response
    schema.document.cache_clear()


def test_it_is_public_openapi_3_1_and_cached_by_its_version(described):
    assert described.status_code == 200
    assert described.json()["openapi"].startswith("3.1")
    again = Client().get("/api/v1/openapi.json", headers={"If-None-Match": described.headers["ETag"]})
    assert again.status_code == 304


def test_a_list_names_its_filters_orders_and_pages(described):
    call = described.json()["paths"]["/api/v1/jobs"]["get"]
    parameters = {parameter["name"]: parameter for parameter in call["parameters"]}
    assert set(parameters) == {"sort", "q", "kind", "limit", "cursor"}
    assert parameters["sort"]["schema"]["enum"] == ["title", "-title", "total", "-total"]
    assert "Scope: `people:read`" in call["description"]
    page = call["responses"]["200"]["content"]["application/json"]["schema"]
    assert page["$ref"].startswith("#/components/schemas/Paginated")


def test_headers_and_problems_are_named_where_they_apply(described):
    paths = described.json()["paths"]
    post, patch, put = (
        paths["/api/v1/bulk"]["post"],
        paths["/api/v1/jobs/{job_id}"]["patch"],
        paths["/api/v1/named/{name}"]["put"],
    )
    required = {p["name"]: p.get("required", False) for p in post["parameters"]}
    assert required == {"Idempotency-Key": True}
    assert "If-Match" in {p["name"] for p in patch["parameters"]}
    assert "If-Match" not in {p["name"] for p in put.get("parameters", [])}
    assert "application/problem+json" in patch["responses"]["412"]["content"]
    problem = described.json()["components"]["schemas"]["Problem"]
    assert problem["properties"]["code"]["enum"] == list(CODES)


def test_a_call_without_words_of_its_own_borrows_none(described):
    paths = described.json()["paths"]
    assert paths["/api/v1/bulk"]["post"]["description"].startswith("Scope: `people:write`")
    assert paths["/api/v1/jobs/{job_id}"]["delete"]["description"].startswith("Forgets to compare versions")


def test_every_reference_leads_somewhere(described):
    document = described.json()

    def walk(node):
        if isinstance(node, dict):
            yield from [node["$ref"]] if "$ref" in node else []
            for inner in node.values():
                yield from walk(inner)
        elif isinstance(node, list):
            for inner in node:
                yield from walk(inner)

    for reference in walk(document):
        _hash, _components, _schemas, name = reference.split("/")
        assert name in document["components"]["schemas"]


def test_every_call_of_the_product_says_what_it_reads_and_what_it_answers(settings):
    settings.ROOT_URLCONF = "config.urls"
    schema.document.cache_clear()
    for path, calls in schema.document()["paths"].items():
        for method, call in calls.items():
            assert "A serializer" not in str(call)
            assert ("requestBody" in call) == (method != "get"), (method, path)
            done = [answer for status, answer in call["responses"].items() if status.startswith("2")]
            assert done and all("content" in answer for answer in done), (method, path)


def test_the_call_of_hr_systems_can_be_built_from_the_description(settings):
    settings.ROOT_URLCONF = "config.urls"
    schema.document.cache_clear()
    found = schema.document()
    put = found["paths"]["/api/v1/people/{hr_id}"]["put"]
    assert put["requestBody"]["content"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/PersonBodyRequest"
    }
    assert set(found["components"]["schemas"]["PersonBodyRequest"]["required"]) == {
        "name", "email", "subcontractor", "starts_on", "ends_on",
    }  # fmt: skip
    assert {"200", "201"} <= set(put["responses"])
    assert "departed_at" in found["components"]["schemas"]["PersonShown"]["properties"]


def test_every_scope_opens_some_call(settings):
    settings.ROOT_URLCONF = "config.urls"
    used = {scope for view, _path in api_views() for scope in view.scopes.values()}
    assert used == set(SCOPES)


def test_every_address_of_the_product_has_a_scope_for_every_method(settings):
    settings.ROOT_URLCONF = "config.urls"
    for view, path in api_views():
        if view is Index:
            continue  # says to each key what it opens
        methods = {method.upper() for method in view.http_method_names if hasattr(view, method)} - {"HEAD"}
        assert set(view.scopes) == methods, path
        assert set(view.scopes.values()) <= set(SCOPES), path


def api_views():
    """Every class-based view below /api/v1/."""
    for pattern in get_resolver("config.urls").url_patterns:
        yield from _views(pattern, "")


def _views(pattern, before):
    path = before + str(pattern.pattern)
    for inner in getattr(pattern, "url_patterns", []):
        yield from _views(inner, path)
    view = getattr(getattr(pattern, "callback", None), "view_class", None)
    if view and path.startswith("api/v1/"):
        yield view, path


def test_the_browser_is_not_for_strangers(db, settings):
    settings.ROOT_URLCONF = "config.urls"
    response = Client().get("/api/docs/")
    assert response.status_code == 302 and response.headers["Location"].startswith("/login/")
