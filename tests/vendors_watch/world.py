"""Lists and firms for the tests of watching: uploaded, read and compared as people and the worker would do it."""

import json

from core import clock
from tests import make
from vendors.actions import watching, watchlists
from vendors.models import Watchlist, WatchlistVersion, WatchRun

ZILOMAN = {"name": ["Tariq Ziloman"], "birthDate": ["1962-04-12"], "nationality": ["ir"]}
ZAREVO = {"name": ["Zarevo Nord Trading"], "alias": ["Zarevo Export"], "country": ["ru"]}


def analyst():
    return make.staff_member("analyst", name="Ada Analyst")


def lines(**entries) -> bytes:
    """uid -> properties, as FollowTheMoney; who has a birth date is a person."""
    rows = [
        {
            "id": uid,
            "schema": "Person" if "birthDate" in held else "Company",
            "properties": held,
            "last_change": "2026-11-20",
        }
        for uid, held in entries.items()
    ]
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def watchlist(name: str = "Demo list") -> Watchlist:
    return watchlists.add(name, "opensanctions_ftm", stale_after=7, by=analyst(), at=clock.now())


def upload(listed: Watchlist, content: bytes, **options) -> WatchlistVersion:
    return watchlists.upload(listed, {"main": (content, "list.json")}, by=analyst(), at=clock.now(), **options)


def read(listed: Watchlist, content: bytes, **options) -> WatchlistVersion:
    """Uploaded, read in, and compared to the end."""
    version = watchlists.read_in(upload(listed, content, **options), by=make.CLOCK, at=clock.now())
    for run in WatchRun.objects.filter(version=version):
        while watching.carry_on(run, by=make.CLOCK, at=clock.now()):
            pass
    return version


def compare() -> None:
    """Also where there is no list: who was compared is remembered all the same."""
    while watching.compare_changed(by=make.CLOCK, at=clock.now()):
        pass
