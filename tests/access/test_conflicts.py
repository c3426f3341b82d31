"""Who may not hold what together, who may not approve for whom, and what does an exception excuse, until when?"""

import datetime

import pytest
from django.urls import reverse

from access import conflicts, eligibility
from access.actions import conflicts as acts
from access.actions import exceptions, grants, sweep
from access.models import Conflict, ConflictException, ConflictSet
from config.notices import NOTICES
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow, NotThis
from tests import make, make_access

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def worker():
    return make.person(make.vendor(status="active"), "Tomas Lindqvist")


@pytest.fixture
def pair(worker):
    return [make_access.offered(worker, make_access.asset(name)) for name in ("Plans", "Data")]


def allowed(who, thing, at=None) -> bool:
    return eligibility.decide(who.pk, thing.pk, at=at or clock.now()).allowed


def test_a_request_is_told_of_the_conflict_and_cannot_be_approved(worker, pair):
    held, wanted = pair
    make_access.opened(worker, held)
    make_access.conflict_set(*pair)
    asked = make_access.requested(worker, wanted)
    assert [clash.asset for clash in conflicts.clashes(worker.pk, wanted.pk, at=clock.now())] == [held]
    with pytest.raises(NotNow) as refused:
        grants.approve(asked, by=make.officer(), at=clock.now(), because="Needed")
    assert refused.value.unmet == ["The person holds other information that may not be combined with it."]
    assert allowed(worker, held)  # a request alone closes nothing


def test_what_is_held_already_is_closed_on_both_sides_until_one_is_given_up(worker, pair):
    first, second = (make_access.opened(worker, thing) for thing in pair)
    make_access.conflict_set(*pair)
    assert not allowed(worker, pair[0]) and not allowed(worker, pair[1])
    grants.give_back(second, by=make.as_person(worker), at=clock.now())
    assert allowed(worker, pair[0]) and first.status == "open"


def test_the_answer_changes_when_the_other_grant_ends(worker, pair):
    make_access.opened(worker, pair[0], days=30)
    other = make_access.opened(worker, pair[1], days=10)
    make_access.conflict_set(*pair)
    decision = eligibility.decide(worker.pk, pair[0].pk, at=clock.now())
    assert not decision and decision.until == other.ends_at
    assert [reason.next for reason in decision.unmet] == [other.ends_at]


def test_an_exception_opens_both_until_its_end_and_lapses_by_itself(worker, pair):
    for thing in pair:
        make_access.opened(worker, thing)
    rule = make_access.conflict_set(*pair)
    row = make_access.excused(worker, rule, days=10)
    decisions = [eligibility.decide(worker.pk, thing.pk, at=clock.now()) for thing in pair]
    assert all(decisions) and {decision.until for decision in decisions} == {row.ends_at}
    assert not allowed(worker, pair[0], at=row.ends_at)
    early = exceptions.end(row, by=make.officer(), at=clock.now(), because="Another found")
    assert early.status == "ended" and not allowed(worker, pair[0])


def test_an_exception_is_for_this_person_and_this_pair(worker, pair):
    colleague = make.person(worker.vendor)
    third = make_access.offered(worker, make_access.asset("Method"))
    for thing in (*pair, third):
        make_access.opened(worker, thing)
    for thing in pair:
        make_access.opened(colleague, thing)
    rule = make_access.conflict_set(*pair)
    make_access.excused(worker, rule)
    assert allowed(worker, pair[0]) and not allowed(colleague, pair[0])
    said = {"name": rule.name, "because": rule.because, "people": []}
    acts.change(rule, **said, assets=[*pair, third], by=make.officer(), at=clock.now())
    assert not any(allowed(worker, thing) for thing in (*pair, third))


