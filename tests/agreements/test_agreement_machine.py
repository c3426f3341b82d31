"""Random hands on a firm's papers: after every step the tables, the trail and what binds say what the model says."""

import datetime
import hashlib

import pytest
from django.db import connection
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from agreements.actions import agreements, signatures, times
from agreements.models import APPROVER, COMPANY, SUBCONTRACTOR, WITNESS, WORKER, Agreement, BindingFact, Seat, Signature
from agreements.rendering import terms
from agreements.standing import keys_of
from agreements.table import Place
from core.models import Event
from tests import make
from tests import make_agreements as papers
from tests.agreements.agreement_model import FIRM, FOREVER, TABLES, Model, Who
from tests.agreements.agreement_model import Seat as Laid
from tests.machines import Machine, events_since, last_event, run, status_by_the_trail
from vendors.actions import people
from vendors.models import Person

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
PEOPLE = ["tomas", "mira"]
TEMPLATES = {FIRM: "confidentiality-ip-tier-2", "tomas": "own-undertaking", "mira": "own-undertaking"}
HANDS = [
    Who("counsel", writes=True),
    Who("second counsel", writes=True),
    Who("officer"),
    Who("signatory", signs_for_firm=True),
    Who("second signatory", signs_for_firm=True),
    Who("contact"),
    Who("tomas"),
    Who("mira"),
    Who("stranger"),
]
ROLE = {
    "subcontractor": SUBCONTRACTOR, "company": COMPANY, "worker": WORKER, "approver": APPROVER, "witness": WITNESS,
}  # fmt: skip
FLAWS = {
    "text": {"shown_sha256": "0" * 64},
    "name": {"typed_name": "Somebody Else"},
    "consent": {"consents": False},
    "factor": {"confirmation": None},
}
by_hands = st.sampled_from([who for who in HANDS if who.writes or who.signs_for_firm]) | st.sampled_from(HANDS)
on_papers = st.integers(0, 4)
laid = st.sampled_from(list(TABLES))


class World:
    def __init__(self):
        papers.library()
        self.firm = make.vendor("Corrib Test Works")
        self.people = {name: make.person(self.firm, name) for name in PEOPLE}
        in_portal = {
            "signatory": make.contact(self.firm, "Nora Byrne"),
            "second signatory": make.person(self.firm, "Ida Roth", is_signatory=True),
            "contact": make.contact(self.firm, is_signatory=False),
            "stranger": make.contact(make.vendor()),
        }
        self.in_portal = {**self.people, **in_portal}
        self.actors = {name: make.as_person(who) for name, who in self.in_portal.items()}
        for name in ("signatory", "second signatory"):
            papers.authorised(in_portal[name])
        self.actors |= {
            "counsel": papers.counsel(),
            "second counsel": papers.counsel("Jon Falk"),
            "officer": make.officer(),
        }

    def place(self, seat: Laid) -> Place:
        holder = self.in_portal.get(seat.holder) or (seat.holder and self.actors[seat.holder].user) or None
        return Place(ROLE[seat.role], seat.position, holder)


