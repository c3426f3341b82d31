"""Is the register compared by difference, and does a hit come back only where something changed?"""

import pytest

from core import clock, files
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_dd
from tests.vendors_watch import world
from tests.vendors_watch.world import ZAREVO, ZILOMAN
from vendors.actions import people, screenings, vendors, watch_hits, watching, watchlists
from vendors.models import EntryVersion, WatchHit, WatchRun, WatchSubject

pytestmark = pytest.mark.django_db


def test_a_first_version_is_a_fact_with_its_counts_and_fingerprint():
    version = world.read(world.watchlist(), world.lines(a=ZILOMAN, b=ZAREVO))
    assert version.status == "in_force"
    assert version.counts == {"entries": 2, "names": 3, "added": 2, "changed": 0, "removed": 0}
    assert str(version.published_on) == "2026-11-20"
    assert version.sha256 == version.file.sha256
    event = Event.objects.get(name="watchlist.in-force")
    assert event.detail.data["sha256"] == version.sha256


def test_an_update_keeps_only_the_differences():
    listed = world.watchlist()
    first = world.read(listed, world.lines(a=ZILOMAN, b=ZAREVO, c={"name": ["Third Party"]}))
    changed = {**ZAREVO, "alias": ["Zarevo Export", "Zarevo Import"]}
    second = world.read(listed, world.lines(a=ZILOMAN, b=changed, d={"name": ["Fourth Party"]}))
    assert second.counts == {"entries": 3, "names": 5, "added": 1, "changed": 1, "removed": 1}
    assert EntryVersion.objects.count() == 5
    assert set(second.ended.values_list("entry__uid", "is_removal")) == {("b", False), ("c", True)}
    first.refresh_from_db()
    assert first.status == "superseded"


def test_a_bad_file_is_refused_and_the_old_version_stays_in_force():
    listed = world.watchlist()
    first = world.read(listed, world.lines(a=ZILOMAN, b=ZAREVO))
    for content in (world.lines(a=ZILOMAN, b=ZAREVO)[:-30], b'{"a": 1}\n', b"id,schema\n"):
        refused = world.read(listed, content)
        assert refused.status == "refused"
        assert refused.sentence
    first.refresh_from_db()
    assert first.status == "in_force"
    assert EntryVersion.objects.current().count() == 2


def test_an_empty_file_is_not_taken_at_all():
    with pytest.raises(files.FileRefused):
        world.upload(world.watchlist(), b"")


def test_a_list_that_lost_many_entries_is_held_until_somebody_says_so():
    listed = world.watchlist()
    many = {f"n{number}": {"name": [f"Party {number:03} Unlike"]} for number in range(60)}
    world.read(listed, world.lines(**many))
    few = dict(list(many.items())[:30])
    held = world.read(listed, world.lines(**few))
    assert held.status == "refused"
    assert "30 of 60" in held.sentence
    assert world.read(listed, world.lines(**few), may_shrink=True).counts["removed"] == 30


def test_the_same_file_again_is_the_version_that_it_made():
    listed = world.watchlist()
    first = world.read(listed, world.lines(a=ZILOMAN))
    assert world.upload(listed, world.lines(a=ZILOMAN)) == first


def test_firms_parents_and_people_are_compared():
    firm = make.vendor("Zarevo Nord Trade LLC", parent_name="Zarevo Export")
    person = make.person(firm, "Tarik Ziloman")
    world.read(world.watchlist(), world.lines(a=ZILOMAN, b=ZAREVO))
    hits = {hit.subject: hit for hit in WatchHit.objects.all()}
    assert set(hits) == {"firm", "parent", "person"}
    assert hits["person"].person == person
    assert all(sum(line[1] for line in hit.lines) == hit.score for hit in hits.values())


def test_who_comes_later_is_compared_with_everything_in_force():
    world.read(world.watchlist(), world.lines(a=ZILOMAN, b=ZAREVO))
    world.compare()
    assert not WatchHit.objects.exists()
    make.person(make.vendor("Quiet Harbour"), "Tarik Ziloman")
    world.compare()
    assert WatchHit.objects.get().called == "Tarik Ziloman"
    assert not watching.compare_changed(by=make.CLOCK, at=clock.now())


def test_who_left_is_not_compared():
    person = make.person(make.vendor(), "Tarik Ziloman")
    people.depart(person, by=make.officer(), at=clock.now(), because="Left")
    world.read(world.watchlist(), world.lines(a=ZILOMAN))
    assert not WatchHit.objects.exists()


def test_a_settled_hit_stays_settled_while_nothing_changes():
    listed, firm = world.watchlist(), make.vendor("Zarevo Nord Trade LLC")
    world.read(listed, world.lines(b=ZAREVO))
    settle(WatchHit.objects.get(), "false_match")
    world.compare()
    world.read(listed, world.lines(a=ZILOMAN, b=ZAREVO))
    world.read(listed, world.lines(b=ZAREVO))
    assert WatchHit.objects.get(vendor=firm).status == "false_match"


def test_a_settled_hit_comes_back_when_the_entry_changes():
    listed = world.watchlist()
    make.vendor("Zarevo Nord Trade LLC")
    world.read(listed, world.lines(b=ZAREVO))
    settle(WatchHit.objects.get(), "false_match")
    world.read(listed, world.lines(b={**ZAREVO, "country": ["ie"]}))
    assert sorted(WatchHit.objects.values_list("status", flat=True)) == ["false_match", "open"]


