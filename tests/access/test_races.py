"""Two hands on one grant at the same moment, over and over: one order wins, the loser is told, and the trail agrees."""

import pytest

from access import eligibility
from access.actions import grants, holds, sweep
from access.models import Doubt, Grant, Hold, Requirement
from core import clock
from core.actors import system
from core.models import Event
from tests import make, make_access
from tests.databases import committed
from tests.machines import status_by_the_trail
from tests.races import at_once, refused
from vendors.actions import people

pytestmark = [pytest.mark.race, pytest.mark.timeout(900)]
ROUNDS = 50
SAID = {"because": "Looked into", "told_as": "On hold."}


class World:
    def __init__(self):
        self.officer, self.second_officer, self.owner = make.officer(), make.officer(), make_access.owner()
        self.firm = make.vendor(status="active")
        self.worker = make.person(self.firm)
        self.thing = make_access.offered(self.worker, by=self.owner)

    def ask(self) -> Grant:
        return make_access.requested(self.worker, self.thing, at=clock.now())

    def approve(self, grant, by):
        return lambda: grants.approve(grant, by=by, at=clock.now(), because="Needed")

    def revoke(self, grant):
        return lambda: grants.revoke(grant, by=self.officer, at=clock.now(), because="No longer needed")

    def hold(self) -> Hold:
        return holds.place(vendor=self.firm, source=self.firm, by=self.officer, at=clock.now(), **SAID)

    def lift(self) -> list[Hold]:
        return holds.lift(self.firm, by=self.officer, at=clock.now(), because="Settled")

    def end(self, grant) -> None:
        """Make room for the next round."""
        grant.refresh_from_db()
        at = clock.now()
        if grant.status == "open":
            grants.revoke(grant, by=self.officer, at=at, because="Next round")
        elif grant.status in Grant.LIVE:
            grants.decline(grant, by=self.officer, at=at, because="Next round")

    def may_open(self) -> bool:
        return eligibility.decide(self.worker.pk, self.thing.pk, at=clock.now()).allowed

    def by_page(self) -> bool:
        triple = (self.worker.pk, self.thing.pk, "view")
        return eligibility.decide_many([triple], at=clock.now())[0].allowed


@pytest.fixture
def world(committing_database):
    with committed():
        return World()


def rounds(world):
    """A fresh request each; afterwards the tables and the trail agree."""
    for _round in range(ROUNDS):
        with committed():
            grant = world.ask()
        yield grant
        with committed():
            grant.refresh_from_db()
            assert grant.status == status_by_the_trail(grant)
            assert world.may_open() == (grant.status == "open")
            assert grant.approvals.count() == {"requested": 0, "first_approved": 1, "open": 2}.get(
                grant.status, grant.approvals.count()
            )
            world.end(grant)


def told(grant, name: str) -> int:
    return Event.objects.about(grant).filter(name=name).count()


def test_the_second_approval_and_a_revocation(world):
    for grant in rounds(world):
        with committed():
            world.approve(grant, world.officer)()
        answers = at_once(world.approve(grant, world.owner), world.revoke(grant))
        with committed():
            grant.refresh_from_db()
        assert (grant.status, refused(answers)) in [("open", ["NotNow"]), ("revoked", [])]


def test_the_first_approval_in_two_tabs(world):
    for grant in rounds(world):
        answers = at_once(*[world.approve(grant, world.officer)] * 2)
        with committed():
            assert refused(answers) == ["NotAllowed"] and told(grant, "grant.first-approved") == 1


def test_the_second_approval_in_two_tabs(world):
    for grant in rounds(world):
        with committed():
            world.approve(grant, world.officer)()
        answers = at_once(*[world.approve(grant, world.owner)] * 2)
        with committed():
            assert refused(answers) == [] and told(grant, "grant.opened") == 1


def test_two_of_different_roles_and_two_of_one(world):
    for grant in rounds(world):
        answers = at_once(*[world.approve(grant, by) for by in (world.officer, world.second_officer, world.owner)])
        with committed():
            grant.refresh_from_db()
        assert refused(answers) in (["NotAllowed"], ["NotNow"]) and grant.status == "open"


def test_one_request_in_three_tabs(world):
    for _round in range(ROUNDS):
        answers = at_once(*[world.ask] * 3)
        with committed():
            assert len(set(answers)) == 1 and told(answers[0], "grant.requested") == 1
            world.end(answers[0])


def test_the_second_approval_and_a_departure(world):
    for _round in range(ROUNDS):
        with committed():
            world.worker = make.person(world.firm)
            grant = world.ask()
            world.approve(grant, world.officer)()
        answers = at_once(
            world.approve(grant, world.owner),
            lambda: people.depart(world.worker, by=world.officer, at=clock.now(), because="Left"),
        )
        with committed():
            grant.refresh_from_db()
            assert (grant.status, refused(answers)) in [("declined", ["NotNow"]), ("revoked", [])]
            assert grant.status == status_by_the_trail(grant) and not world.may_open()


def test_the_second_approval_and_a_hold(world):
    for _round in range(ROUNDS):
        with committed():
            grant = world.ask()
            world.approve(grant, world.officer)()
        answers = at_once(world.approve(grant, world.owner), world.hold)
        with committed():
            grant.refresh_from_db()
            assert (grant.status, refused(answers)) in [("first_approved", ["NotNow"]), ("open", [])]
            assert not world.may_open()
            world.lift()
            assert world.may_open() == (grant.status == "open")
            world.end(grant)


def test_one_hold_in_two_tabs(world):
    for number in range(1, ROUNDS + 1):
        placed = at_once(*[world.hold] * 2)
        assert len(set(placed)) == 1
        lifted = at_once(*[world.lift] * 2)
        assert sorted(map(len, lifted)) == [0, 1]
        with committed():
            assert not Hold.objects.current().holding(clock.now()).exists()
            assert Event.objects.filter(name="hold.access-lifted").count() == number


def test_giving_back_and_a_revocation(world):
    worker = make.as_person(world.worker)
    for grant in rounds(world):
        with committed():
            make_access.approved(grant, officer=world.officer, by_owner=world.owner)
        answers = at_once(lambda grant=grant: grants.give_back(grant, by=worker, at=clock.now()), world.revoke(grant))
        with committed():
            assert refused(answers) == ["NotNow"] and told(grant, "grant.revoked") + told(grant, "grant.returned") == 1


def test_a_sweep_and_what_it_has_to_notice(world):
    """Sweeps beside a hold, its lifting and a new policy: a page never says other than the rule, and the last sweep settles it."""
    klass = world.thing.asset_class
    clockwork = system("sweep")

    def sweeping():
        return sweep.sweep(by=clockwork, at=clock.now())

    def ask_more():
        Requirement.objects.create(asset_class=klass, requirement="certification", key="soc2_t2")

    def ask_less():
        Requirement.objects.filter(asset_class=klass, key="soc2_t2").delete()

    with committed():
        make_access.approved(world.ask(), officer=world.officer, by_owner=world.owner)
        sweeping()
    for _round in range(ROUNDS):
        for deed in (world.hold, world.lift, ask_more, ask_less):
            at_once(sweeping, deed, sweeping)
            with committed():
                assert world.by_page() == world.may_open()
            with committed():
                sweeping()
                assert world.by_page() == world.may_open()
                assert not Doubt.objects.exists()