class Papers(Machine):
    world: World
    tables = (Agreement, Seat, Signature, BindingFact)

    def __init__(self):
        super().__init__()
        self.model, self.rows = Model(self.now), []

    def hand(self, expected: str, act, who: Who, *args, **said):
        return self.deed(expected, act, *args, by=self.world.actors[who.name], **said)

    def paper(self, place: int) -> tuple:
        place %= len(self.rows)
        return self.model.papers[place], self.rows[place]

    @initialize(signatures=st.lists(st.integers(0, 3), min_size=3, max_size=3), table=laid)
    def everybody_gets_a_paper(self, signatures, table):
        for place, of in enumerate(TEMPLATES):
            self.draft(of, HANDS[0])
            self.issue(place, HANDS[0], table)
            for _signature in range(signatures[place]):
                self.sign_next(place)

    @rule(span=st.sampled_from([datetime.timedelta(0), HOUR, DAY, 10 * DAY, 100 * DAY, 1200 * DAY]))
    def time_passes(self, span):
        self.now = self.model.now = self.now + span

    @rule(of=st.sampled_from(list(TEMPLATES)), by=by_hands)
    def draft_another(self, of, by):
        self.draft(of, by)

    def draft(self, of, by):
        about = {} if of == FIRM else {"person": self.world.people[of]}
        expected = self.model.draft(of, by)
        made = self.hand(
            expected, lambda **said: agreements.draft(self.world.firm, TEMPLATES[of], **said), by,
            jurisdiction="IE", variables=papers.FIRM_ANSWERS, **about,
        )  # fmt: skip
        if expected == "agreement.drafted":
            self.rows.append(made)
        elif made:
            assert made in self.rows

    @precondition(lambda self: self.rows)
    @rule(place=on_papers, by=by_hands, table=laid)
    def issue_one(self, place, by, table):
        self.issue(place, by, table)

    def issue(self, place, by, table):
        paper, row = self.paper(place)
        seats = TABLES[table] if paper.of == FIRM else [Laid("worker", 1, paper.of)]
        expected = self.model.issue(paper, by, seats)
        places = [self.world.place(seat) for seat in seats]
        issued = self.hand(expected, agreements.issue, by, row, reasons=papers.reasons(row), places=places)
        if expected == "agreement.issued":
            paper.sign_until = terms.start_of(issued.sign_by + DAY, issued.zone)
            paper.opens = terms.start_of(issued.starts_on, issued.zone)
            paper.closes = terms.start_of(issued.ends_on + DAY, issued.zone) if issued.ends_on else FOREVER

    @precondition(lambda self: any(paper.awaits for paper in self.model.papers))
    @rule(pick=st.integers(0, 2))
    def sign_in_turn(self, pick):
        waiting = [place for place, paper in enumerate(self.model.papers) if paper.awaits]
        self.sign_next(waiting[pick % len(waiting)])

    def sign_next(self, place):
        """Somebody whose turn it is, if anybody is waited for."""
        paper = self.model.papers[place]
        can = [who for who in HANDS for number in paper.turn if who.holds(paper.seats[number])]
        if by := next((who for who in can if who.name not in paper.signed.values()), None):
            self.sign(place, by, None)

    @rule(place=on_papers, by=by_hands, flaw=st.sampled_from([None, *FLAWS]))
    def sign_one(self, place, by, flaw):
        self.sign(place, by, flaw)

    def sign(self, place, by, flaw):
        paper, row = self.paper(place)
        row.refresh_from_db()
        actor = self.world.actors[by.name]
        said = {
            "shown_sha256": row.document_sha256,
            "typed_name": actor.label,
            "consents": True,
            "confirmation": papers.confirmation(self.now),
            **FLAWS.get(flaw, {}),
        }
        self.hand(self.model.sign(paper, by, flaw), signatures.sign, by, row, **said)

    @rule(place=on_papers, by=by_hands, deed=st.sampled_from(["decline", "withdraw", "terminate"]))
    def close(self, place, by, deed):
        paper, row = self.paper(place)
        act = signatures.decline if deed == "decline" else getattr(agreements, deed)
        self.hand(getattr(self.model, deed)(paper, by), act, by, row, because="Not like this")

    @rule(place=on_papers, by=by_hands, days=st.sampled_from([-1, 3, 14, 60]))
    def give_more_time(self, place, by, days):
        paper, row = self.paper(place)
        row.refresh_from_db()
        day = terms.day_of(self.now, row.zone) + days * DAY
        until = terms.start_of(day + DAY, row.zone)
        self.hand(self.model.extend(paper, by, until), times.extend, by, row, day, because="They are away")

    @rule(place=on_papers)
    def the_sweep_comes(self, place):
        paper, row = self.paper(place)
        self.deed(self.model.lapse(paper), times.lapse, row, by=make.CLOCK)

    @precondition(lambda self: len(self.rows) > 3)
    @rule(name=st.sampled_from(PEOPLE))
    def depart(self, name):
        before, expected = last_event(), self.model.depart(name)
        person = Person.objects.get(pk=self.world.people[name].pk)
        people.depart(person, by=self.world.actors["officer"], at=self.now, because="Left")
        assert sorted(events_since(before, "agreement.")) == sorted(expected)
        followed = Event.objects.filter(id__gt=before, name__startswith="agreement.")
        assert all(event.cause.name == "person.departed" for event in followed)

    @invariant()
    def nobody_acted_out_of_turn(self):
        """Each act came at or after every act at an earlier position, and no person acted at two seats."""
        for row in self.rows:
            position = {seat.number: seat.position for seat in row.seats.all()}
            acts = list(row.signatures.order_by("signed_at", "created_at", "pk"))
            assert [position[act.position] for act in acts] == sorted(position[act.position] for act in acts)
            assert len({act.user_id for act in acts}) == len(acts)

    @invariant()
    def tables_say_what_the_model_says(self):
        for paper, row in zip(self.model.papers, self.rows, strict=True):
            row.refresh_from_db()
            assert row.status == paper.status == status_by_the_trail(row)
            signers = {number + 1: self.world.actors[name].user.pk for number, name in paper.signed.items()}
            assert {signature.position: signature.user_id for signature in row.signatures.all()} == signers
            reached = {number for number in range(len(paper.seats)) if number in paper.signed}
            asked = {seat.number - 1 for seat in row.seats.all() if seat.asked_at}
            assert asked == reached | set(paper.turn)
            facts = BindingFact.objects.current().filter(source_id=row.pk, during__isempty=False)
            wanted = keys_of(row.template_key) if paper.window and paper.window[0] < paper.window[1] else []
            assert sorted(fact.key for fact in facts) == sorted(wanted)
            assert all((fact.starts_at, fact.ends_at or FOREVER) == paper.window for fact in facts)

    @invariant()
    def what_was_issued_keeps_its_bytes(self):
        for row in self.rows:
            if row.issued_at:
                assert hashlib.sha256(row.html.encode()).hexdigest() == row.document_sha256

    @invariant()
    def what_binds_is_what_the_model_says(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "select person_id, requirement from agreements_standing where during @> %(at)s and known @> %(at)s "
                "and key in ('own-undertaking', 'confidentiality-ip')",
                {"at": self.now},
            )
            standing = set(cursor.fetchall())
        for name in PEOPLE:
            person = self.world.people[name].pk
            assert ((person, "agreement") in standing) == self.model.binds(FIRM)
            assert ((person, "undertaking") in standing) == self.model.binds(name)


@pytest.mark.django_db
def test_papers_go_the_way_of_the_model():
    run(Papers, World(), examples=12, steps=14)


@pytest.mark.race
@pytest.mark.django_db
@pytest.mark.timeout(1200)
def test_papers_go_the_way_of_the_model_for_long():
    run(Papers, World(), examples=40, steps=30)
