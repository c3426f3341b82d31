"""Two tabs, two presses, two people at once: is exactly one thing done?"""

import pytest

from agreements.actions import agreements, signatures
from agreements.models import Agreement, BindingFact, Signature
from core import clock
from core.models import Event
from tests import make
from tests import make_agreements as papers
from tests.databases import committed
from tests.machines import status_by_the_trail
from tests.races import at_once, refused
from vendors.actions import people

ROUNDS = 50


def told(agreement, name: str) -> int:
    return Event.objects.about(agreement).filter(name=name).count()


def withdraw(agreement, counsel):
    return lambda: agreements.withdraw(agreement, by=counsel, at=clock.now(), because="Wrong text")


def test_the_last_signature_in_two_tabs_puts_it_in_force_once(committing_database):
    with committed():
        worker = make.person()
        agreement = papers.undertaking(worker)
        who = make.as_person(worker)
    assert refused(at_once(*[lambda: papers.sign(agreement, who)] * 4)) == []
    with committed():
        assert Signature.objects.count() == 1 and BindingFact.objects.filter(source_id=agreement.pk).count() == 1
        assert told(agreement, "agreement.signed") == 1


def test_a_signature_and_a_withdrawal_never_both_win(committing_database):
    with committed():
        worker, counsel = make.person(), papers.counsel()
        agreement, who = papers.undertaking(worker, by=counsel), make.as_person(worker)
    answers = at_once(lambda: papers.sign(agreement, who), withdraw(agreement, counsel))
    with committed():
        status = Agreement.objects.get(pk=agreement.pk).status
        assert refused(answers) == ["NotNow"] and status in {"signed", "withdrawn"}
        assert Signature.objects.exists() == BindingFact.objects.exists() == (status == "signed")


class World:
    def __init__(self):
        papers.library()
        self.counsel, self.other_counsel, self.officer = papers.counsel(), papers.counsel("Jon Falk"), make.officer()
        self.firm = make.vendor()
        contact = make.contact(self.firm)
        self.signatory = make.as_person(contact)
        papers.authorised(contact)
        self.worker = make.person(self.firm)

    def sign(self, agreement, by):
        return lambda: papers.sign(agreement, by)

    def draft(self) -> Agreement:
        return papers.draft(self.firm, "own-undertaking", by=self.counsel, person=self.worker)

    def issue(self, agreement):
        return lambda: agreements.issue(agreement, by=self.counsel, at=clock.now(), reasons=papers.reasons(agreement))


@pytest.fixture
def world(committing_database):
    with committed():
        return World()


def papers_of(world, make_one):
    """A fresh paper each; afterwards status, trail and what binds agree, and it is out of the way."""
    for _round in range(ROUNDS):
        with committed():
            agreement = make_one()
        yield agreement
        with committed():
            agreement.refresh_from_db()
            assert agreement.status == status_by_the_trail(agreement)
            binding = BindingFact.objects.current().holding(clock.now()).filter(source_id=agreement.pk)
            assert binding.exists() == (agreement.status == "signed")
            if agreement.status == "signed":
                agreements.terminate(agreement, by=world.counsel, at=clock.now(), because="Next round")
            elif agreement.closed_at is None:
                withdraw(agreement, world.counsel)()


def half_signed(world):
    agreement = papers.issued(world.firm, by=world.counsel)
    papers.sign(agreement, world.signatory)
    return agreement


@pytest.mark.race
@pytest.mark.timeout(900)
class TestOverAndOver:
    def test_two_lawyers_countersign(self, world):
        for agreement in papers_of(world, lambda: half_signed(world)):
            answers = at_once(*[world.sign(agreement, by) for by in (world.counsel, world.other_counsel)])
            with committed():
                assert refused(answers) == ["NotNow"] and agreement.signatures.count() == 2
                assert told(agreement, "agreement.signed") == 1

    def test_a_countersignature_and_a_withdrawal(self, world):
        for agreement in papers_of(world, lambda: half_signed(world)):
            answers = at_once(world.sign(agreement, world.counsel), withdraw(agreement, world.other_counsel))
            with committed():
                assert refused(answers) == ["NotNow"]
                assert told(agreement, "agreement.signed") + told(agreement, "agreement.withdrawn") == 1

    def test_a_signature_and_a_refusal_of_two_signatories(self, world):
        with committed():
            other = make.as_person(make.person(world.firm, is_signatory=True))
        for agreement in papers_of(world, lambda: papers.issued(world.firm, by=world.counsel)):
            answers = at_once(
                world.sign(agreement, world.signatory),
                lambda agreement=agreement: signatures.decline(agreement, by=other, at=clock.now(), because="No"),
            )
            assert refused(answers) == ["NotNow"]

    def test_one_draft_issued_in_two_tabs(self, world):
        for agreement in papers_of(world, world.draft):
            assert refused(at_once(*[world.issue(agreement)] * 2)) == []
            with committed():
                assert told(agreement, "agreement.issued") == 1

    def test_one_paper_drafted_in_three_tabs(self, world):
        for _round in range(ROUNDS):
            drafted = at_once(*[world.draft] * 3)
            with committed():
                assert len(set(drafted)) == 1 and told(drafted[0], "agreement.drafted") == 1
                withdraw(drafted[0], world.counsel)()

    def test_a_signature_and_a_departure(self, world):
        for _round in range(ROUNDS):
            with committed():
                world.worker = make.person(world.firm)
                agreement = papers.undertaking(world.worker, by=world.counsel)
                who = make.as_person(world.worker)
            answers = at_once(
                world.sign(agreement, who),
                lambda: people.depart(world.worker, by=world.officer, at=clock.now(), because="Left"),
            )
            with committed():
                agreement.refresh_from_db()
                assert (agreement.status, refused(answers)) in [("signed", []), ("withdrawn", ["NotNow"])]
                assert agreement.status == status_by_the_trail(agreement)
