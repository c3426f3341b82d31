"""What happens to a firm whose manager is like somebody on a list, from the upload to the decision and the next update?"""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import make, make_dd
from tests.databases import committed
from tests.journeys.cast import day, deed, seen, sent, visitor
from tests.vendors_watch import world
from tests.vendors_watch.world import ZAREVO, ZILOMAN, lines
from vendors.actions import screenings, watching, watchlists
from vendors.models import Vendor, WatchHit, WatchlistVersion


def upload(analyst, listed: str, content: bytes) -> WatchlistVersion:
    """By the page; then the worker reads it and compares."""
    page = sent(analyst, listed, {"main": SimpleUploadedFile("list.json", content)})
    with deed() as at:
        version = WatchlistVersion.objects.get(pk=page.rstrip("/").rpartition("/")[2])
        version = watchlists.read_in(version, by=make.CLOCK, at=at)
        for run in version.runs.filter(status="running"):
            while watching.carry_on(run, by=make.CLOCK, at=at):
                pass
    return version


def test_from_the_list_to_the_decision(house):
    with deed():
        staff = make.staff_member("analyst", name="Paul Adler")
        approver = make.staff_member("approver", name="Rosa Lind")
        firm = make.vendor("Quiet Harbour", tier=3)
        make.contact(firm, "Tarik Ziloman")
    analyst = visitor(staff.user)
    listed = sent(
        analyst, reverse("watchlist_new"), {"name": "Demo", "format": "opensanctions_ftm", "stale_after": "7"}
    )
    assert upload(analyst, listed, lines(a=ZILOMAN, b=ZAREVO)).status == "in_force"
    with committed():
        world.compare()
        hit = WatchHit.objects.get()
    assert "Tarik Ziloman" in seen(analyst, reverse("watch_hits"))

    with deed() as at:
        row = make_dd.screening(firm, by=make_dd.analyst())
        screenings.hand_in(row, summary="Sound", by=make_dd.analyst(), at=at)
        until = day("valid_until", make_dd.days(300))
    decider = visitor(approver.user, confirmed=True)
    said = {"answer": "approve", "because": "Sound", **until}
    refused = decider.post(reverse("screening_decision", args=[row.pk]), said)
    assert refused.status_code == 409
    assert "nobody has settled" in refused.content.decode()

    decision = reverse("watch_hit_decision", args=[hit.pk])
    sent(analyst, decision, {"answer": "false_match", "because": "Another birth date; passport seen"})
    sent(decider, reverse("screening_decision", args=[row.pk]), said)
    with committed():
        assert Vendor.objects.get(pk=firm.pk).status == "approved"

    cut = upload(analyst, listed, lines(a=ZILOMAN, b=ZAREVO)[:-15])
    assert cut.status == "refused"
    assert "not whole" in seen(analyst, reverse("watchlist_version", args=[cut.pk]))
    upload(analyst, listed, lines(a=ZILOMAN, b=ZAREVO, c={"name": ["Third Party"]}))
    with committed():
        assert [each.status for each in WatchHit.objects.all()] == ["false_match"]
    upload(analyst, listed, lines(a={**ZILOMAN, "alias": ["Tarik Zilomani"]}, b=ZAREVO, c={"name": ["Third Party"]}))
    with committed():
        again = WatchHit.objects.get(status="open")
    assert "passport seen" in seen(analyst, reverse("watch_hit", args=[again.pk]))
