"""Does a list that has an address come by itself, and is it said when it does not?"""

import pytest
from django.urls import reverse

from core import clock
from core.actors import system
from core.models import Event
from core.refusals import NotAllowed, NotNow, NotThis
from tests import make
from tests.core_outbound import publisher
from tests.core_outbound.publisher import HOST
from tests.vendors_watch import world
from tests.vendors_watch.world import ZAREVO, ZILOMAN
from vendors import tasks
from vendors.actions import watch_fetching, watchlists
from vendors.models import Watchlist, WatchlistVersion

pytestmark = pytest.mark.django_db
ADDRESS = f"https://{HOST}/list.json"


@pytest.fixture
def analyst():
    return world.analyst()


@pytest.fixture
def listed(analyst):
    return watch_fetching.point_at(world.watchlist(), ADDRESS, by=analyst, at=clock.now())


@pytest.fixture
def published(monkeypatch, tmp_path):
    """What stands at the address; it may be changed."""
    answers = {"/list.json": (200, {}, world.lines(a=ZILOMAN))}
    with publisher.at_work(tmp_path, answers) as (port, trusted, _asked):
        publisher.reach(monkeypatch, port, trusted)
        yield answers


def told(listed) -> list[str]:
    return list(Event.objects.about(listed).order_by("at", "id").values_list("name", flat=True))


def fresh(listed) -> Watchlist:
    return Watchlist.objects.get(pk=listed.pk)


def test_what_is_published_comes_in_the_night_and_only_once(listed, published):
    for _night in range(2):
        tasks.fetch_watchlists()
    version = WatchlistVersion.objects.get()
    assert (version.watchlist_id, version.status, version.uploaded_by) == (listed.pk, "uploaded", None)
    assert fresh(listed).fetched_at and fresh(listed).failure == ""
    published["/list.json"] = (200, {}, world.lines(a=ZILOMAN, b=ZAREVO))
    tasks.fetch_watchlist(str(listed.pk))
    assert WatchlistVersion.objects.count() == 2


def test_a_list_without_an_address_is_not_fetched(published):
    world.watchlist()
    tasks.fetch_watchlists()
    assert not WatchlistVersion.objects.exists()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((404, {}, b""), "404"),
        ((302, {"Location": "https://x.example/"}, b""), "x.example"),
        ((200, {}, b"\xff\xfe\x00"), ""),
    ],
)
def test_a_failure_is_told_once_and_shown_until_it_works_again(client, analyst, listed, published, answer, why):
    good, published["/list.json"] = published["/list.json"], answer
    for _night in range(2):
        tasks.fetch_watchlists()
    assert why in fresh(listed).failure != "" and told(listed).count("watchlist.fetch-failed") == 1
    client.force_login(analyst.user)
    assert "The last try to fetch it failed." in client.get(reverse("watchlist", args=[listed.pk])).content.decode()
    published["/list.json"] = good
    tasks.fetch_watchlists()
    assert fresh(listed).failure == "" and WatchlistVersion.objects.count() == 1


def test_an_address_is_https_and_nobody_else_sets_it(analyst, listed):
    for wrong in ("http://lists.example/list.json", "https://lists.example:8443/", "lists.example"):
        with pytest.raises(NotThis, match="https://"):
            watch_fetching.point_at(listed, wrong, by=analyst, at=clock.now())
    with pytest.raises(NotAllowed):
        watch_fetching.point_at(listed, "", by=make.staff_member("reader"), at=clock.now())
    watch_fetching.point_at(listed, ADDRESS, by=analyst, at=clock.now())
    assert told(listed).count("watchlist.address-set") == 1


def test_what_comes_in_several_files_is_uploaded(analyst):
    parts = watchlists.add("Parts", "ofac_csv", stale_after=7, by=analyst, at=clock.now())
    with pytest.raises(NotThis, match="several files"):
        watch_fetching.point_at(parts, ADDRESS, by=analyst, at=clock.now())


def test_it_is_asked_for_and_set_on_the_pages(client, analyst, published, django_capture_on_commit_callbacks):
    listed = world.watchlist()
    client.force_login(analyst.user)
    with pytest.raises(NotNow):
        watch_fetching.ask(listed, by=analyst, at=clock.now())
    page = reverse("watchlist_address", args=[listed.pk])
    wrong = client.post(page, {"address": "ftp://lists.example/"})
    assert wrong.status_code == 422 and "begins with https://" in wrong.content.decode()
    assert client.post(page, {"address": ADDRESS}).status_code == 302
    shown = client.get(reverse("watchlist", args=[listed.pk])).content.decode()
    assert ADDRESS in shown and "Fetch it now" in shown
    with django_capture_on_commit_callbacks() as asked:
        client.post(reverse("watchlist_fetching", args=[listed.pk]))
    assert len(asked) == 1 and told(listed)[-1] == "watchlist.fetch-asked"


def test_fetching_needs_no_right_of_a_person(listed, published):
    assert watch_fetching.due(by=system("fetch_watchlists"), at=clock.now()) == [listed.pk]
