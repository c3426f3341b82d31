"""What does a walk through the product need? A server over a database in which what is done stays done, and a browser."""

import uuid
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from django.test.testcases import LiveServerThread

from core.roles import ROLES
from tests import databases, make, make_audits, make_bulk, make_library
from tests.browser.people import Visitor
from tests.chromium import apart, browser
from tests.journeys.cast import deed
from tests.journeys.cast import visitor as client_of
from tests.matrix import sheets, world


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


@pytest.fixture(scope="module")
def has(address):
    """In a thread of its own: a seal wants a loop, and the browser's runs here."""
    return apart(_firm)


def _firm():
    """One firm with a record behind each page of the matrix; what takes a printer is printed without its look."""
    with deed(), mock.patch("core.pdf.render_html", sheets.printed):
        make_audits.programme()
        world.third_course()
        staff = {role: make.staff_member(role, name=f"{role.title()} Adler") for role in ROLES}
        made = world.firm("Corrib", staff["owner"])
        make_library.draft(plain="You bear what you caused.")
        make_library.offer("survival")
        make_library.edition("clauses", "exclusions", plain="What is not covered.")
        made.officer, made.counsel = staff["officer"].user, staff["legal"].user
        made.bulk_signed = make_bulk.signing(made.half_signed, made.counsel)
        made.staff = staff
        return made


@pytest.fixture(scope="module")
def come_in(enter, has):
    """A browser for each role, signed in and confirmed, opened on the first call."""
    browsers: dict[str, Visitor] = {}

    def as_one(name: str) -> Visitor:
        if name not in browsers:
            user = has.staff[name].user if name in has.staff else getattr(has, name).user
            browsers[name] = enter()
            cookie = client_of(user, confirmed=True).cookies[settings.SESSION_COOKIE_NAME].value
            context = browsers[name].page.context
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": browsers[name].address}]
            )
        return browsers[name]

    return as_one
