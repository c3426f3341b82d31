"""Do four people find their way through the whole first journey, each in a browser of their own?

One story in chapters over one database: each begins where the one before it ended. After each of them no page that was
looked at may have displeased axe, scrolled sideways on a phone, or made the console complain.
"""

import pytest

from tests.browser import arriving, lapsing, learning, reading, showing, signing, watching, weighing

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def world(enter):
    return arriving.engage(enter)


def test_people_come_in(world):
    arriving.use_an_app(world)
    arriving.invite(world)
    arriving.accept_as_contact(world)
    showing.acknowledge(world, "contact")


def test_the_firm_answers_questions(world):
    showing.send_questions(world)
    showing.answer_questions(world)


def test_the_firm_shows_papers_and_is_decided_on(world):
    showing.upload_papers(world)
    showing.check_papers(world)
    showing.screen(world)
    showing.decide(world)


def test_it_is_weighed_beside_its_own_words(world):
    weighing.enter_accounts(world)
    weighing.hear(world)
    weighing.accept_what_is_left(world)


def test_an_agreement_is_issued_and_signed_on_a_phone(world):
    signing.issue(world, signing.AGREEMENT)
    signing.sign(world, "contact", "Nora Byrne", signing.AGREEMENT)


def test_it_is_countersigned_sealed_and_checked(world):
    signing.prove_authority(world)
    signing.countersign(world)
    signing.verify(world)


def test_a_worker_comes(world):
    signing.bring_in_the_worker(world)
    reading.engage_for_work(world)


def test_the_worker_asks_in_vain(world):
    reading.protect(world)
    reading.ask(world)


def test_the_worker_signs(world):
    signing.issue(world, signing.UNDERTAKING, worker="Sean Daly")
    signing.sign(world, "worker", "Sean Daly", "Sign your own undertaking")


def test_the_worker_learns(world):
    learning.assign(world)
    learning.learn(world)
    learning.show_certificate(world)


def test_two_approve_and_the_worker_reads(world):
    reading.ask_again(world)
    reading.approve(world)
    reading.read(world)


@pytest.fixture(scope="module")
def tomorrow(world):
    with pytest.MonkeyPatch.context() as patch:
        lapsing.sleep_until_tomorrow(patch, world)
        yield


def test_the_calendar_closes_and_a_renewal_opens(world, tomorrow):
    lapsing.find_it_closed(world)
    lapsing.renew(world)
    lapsing.ask_who_could(world)


def test_a_finding_closes_until_it_is_put_right(world, tomorrow):
    watching.find(world)
    watching.plan(world)
    watching.put_right(world)


def test_a_leak_is_reported_and_somebody_leaves(world, tomorrow):
    watching.report(world)
    watching.investigate(world)
    watching.depart(world)
