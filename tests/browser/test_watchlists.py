"""Can an analyst bring in a list, see who is like an entry, why, and say what it is? Each page as axe and a phone see it."""

import pytest

from tests import make
from tests.browser.checks import look
from tests.browser.people import PASSWORD
from tests.journeys.cast import deed
from tests.vendors_watch.world import ZAREVO, ZILOMAN, lines
from vendors.actions import watching, watchlists
from vendors.models import WatchlistVersion, WatchRun

pytestmark = pytest.mark.browser


def work(at) -> None:
    """What the worker does with an uploaded version."""
    for version in WatchlistVersion.objects.filter(status="uploaded"):
        watchlists.read_in(version, by=make.CLOCK, at=at)
    for run in WatchRun.objects.filter(status="running"):
        while watching.carry_on(run, by=make.CLOCK, at=at):
            pass


@pytest.fixture(scope="module")
def analyst(enter):
    with deed():
        make.account("Paul Adler", email="analyst@house.test", is_staff=True, roles=("analyst",), password=PASSWORD)
        make.person(make.vendor("Quiet Harbour"), "Tarik Ziloman", country="PT")
    visitor = enter()
    visitor.sign_in("analyst@house.test")
    return visitor


def test_a_list_is_brought_in(analyst):
    analyst.turn_to("Hits and signals", "Watchlists")
    look(analyst, "watchlists-empty")
    analyst.press("Add a watchlist", within=analyst.page.locator(".empty"))
    analyst.press("Add the list")
    look(analyst, "watchlist-missing")
    analyst.fill("Name", "Demo list")
    analyst.choose("Format", "OpenSanctions, FollowTheMoney JSON lines")
    analyst.press("Add the list")
    look(analyst, "watchlist-upload")
    analyst.attach("File", "list.json", lines(a=ZILOMAN, b=ZAREVO), "application/json")
    analyst.press("Upload and compare")
    analyst.reads("Reading the list")
    look(analyst, "watchlist-reading")
    with deed() as at:
        work(at)
    analyst.go(analyst.path)
    analyst.reads("Hits found: 1")
    look(analyst, "watchlist-version")
    analyst.turn_to("Hits and signals", "Watchlists")
    look(analyst, "watchlists")
    analyst.press("Demo list")
    look(analyst, "watchlist")


def test_a_hit_is_read_and_settled(analyst):
    analyst.turn_to("Hits and signals")
    look(analyst, "watch-hits")
    analyst.press("Tarik Ziloman")
    look(analyst, "watch-hit")
    analyst.press("False match")
    look(analyst, "watch-hit-missing")
    analyst.fill("Reason", "Ours lives in Lisbon; passport seen")
    analyst.press("False match")
    analyst.reads("Ours lives in Lisbon; passport seen")
    look(analyst, "watch-hit-settled")
