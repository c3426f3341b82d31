"""Keys to call with, and a caller that sends them."""

import datetime
import json

import pytest
from django.core.cache import cache
from django.test import Client

from core import clock
from core.actions import clients
from core.actors import Actor

KEEPER = Actor(kind="system", label="set-up", door="command")


@pytest.fixture(autouse=True)
def _test_addresses(settings):
    settings.ROOT_URLCONF = "tests.api.addresses"
    cache.clear()


@pytest.fixture
def make_key(db):
    """`make_key("people:read", vendor=…, days=…)` -> (client, key)."""

    def make(*scopes, vendor=None, days=1):
        at = clock.now()
        ends = at + datetime.timedelta(days=days)
        return clients.create("HR system", scopes=list(scopes), expires_at=ends, by=KEEPER, at=at, vendor=vendor)

    return make


class Caller:
    def __init__(self, key: str = ""):
        self.client, self.key = Client(raise_request_exception=False), key

    def __call__(self, method: str, path: str, body=None, **headers):
        if self.key:
            headers.setdefault("Authorization", f"Bearer {self.key}")
        content = {} if body is None else {"data": body if isinstance(body, str | bytes) else json.dumps(body)}
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        content_type = headers.pop("Content-Type", "application/json")
        return self.client.generic(method, f"/api/v1/{path}", content_type=content_type, headers=headers, **content)


@pytest.fixture
def hr(make_key):
    """A caller that may read jobs and write people."""
    client, key = make_key("people:read", "people:write")
    caller = Caller(key)
    caller.row = client
    return caller


@pytest.fixture
def stranger(db):
    return Caller()