def test_nobody_decides_on_the_exception_that_they_asked_for(worker):
    officer = make.officer()
    row = make_access.exception(worker, by=officer)
    with pytest.raises(NotAllowed, match="Somebody else"):
        exceptions.grant(row, by=officer, at=clock.now(), because="Mine")
    with pytest.raises(NotAllowed):
        exceptions.grant(row, by=make.staff_member("analyst"), at=clock.now(), because="Fine")
    row = exceptions.decline(row, by=make.officer(), at=clock.now(), because="Too much")
    with pytest.raises(NotNow, match="no longer waiting"):
        exceptions.grant(row, by=make.officer(), at=clock.now(), because="After all")


@pytest.mark.parametrize(("days", "words"), [(-1, "later than now"), (400, "at most")])
def test_an_exception_ends_and_soon(worker, days, words):
    with pytest.raises(NotNow, match=words):
        make_access.exception(worker, days=days)


def test_repeating_writes_nothing_twice(worker, pair):
    for thing in pair:
        make_access.opened(worker, thing)
    rule = make_access.conflict_set(*pair, name="Apart", because="So")
    assert make_access.conflict_set(*pair, name="Apart", because="So") == rule
    with pytest.raises(NotThis):
        make_access.conflict_set(*pair, name="Apart", because="Otherwise")
    officer = make.officer()
    row = make_access.exception(worker, rule, by=officer)
    assert make_access.exception(worker, rule, by=officer) == row
    for _again in range(2):
        exceptions.grant(row, by=make_access.owner(), at=clock.now(), because="Small")
    names = ["conflict.declared", "exception.asked", "exception.granted"]
    assert [Event.objects.filter(name=name).count() for name in names] == [1, 1, 1]
    assert row.periods.count() == 1


def test_what_was_kept_apart_then_is_still_answered(worker, pair):
    for thing in pair:
        make_access.opened(worker, thing)
    rule, between = make_access.conflict_set(*pair), clock.now() - DAY / 48
    acts.change(rule, name=rule.name, because="Over", assets=[], people=[], by=make.officer(), at=clock.now())
    assert allowed(worker, pair[0]) and not allowed(worker, pair[0], at=between)


def test_foreseeing_changes_nothing_and_is_right(worker, pair):
    for thing in pair:
        make_access.opened(worker, thing)
    outcome = acts.foresee(None, pair, by=make.officer(), at=clock.now())
    assert {turn.grant.asset for turn in outcome.closes} == set(pair) and not outcome.opens
    assert allowed(worker, pair[0]) and not ConflictSet.objects.exists()


def test_who_is_in_the_same_set_does_not_approve(worker, pair):
    officer, friend = make.officer("Ines Moreau"), make.officer("Ruth Okafor")
    make_access.conflict_set(people=[officer.user, worker.user], name="Cousins")
    asked = make_access.requested(worker, pair[0])
    with pytest.raises(NotAllowed, match=f"You and {worker.name} are in the conflict set “Cousins”"):
        grants.approve(asked, by=officer, at=clock.now(), because="Needed")
    make_access.conflict_set(people=[friend.user, pair[0].owner], name="Partners")
    grants.approve(asked, by=friend, at=clock.now(), because="Needed")
    with pytest.raises(NotAllowed, match="Partners"):
        grants.approve(asked, by=make_access.owner_of(pair[0]), at=clock.now(), because="Agreed")


def test_the_nightly_look_finds_each_conflict_once_and_says_when_it_is_gone(worker):
    rule = make_access.rivals(worker)
    (found,) = acts.find(by=make.CLOCK, at=clock.now())
    assert (found.person, found.conflict_set) == (worker, rule)
    assert acts.find(by=make.CLOCK, at=clock.now()) == []
    row = make_access.excused(worker, rule)
    assert acts.find(by=make.CLOCK, at=clock.now()) == []
    found.refresh_from_db()
    assert found.gone_at is not None
    (again,) = acts.find(by=make.CLOCK, at=row.ends_at)
    assert again != found and Conflict.objects.count() == 2
    assert Event.objects.filter(name="conflict.found").count() == 2


