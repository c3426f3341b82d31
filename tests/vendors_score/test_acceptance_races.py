"""Two hands on one risk at the same moment: the table takes one acceptance, the other hand is told whose it was."""

from functools import partial

import pytest

from core import clock
from core.models import Event
from tests.databases import committed
from tests.make_risk import accept, boss, known_firm
from tests.races import at_once, refused
from vendors import accepted_risks
from vendors.actions import risk_acceptances
from vendors.models import AcceptedRisk, RiskAcceptance

pytestmark = [pytest.mark.race, pytest.mark.timeout(300)]
ROUNDS = 15


def counting(firm) -> int:
    return AcceptedRisk.objects.filter(vendor=firm).holding(clock.now()).current().count()


def take_back(row, by):
    return risk_acceptances.withdraw(row, because="The site burnt", by=by, at=clock.now())


def test_of_two_who_accept_at_once_one_is_told(committing_database):
    with committed():
        hands = boss(), boss("Ida Voss")
    for _round in range(ROUNDS):
        with committed():
            firm = known_firm()
        answers = at_once(*[partial(accept, firm, by=by) for by in hands])
        with committed():
            assert counting(firm) == 1
            told = refused(answers)
            # Who comes a moment later renews what is there, and says so; nobody accepts beside it unseen.
            renewed = Event.objects.filter(name="risk.acceptance-renewed", vendor_id=firm.pk).count()
            assert len(told) + renewed == 1 and set(told) <= {"NotNow"}


def test_one_hand_that_presses_twice_at_once_accepts_once(committing_database):
    with committed():
        by = boss()
    for _round in range(ROUNDS):
        with committed():
            firm = known_firm()
        answers = at_once(*[partial(accept, firm, by=by)] * 2)
        with committed():
            assert len(set(answers)) == 1 and RiskAcceptance.objects.filter(vendor=firm).count() == 1


def test_it_is_withdrawn_or_renewed_but_never_both_unseen(committing_database):
    with committed():
        hands = boss(), boss("Ida Voss")
    for _round in range(ROUNDS):
        with committed():
            firm = known_firm()
            first = accept(firm, by=hands[0])
        answers = at_once(partial(take_back, first, hands[0]), partial(accept, firm, by=hands[1], because="Prolonged"))
        with committed():
            standing = accepted_risks.standing(firm, clock.now())
            # First withdrawn, then accepted anew; or first renewed, and the withdrawal refused.
            assert standing is not None and standing.pk != first.pk and counting(firm) == 1
            assert refused(answers) in ([], ["NotNow"])
