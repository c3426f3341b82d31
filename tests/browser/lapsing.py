"""Does the calendar close what a certificate held open, and does a newer one open it again?"""

import datetime

import pytest

from core import clock
from tests.browser.arriving import day, staff
from tests.browser.checks import look
from tests.browser.people import Visitor
from tests.browser.reading import ASSET, DOCUMENT, has_image
from tests.browser.showing import CERTIFICATE, upload


def sleep_until_tomorrow(patch: pytest.MonkeyPatch, world: dict) -> None:
    """From here on the database's clock is asked for the same hour of the next day; no job runs meanwhile."""
    today = clock.now
    patch.setattr(clock, "now", lambda: today() + datetime.timedelta(days=1))
    for role in ("officer", "analyst"):
        world.pop(role)  # signed out over night; each comes in anew when there is something to do


def wake_up(visitor: Visitor) -> None:
    """Signed out over night; the passkey alone is enough."""
    visitor.go("/portal/")
    assert visitor.path.startswith("/login/")
    visitor.press("Sign in with a passkey")
    assert visitor.path == "/portal/"


def find_it_closed(world: dict) -> None:
    worker = world["worker"]
    wake_up(worker)
    look(worker, "worker-tasks-paused")
    worker.turn_to("Access")
    worker.reads("Paused")
    look(worker, "access-paused")
    assert worker.go(world["viewer"]) == 409
    look(worker, "document-closed")


def renew(world: dict) -> None:
    """The contact uploads the next certificate, the analyst accepts it, and what was closed is open."""
    contact, analyst, worker = world["contact"], staff(world, "analyst"), world["worker"]
    wake_up(contact)
    look(contact, "contact-tasks-renew")
    contact.turn_to("Evidence")
    contact.press("ISO/IEC 27001:2022")
    contact.press("Upload a newer one")
    for label, value in {**CERTIFICATE, "Certificate number": "IS-200"}.items():
        contact.fill(label, value)
    upload(contact, "Issued on", day(world), "Valid until", day(world, 365))
    analyst.turn_to("Today")
    look(analyst, "today-analyst")
    analyst.turn_to("Evidence")
    analyst.press("ISO/IEC 27001:2022", within=analyst.row("IS-200"))
    analyst.fill("Reason", "Found in the register of the issuer")
    analyst.press("Accept")
    analyst.reads("Accepted")
    worker.turn_to("Documents")
    worker.press(DOCUMENT)
    worker.reads("of 2")
    assert has_image(worker)


def ask_who_could(world: dict) -> None:
    """The officer asks for an hour in which it was closed: nobody, by what was known then; by now it is known better."""
    officer = staff(world, "officer")
    officer.turn_to("Protected information")
    officer.press(ASSET, exact=False, within=officer.page.locator("#list"))
    officer.open_tab("Who could open it")
    officer.fill("Could open at", f"{day(world, 1)}T00:00")
    officer.press("Answer")
    sides = officer.page.locator(".cols-even > section")
    then, now = (sides.nth(place).inner_text() for place in (0, 1))
    assert "Sean Daly" not in then
    assert "Sean Daly" in now
    look(officer, "who-could-open")