def test_the_sweep_tells_of_a_conflict(worker, pair):
    opened = [make_access.opened(worker, thing) for thing in pair]
    sweep.sweep(by=make.CLOCK, at=clock.now())
    make_access.conflict_set(*pair)
    sweep.sweep(by=make.CLOCK, at=clock.now())
    lapsed = Event.objects.filter(name="grant.lapsed").values_list("subject_id", flat=True)
    assert set(lapsed) == {grant.pk for grant in opened}


def test_the_page_of_a_set_shows_what_follows_before_it_is_saved(client, worker, pair):
    for thing in pair:
        make_access.opened(worker, thing)
    make.confirm(client, make.officer().user)
    url = reverse("conflict_set_new")
    page = client.get(url, {"one": pair[0].pk, "two": pair[1].pk}).content.decode()
    assert page.count("checked") == 2
    said = {"name": "Apart", "because": "So", "assets": [thing.pk for thing in pair], "people": worker.email}
    answer = client.post(url, said)
    assert "Closes 2 grants of 1 person now." in answer.content.decode() and not ConflictSet.objects.exists()
    assert client.post(url, {**said, "seen": answer.context["outcome"]["token"]}).status_code == 302
    rule = ConflictSet.objects.get()
    page = client.get(reverse("conflicts")).content.decode()
    assert "Plans and Data: Apart" in page and "Ask for an exception" in page
    answer = client.post(
        reverse("conflict_set", args=[rule.pk]), {**said, "people": "nobody@nowhere.test", "assets": []}
    )
    assert answer.status_code == 422 and "No account has the address" in answer.content.decode()


def test_an_exception_goes_from_the_request_to_its_end_on_the_pages(client, worker, pair):
    make_access.opened(worker, pair[0])
    rule = make_access.conflict_set(*pair)
    asked = make_access.requested(worker, pair[1])
    officer, owner = make.officer(), make_access.owner()
    page = make.confirm(client, officer.user).get(reverse("grant", args=[asked.pk])).content.decode()
    where = reverse("conflict_exception_new", args=[rule.pk, worker.pk])
    assert where in page
    end = (clock.now() + 20 * DAY).date()
    said = {"pair": ":".join(sorted(str(thing.pk) for thing in pair)), "because": "Only one", "control": "Watched"}
    said |= {"ends_on_day": end.day, "ends_on_month": end.month, "ends_on_year": end.year}
    assert client.post(where, {**said, "control": ""}).status_code == 422
    client.post(where, said)
    row = ConflictException.objects.get()
    page = client.get(reverse("conflict_exception", args=[row.pk])).content.decode()
    assert "You asked for this exception yourself" in page and "Take it back" in page
    make.confirm(client, owner.user)
    client.post(reverse("conflict_exception", args=[row.pk]), {"answer": "grant", "because": "Small"})
    grants.approve(asked, by=officer, at=clock.now(), because="Needed")
    other = make_access.owner_of(pair[1])
    client.post(reverse("conflict_exception_ending", args=[row.pk]), {"ending-because": "Over"})
    row.refresh_from_db()
    assert row.status == "ended"
    with pytest.raises(NotNow):
        grants.approve(asked, by=other, at=clock.now(), because="Agreed")


def test_who_asked_takes_it_back(client, worker):
    officer = make.officer()
    row = make_access.exception(worker, by=officer)
    make.confirm(client, officer.user)
    client.post(reverse("conflict_exception", args=[row.pk]), {"answer": "withdraw"})
    row.refresh_from_db()
    assert row.status == "withdrawn"
    with pytest.raises(NotAllowed):
        exceptions.withdraw(row, by=make.officer(), at=clock.now())


def test_there_is_nothing_to_excuse_for_who_holds_one_alone(client, worker, pair):
    make_access.opened(worker, pair[0])
    rule = make_access.conflict_set(*pair)
    client.force_login(make.officer().user)
    assert client.get(reverse("conflict_exception_new", args=[rule.pk, worker.pk])).status_code == 409


def test_each_of_these_deeds_is_told():
    assert {"conflict.found", "exception.asked", "exception.granted", "exception.declined"} <= NOTICES.keys()
