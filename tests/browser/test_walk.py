"""Do four people find their way in a real browser, and is axe content with each page, light and dark, desk and phone?"""

from importlib.resources import files
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from django.core.management import call_command
from django.test.testcases import LiveServerThread

from tests import make
from tests.chromium import browser
from tests.databases import committed
from tests.journeys.cast import visitor

pytestmark = pytest.mark.browser
AXE = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
ASK_AXE = ";axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))"
SHOTS = Path(__file__).parents[2] / "var" / "screenshots"
PAGES = {
    "officer": [
        "/desk/",
        "/desk/subcontractors/",
        "/desk/people/",
        "/desk/grants/",
        "/desk/agreements/",
        "/desk/incidents/",
    ],
    "contact": ["/portal/", "/portal/company/", "/portal/agreements/", "/portal/findings/"],
    "worker": ["/portal/", "/portal/access/", "/portal/training/", "/portal/incidents/new/", "/portal/expectations/"],
    "stranger": ["/login/", "/verify/"],
}


@pytest.fixture
def address(committing_database, monkeypatch):
    """A server in a thread of its own, over a database in which what is committed stays."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver runs a loop in this thread
    cache.clear()
    call_command("load_starter", verbosity=0)
    server = LiveServerThread("localhost", StaticFilesHandler, connections_override={})
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield f"http://localhost:{server.port}"
    server.terminate()


@pytest.fixture
def accounts(address):
    with committed():
        officer, firm = make.officer(), make.vendor("Corrib Test Works")
        contact, worker = make.contact(firm, "Nora Byrne"), make.person(firm, "Sean Daly")
    return {"officer": officer.user, "contact": contact.user, "worker": worker.user, "stranger": None}


@pytest.fixture
def chromium():
    with browser() as chromium:
        yield chromium


def test_four_people_walk_their_pages(accounts, address, chromium):
    SHOTS.mkdir(parents=True, exist_ok=True)
    tickets = {who: ticket(user) for who, user in accounts.items()}
    troubles = [
        said
        for who, paths in PAGES.items()
        for width in (1440, 390)
        for theme in ("light", "dark")
        for said in walk(chromium, address, who, tickets[who], paths, width, theme)
    ]
    assert troubles == []


def ticket(user) -> str:
    return visitor(user).cookies[settings.SESSION_COOKIE_NAME].value if user else ""


def walk(chromium, address, who, session, paths, width, theme) -> list:
    """What was wrong on the way: another status than 200, or what axe says."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
    if session:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    page, troubles = context.new_page(), []
    for path in paths:
        answer = page.goto(address + path)
        said = page.evaluate(AXE + ASK_AXE) if answer.status == 200 else [answer.status]
        assert page.url == address + path, "led elsewhere"
        troubles += [(who, path, width, theme, each) for each in said]
        page.screenshot(path=SHOTS / f"{who}{path.replace('/', '-')}{width}-{theme}.png", full_page=True)
    context.close()
    return troubles