def test_a_settled_hit_comes_back_when_the_subject_changes():
    firm = make.vendor("Zarevo Nord Trade LLC")
    world.read(world.watchlist(), world.lines(b=ZAREVO))
    world.compare()
    settle(WatchHit.objects.get(), "false_match")
    vendors.change(firm, legal_name="Zarevo Nord Trading Limited", by=make.officer(), at=clock.now())
    world.compare()
    assert sorted(WatchHit.objects.values_list("status", flat=True)) == ["false_match", "open"]


def test_an_open_hit_lapses_when_its_entry_leaves_the_list_or_its_subject_is_renamed():
    listed = world.watchlist()
    first, second = make.vendor("Zarevo Nord Trade LLC"), make.person(make.vendor("Quiet Harbour"), "Tarik Ziloman")
    world.read(listed, world.lines(a=ZILOMAN, b=ZAREVO))
    world.compare()
    people.change(second, name="Somebody Else", by=make.officer(), at=clock.now())
    world.compare()
    world.read(listed, world.lines(a=ZILOMAN))
    assert {hit.status for hit in WatchHit.objects.all()} == {"lapsed"}
    assert WatchHit.objects.filter(vendor=first).exists()


def test_news_is_one_event_a_run_and_one_a_hit():
    make.vendor("Zarevo Nord Trade LLC", parent_name="Zarevo Export")
    world.read(world.watchlist(), world.lines(b=ZAREVO))
    assert Event.objects.filter(name="hit.found").count() == 2
    assert Event.objects.get(name="watchlist.hits-found").detail.data["hits"] == 2


def test_a_run_goes_on_where_it_stopped(monkeypatch):
    monkeypatch.setattr(watching, "CHUNK", 2)
    firms = [make.vendor(f"Zarevo Nord Trade {word}") for word in ("LLC", "Ltd", "GmbH", "BV", "Limited")]
    version = watchlists.read_in(world.upload(world.watchlist(), world.lines(b=ZAREVO)), by=make.CLOCK, at=clock.now())
    run = WatchRun.objects.get(version=version)
    steps = 1
    while watching.carry_on(run, by=make.CLOCK, at=clock.now()):
        steps += 1
    run.refresh_from_db()
    assert steps > 3
    assert (run.status, run.done, run.total, run.hits) == ("done", run.total, run.total, len(firms))


def test_a_firm_is_not_approved_while_a_hit_waits():
    row, approver = handed_in("Zarevo Nord Trade LLC")
    world.read(world.watchlist(), world.lines(b=ZAREVO))
    with pytest.raises(NotNow, match="being compared"):
        decide(row, "approve", approver)
    world.compare()
    hit = WatchHit.objects.get(vendor=row.vendor)
    with pytest.raises(NotNow, match="nobody has settled"):
        decide(row, "approve", approver)
    settle(hit, "false_match")
    assert decide(row, "approve", approver).status == "approved"


def test_a_true_match_is_refused_or_answered_by_conditions():
    firm = make.vendor("Zarevo Nord Trade LLC")
    world.read(world.watchlist(), world.lines(b=ZAREVO))
    settle(WatchHit.objects.get(), "true_match")
    world.compare()
    row, approver = handed_in("", firm)
    proposal = row.proposals.get(kind="watchlist")
    assert "Zarevo Nord Trading" in proposal.because
    with pytest.raises(NotNow, match="true match"):
        decide(row, "approve", approver)
    assert decide(row, "refuse", approver).status == "refused"


def test_settling_needs_the_right_and_is_done_once():
    make.vendor("Zarevo Nord Trade LLC")
    world.read(world.watchlist(), world.lines(b=ZAREVO))
    hit = WatchHit.objects.get()
    with pytest.raises(NotAllowed):
        watch_hits.settle(hit, "false_match", because="No", by=make.staff_member("auditor"), at=clock.now())
    settle(hit, "needs_more")
    settle(hit, "false_match")
    settle(hit, "false_match")
    with pytest.raises(NotNow):
        settle(hit, "true_match")
    watch_hits.reopen(hit, because="New papers", by=world.analyst(), at=clock.now())
    hit.refresh_from_db()
    assert hit.status == "open"
    assert Event.objects.filter(name="hit.false-match").count() == 1


def test_a_subject_is_remembered_as_it_was_compared():
    make.person(make.vendor("Quiet Harbour", parent_name="Bay Group"), "Tarik Ziloman")
    world.compare()
    assert set(WatchSubject.objects.values_list("kind", flat=True)) == {"firm", "parent", "person"}


def settle(hit, answer: str):
    return watch_hits.settle(hit, answer, because="Compared the papers", by=world.analyst(), at=clock.now())


def handed_in(name: str, firm=None):
    """(screening that waits for its decision, who may decide)."""
    row = make_dd.screening(firm or make.vendor(name, tier=3), by=make_dd.analyst())
    screenings.hand_in(row, summary="Sound", by=make_dd.analyst(), at=clock.now())
    return row, make.staff_member("approver")


def decide(row, answer: str, approver):
    told_as = "Your owner is on a list" if answer == "refuse" else ""
    return screenings.decide(row, answer, told_as=told_as, by=approver, at=clock.now(), because="Looked at it")
