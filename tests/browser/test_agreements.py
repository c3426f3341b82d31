"""Is every page about agreements and intellectual property fit to be seen, with something on it?

Which pages there are, for whom and of which record, the matrix says (tests/matrix/policy.csv): a page that is new comes
along by its line there.
"""

import re
from unittest import mock

import pytest
from django.conf import settings

from core.roles import ROLES
from tests import make, make_audits, make_bulk, make_library
from tests.browser.checks import look
from tests.browser.people import Visitor
from tests.chromium import apart
from tests.journeys.cast import deed
from tests.journeys.cast import visitor as client_of
from tests.matrix import sheets, world
from tests.matrix.policy import lines
from tests.matrix.routes import all_routes

pytestmark = pytest.mark.browser
ABOUT = re.compile(
    r"^(desk|portal)/(agreements|authorities|questions-of-signers|deviations|delegations|breaches|obligations|library|ip|inventions)/|legal-exposure/"
)
FILES = re.compile(r"\.(pdf|csv|xlsx|html)$|/file/$|/evidence/$|/pages/|history\.|/receipt")
PORTAL = ("contact", "signatory", "worker")


OF_OTHERS = {"portal_delegation_return"}  # of a questionnaire


def pages() -> list:
    """The lines of the matrix that open such a page."""
    found = [
        line
        for line in lines()
        if line.method == "GET" and line.route not in OF_OTHERS and line.success == "200" and ABOUT.search(address := all_routes()[line.route].address)
        and not FILES.search(address)
    ]  # fmt: skip
    assert len(found) > 90
    return found


@pytest.fixture(scope="module")
def has(address):
    """In a thread of its own: a seal wants a loop, and the browser's runs here."""
    return apart(_firm)


def _firm():
    """One firm with a record behind each page; what takes a printer is printed without its look."""
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


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", ["portal", "desk"])
def test_every_page_is_fit_to_be_seen(come_in, has, part):
    wrong = []
    for line in pages():
        if line.door != part:
            continue
        who = next(name for name in (PORTAL if part == "portal" else ("legal", "officer")) if name in line.allowed)
        one = come_in(who)
        status = one.go(line.address(has))
        if status == 200:
            look(one, f"agreements-{line.route}")
        else:
            wrong.append((line.route, who, status))
    assert wrong == []
