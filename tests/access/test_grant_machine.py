"""Random hands on a few grants: after every step the tables, the trail and the decision say what the model says."""

import datetime

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from access import eligibility
from access.actions import grants, holds
from access.models import Approval, Grant, GrantPeriod
from core import facts
from core.models import Event
from tests import make, make_access
from tests.access.grant_model import Model, Who
from tests.machines import SAME, Machine, events_since, last_event, run, status_by_the_trail
from vendors.actions import people
from vendors.models import Person, VendorFact

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
PEOPLE = ["tomas", "mira"]
HANDS = [
    Who("officer", ("officer",)),
    Who("second officer", ("officer",)),
    Who("owner", ("owner",), owns=True),
    Who("owner and officer", ("officer", "owner")),
    Who("owner of something else", ("owner",)),
    Who("investigator", ("investigator",)),
    Who("reader", ("reader",)),
    Who("tomas", stands_for="tomas"),
    Who("mira", stands_for="mira"),
    Who("contact", stands_for="contact", is_contact=True),
    Who("stranger", stands_for="stranger", is_contact=True, is_ours=False),
]
by_hands = st.sampled_from([who for who in HANDS if who.approving]) | st.sampled_from(HANDS)
on_papers = st.integers(0, 3)


class World:
    """A firm with two workers and a contact, an asset, and everybody who may have a hand in it."""

    def __init__(self):
        self.firm = make.vendor(status="active")
        self.people = {name: make.person(self.firm, name) for name in PEOPLE}
        stranger = make.contact(make.vendor())
        self.actors = {
            **{name: make.as_person(who) for name, who in self.people.items()},
            "contact": make.as_person(make.contact(self.firm)),
            "stranger": make.as_person(stranger),
            **{who.name: make.staff_member(*who.roles) for who in HANDS if who.roles},
        }
        klass = make_access.asset_class(("employment", ""), ("certification", "iso27001"), max_days=40)
        self.asset = make_access.offered(
            self.people["tomas"], make_access.asset(klass=klass, by=self.actors["owner"]), by=self.actors["owner"]
        )
        make.vendor_fact(self.firm, "certification", "iso27001", days=60)


