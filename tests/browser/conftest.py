"""What does a walk through the product need? A server over a database in which what is done stays done, and a browser."""

import uuid

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from django.test.testcases import LiveServerThread

from tests import databases
from tests.browser.people import Visitor
from tests.chromium import browser


@pytest.fixture(scope="module")
def address(furnished, django_db_blocker, tmp_path_factory):
    """An installation as an operator leaves it, served from a thread of its own for all chapters of one story."""
    name, keys = f"ringfence_{uuid.uuid4().hex[:12]}", tmp_path_factory.mktemp("keys")
    databases.clone(name, furnished)
    server = LiveServerThread("localhost", StaticFilesHandler, connections_override={})
    server.daemon = True
    with django_db_blocker.unblock(), databases.in_use(name), override_settings(SIGNING_KEY_DIR=keys):
        cache.clear()
        call_command("make_signing_authority", verbosity=0)
        server.start()
        server.is_ready.wait()
        assert server.error is None
        with override_settings(ORIGIN=f"http://localhost:{server.port}"):
            yield f"http://localhost:{server.port}"
        server.terminate()
    databases.drop(name)


@pytest.fixture(scope="module")
def chromium(address):
    with pytest.MonkeyPatch.context() as patch, browser() as chromium:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver runs a loop in this thread
        yield chromium
        connections.close_all()  # beside a loop Django keeps other connections than those that are closed after it


@pytest.fixture(scope="module")
def enter(chromium, address):
    """Opens one more browser for one more person."""
    visitors = []

    def open_browser(**how) -> Visitor:
        visitors.append(Visitor(chromium, address, **how))
        return visitors[-1]

    open_browser.visitors = visitors
    return open_browser


@pytest.fixture(autouse=True)
def _nothing_to_complain_about(enter):
    """After each chapter: neither axe nor a console has said anything."""
    yield
    said = [each for visitor in enter.visitors for each in visitor.complaints]
    for visitor in enter.visitors:
        visitor.complaints.clear()
    assert said == []
