"""Can an analyst bring a list in, see what is alike and why, and say what it is, in the browser's own words?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import notices
from core.models import Notice, Outbox
from tests import make
from tests.vendors_watch import world
from tests.vendors_watch.world import ZAREVO, ZILOMAN
from vendors.models import WatchHit, Watchlist, WatchlistVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(client):
    who = world.analyst()
    client.force_login(who.user)
    return who


def test_a_list_is_added_and_a_version_uploaded(client, analyst, django_capture_on_commit_callbacks):
    answer = client.post(reverse("watchlist_new"), {"name": "Demo", "format": "opensanctions_ftm", "stale_after": "7"})
    listed = Watchlist.objects.get()
    assert answer["Location"] == reverse("watchlist_upload", args=[listed.pk])
    sent = {"main": SimpleUploadedFile("list.json", world.lines(b=ZAREVO))}
    answer = client.post(answer["Location"], sent)
    version = WatchlistVersion.objects.get()
    assert answer["Location"] == reverse("watchlist_version", args=[version.pk])
    assert "Reading the list" in client.get(answer["Location"]).content.decode()


def test_an_empty_or_mislabelled_file_is_told_at_the_field(client, analyst):
    url = reverse("watchlist_upload", args=[world.watchlist().pk])
    for name, content in (("list.json", b""), ("list.xlsx", b"PK"), ("list.json", b"\xff\xfe\x00")):
        answer = client.post(url, {"main": SimpleUploadedFile(name, content)})
        assert answer.status_code == 422
    assert not WatchlistVersion.objects.exists()


def test_a_version_shows_only_what_it_changed(client, analyst):
    listed = world.watchlist()
    world.read(listed, world.lines(a=ZILOMAN, b=ZAREVO, c={"name": ["Third Party"]}))
    second = world.read(listed, world.lines(a=ZILOMAN, b={**ZAREVO, "country": ["ie"]}, d={"name": ["Fourth Party"]}))
    page = client.get(reverse("watchlist_version", args=[second.pk])).content.decode()
    assert "Tariq Ziloman" not in page
    for name, change in (("Zarevo Nord Trading", "Changed"), ("Third Party", "Removed"), ("Fourth Party", "Added")):
        assert name in page
        assert change in page
    only = client.get(reverse("watchlist_version", args=[second.pk]), {"change": "removed"}).content.decode()
    assert "Third Party" in only
    assert "Fourth Party" not in only


def test_a_refused_version_says_why(client, analyst):
    listed = world.watchlist()
    world.read(listed, world.lines(a=ZILOMAN))
    refused = world.read(listed, world.lines(a=ZILOMAN)[:-20])
    page = client.get(reverse("watchlist_version", args=[refused.pk])).content.decode()
    assert "not whole" in page


def test_a_hit_shows_its_arithmetic_side_by_side(client, analyst):
    make.person(make.vendor("Quiet Harbour"), "Tarik Ziloman", country="PT")
    world.read(world.watchlist(), world.lines(a=ZILOMAN))
    hit = WatchHit.objects.get()
    page = client.get(reverse("watch_hit", args=[hit.pk])).content.decode()
    assert f"{hit.score} of 100" in page
    assert "is another spelling of" in page
    assert "No country in common" in page
    assert "1962-04-12" in page


def test_a_hit_is_settled_with_a_reason(client, analyst):
    make.vendor("Zarevo Nord Trade LLC")
    world.read(world.watchlist(), world.lines(b=ZAREVO))
    hit = WatchHit.objects.get()
    url = reverse("watch_hit_decision", args=[hit.pk])
    assert client.post(url, {"answer": "false_match", "because": ""}).status_code == 422
    assert client.post(url, {"answer": "lapsed", "because": "x"}).status_code == 404
    assert client.post(url, {"answer": "false_match", "because": "Another town"}).status_code == 302
    hit.refresh_from_db()
    assert (hit.status, hit.because, hit.decided_by) == ("false_match", "Another town", analyst.user)
    assert "Another town" in client.get(reverse("watch_hit", args=[hit.pk])).content.decode()


def test_hits_are_filtered_by_state_list_and_score(client, analyst):
    make.vendor("Zarevo Nord Trading")
    make.vendor("Zarevo Nort Tradng")
    world.read(world.watchlist(), world.lines(b=ZAREVO))
    other = world.watchlist("Another list")
    url = reverse("watch_hits")
    assert "2 hits" in client.get(url, {"state": "open"}).content.decode()
    assert "1 hit" in client.get(url, {"state": "open", "score": "95"}).content.decode()
    assert "2 hits" not in client.get(url, {"list": str(other.pk)}).content.decode()


def test_the_firms_page_shows_its_hits(client, analyst):
    firm = make.vendor("Zarevo Nord Trade LLC")
    world.read(world.watchlist(), world.lines(b=ZAREVO))
    page = client.get(reverse("subcontractor_tab", args=[firm.pk, "assessments"])).content.decode()
    assert "Zarevo Nord Trading on Demo list" in page


def test_the_screening_page_says_what_stands_against_an_approval(client, analyst):
    from tests import make_dd

    firm = make.vendor("Zarevo Nord Trade LLC")
    world.read(world.watchlist(), world.lines(b=ZAREVO))
    row = make_dd.screening(firm, by=make_dd.analyst())
    page = client.get(reverse("screening", args=[row.pk])).content.decode()
    assert "Hits on watchlists" in page


def test_analysts_hear_of_new_hits_once_a_run(analyst):
    make.vendor("Zarevo Nord Trade LLC", parent_name="Zarevo Export")
    world.read(world.watchlist(), world.lines(b=ZAREVO))
    for row in Outbox.objects.filter(told_at=None):
        notices.tell(row.event_id, at=make.clock.now(), by=make.CLOCK)
    titles = [notice.title for notice in Notice.objects.filter(user=analyst.user)]
    assert titles == ["New hits on watchlists: 2"]
