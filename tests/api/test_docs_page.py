"""The API's browser draws its page under the strict policy: nothing inline, nothing from another host, nothing refused."""

import mimetypes
import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders

from core.api import schema
from core.look import bundle
from core.models import User
from tests.chromium import browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SITE = "http://localhost:8109"


@pytest.fixture
def served(client, settings, monkeypatch):
    """The answers that a signed-in officer gets, fetched before Chromium starts: inside its loop Django has no transaction."""
    settings.ROOT_URLCONF = "config.urls"
    monkeypatch.setattr(schema, "document", _described())
    user = User.objects.create_user("ines@example.org", name="Ines", is_staff=True)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {path: client.get(path) for path in ["/api/docs/", "/api/v1/openapi.json", "/brand.css"]}


def _described():
    """The description of the test's addresses: they have every kind of call, whatever the apps offer today."""
    from drf_spectacular.generators import SchemaGenerator

    made = SchemaGenerator(urlconf="tests.api.addresses").get_schema(request=None, public=True)
    return lambda: schema.complete(made)


@pytest.fixture
def visit(served):
    built = bundle.build()

    def static(path):
        if path.startswith("/static/built/"):
            return built.get(path.rsplit("/", 1)[1])
        found = finders.find(path.removeprefix("/static/"))
        return Path(found).read_bytes() if found else None

    def answer(route):
        parts = urlsplit(route.request.url)
        if parts.path.startswith("/static/"):
            body, kind = static(parts.path), mimetypes.guess_type(parts.path)[0]
            return route.fulfill(status=200 if body else 404, body=body or b"", content_type=kind or "text/plain")
        if parts.path not in served:
            return route.fulfill(status=404, body="")
        response = served[parts.path]
        return route.fulfill(status=response.status_code, body=response.content, headers=dict(response.headers))

    with browser() as chromium:
        page = chromium.new_page()
        page.troubles, page.asked = [], []
        page.on("console", lambda message: page.troubles.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.route("**/*", answer)
        page.goto(f"{SITE}/api/docs/")
        yield page


def test_staff_can_read_every_call_and_its_problems(visit):
    visit.wait_for_selector(".opblock", timeout=20_000)
    visit.click(".opblock-post .opblock-summary-control")
    visit.wait_for_selector(".responses-table")
    if folder := os.environ.get("RINGFENCE_SCREENSHOTS"):
        visit.screenshot(path=f"{folder}/api-docs.png", full_page=True)
    assert visit.locator(".opblock").count() >= 10
    assert "Idempotency-Key" in visit.content()
    assert visit.troubles == []
    assert {urlsplit(url).netloc for url in visit.asked if not url.startswith("data:")} == {"localhost:8109"}