class Grants(Machine):
    world: World

    tables = (Grant, GrantPeriod, Approval)

    def __init__(self):
        super().__init__()
        self.rows: list[Grant] = []
        self.model = Model(
            now=self.now,
            employed_until={n: make.employment_of(p).ends_at for n, p in self.world.people.items()},
            certified_until=self.certificates().get().ends_at,
            longest=40 * DAY,
        )

    def certificates(self):
        return VendorFact.objects.current().filter(vendor=self.world.firm, requirement="certification")

    def hand(self, expected: str, act, who: Who, *args, **said):
        return self.deed(expected, act, *args, by=self.world.actors[who.name], **said)

    def paper(self, place: int) -> tuple:
        place %= len(self.rows)
        return self.model.papers[place], self.rows[place]

    @initialize(approvals=st.lists(st.integers(0, 2), min_size=2, max_size=2))
    def both_ask(self, approvals):
        for place, name in enumerate(PEOPLE):
            self.request(name, next(who for who in HANDS if who.name == name), datetime.timedelta(0), 10 * DAY)
            for role in ["officer", "owner"][: approvals[place]]:
                self.approve(place, next(who for who in HANDS if who.approving == [role]), None)

    @rule(span=st.sampled_from([datetime.timedelta(0), HOUR, DAY, 9 * DAY, 33 * DAY]))
    def time_passes(self, span):
        self.now = self.model.now = self.now + span

    @rule(
        name=st.sampled_from(PEOPLE),
        by=st.sampled_from([who for who in HANDS if not who.roles]),
        start=st.sampled_from([-DAY, datetime.timedelta(0), HOUR, 3 * DAY]),
        length=st.sampled_from([HOUR, DAY, 10 * DAY, 40 * DAY, 41 * DAY]),
        is_counted=st.booleans(),
    )
    def ask(self, name, by, start, length, is_counted):
        self.request(name, by, start, length, is_counted=is_counted)

    def request(self, name, by, start, length, *, is_counted=False):
        starts = self.model.now + start
        expected = self.model.request(name, by, starts, starts + length, is_counted=is_counted)
        made = self.hand(
            expected, lambda **said: grants.request(self.world.people[name], self.world.asset, **said), by,
            purpose="Endurance test", starts_at=starts, ends_at=starts + length, lasts=length if is_counted else None,
        )  # fmt: skip
        if expected == "grant.requested":
            self.rows.append(made)
        elif made:
            assert made in self.rows

    @precondition(lambda self: any(paper.waits for paper in self.model.papers))
    @rule(pick=st.integers(0, 1))
    def approve_in_turn(self, pick):
        waiting = [place for place, paper in enumerate(self.model.papers) if paper.waits]
        place = waiting[pick % len(waiting)]
        role = "owner" if "officer" in self.model.papers[place].approvals.values() else "officer"
        self.approve(place, next(who for who in HANDS if who.approving == [role]), None)

    @precondition(lambda self: self.rows)
    @rule(place=on_papers, by=by_hands, left=st.sampled_from([None, -HOUR, HOUR, 5 * DAY]))
    def approve_one(self, place, by, left):
        self.approve(place, by, left)

    def approve(self, place, by, left):
        paper, row = self.paper(place)
        ends = left and self.model.now + left
        self.hand(self.model.approve(paper, by, ends), grants.approve, by, row, because="Needed", ends_at=ends)

    @precondition(lambda self: self.rows)
    @rule(place=on_papers, by=by_hands, deed=st.sampled_from(["decline", "withdraw", "give_back", "revoke"]))
    def end(self, place, by, deed):
        paper, row = self.paper(place)
        said = {"because": "No longer needed"} if deed in {"decline", "revoke"} else {}
        self.hand(getattr(self.model, deed)(paper, by), getattr(grants, deed), by, row, **said)

    @rule(over=st.sampled_from([*PEOPLE, "firm", "asset"]))
    def hold(self, over):
        scope = {"firm": {}, "asset": {"asset_id": self.world.asset.pk}}
        about = scope[over] if over in scope else {"person_id": self.world.people[over].pk}
        expected = SAME if over in self.model.holds else "hold.access-placed"
        self.model.holds.add(over)
        said = {"vendor": self.world.firm, "source": self.world.firm, "because": "Looked into", "told_as": "On hold."}
        self.hand(expected, holds.place, HANDS[0], **said, **about)

    @rule()
    def lift(self):
        officer = self.world.actors["officer"]
        lifted = holds.lift(self.world.firm, by=officer, at=self.model.now, because="Settled")
        assert len(lifted) == len(self.model.holds)
        self.model.holds.clear()

    @rule(days=st.sampled_from([5, 60]))
    def renew_the_certificate(self, days):
        self.lose_the_certificate()
        self.model.certified_until = self.model.now + days * DAY
        facts.assert_fact(
            VendorFact, at=self.model.now, during=facts.span(self.model.now, self.model.certified_until),
            vendor=self.world.firm, requirement="certification", key="iso27001",
            source_kind="vendors.vendor", source_id=self.world.firm.pk,
        )  # fmt: skip

    @rule()
    def lose_the_certificate(self):
        for fact in self.certificates():
            facts.end(fact, at=self.model.now)
        self.model.certified_until = min(self.model.certified_until, self.model.now)

    @precondition(lambda self: len(self.rows) > 2)
    @rule(name=st.sampled_from(PEOPLE))
    def depart(self, name):
        before = last_event()
        expected = self.model.depart(name)
        person = Person.objects.get(pk=self.world.people[name].pk)
        people.depart(person, by=self.world.actors["officer"], at=self.model.now, because="Left")
        assert sorted(events_since(before, "grant.")) == sorted(expected)
        followed = Event.objects.filter(id__gt=before, name__startswith="grant.")
        assert all(event.cause.name == "person.departed" for event in followed)

    @invariant()
    def tables_say_what_the_model_says(self):
        for paper, row in zip(self.model.papers, self.rows, strict=True):
            row.refresh_from_db()
            assert row.status == paper.status
            assert {a.user_id: a.role for a in row.approvals.all()} == {
                self.world.actors[name].user.pk: role for name, role in paper.approvals.items()
            }
            held = [(p.starts_at, p.ends_at) for p in row.periods.current() if not p.during.isempty]
            assert held == ([paper.window] if paper.window and paper.window[0] < paper.window[1] else [])

    @invariant()
    def the_trail_leads_to_where_each_grant_stands(self):
        for row in self.rows:
            assert status_by_the_trail(row) == row.status

    @invariant()
    def the_rule_decides_as_the_model_does(self):
        wanted = {name: self.model.may_open(name) for name in PEOPLE}
        triples = [(self.world.people[name].pk, self.world.asset.pk, "view") for name in PEOPLE]
        many = eligibility.decide_many(triples, at=self.model.now)
        one = [eligibility.decide(person, asset, at=self.model.now) for person, asset, _level in triples]
        assert (
            dict(zip(PEOPLE, map(bool, many), strict=True)) == dict(zip(PEOPLE, map(bool, one), strict=True)) == wanted
        )


@pytest.mark.django_db
def test_grants_go_the_way_of_the_model():
    run(Grants, World(), examples=25, steps=15)


@pytest.mark.race
@pytest.mark.django_db
@pytest.mark.timeout(1200)
def test_grants_go_the_way_of_the_model_for_long():
    run(Grants, World(), examples=100, steps=30)
