"""Two tabs of one learner, two desks of one manager: one attempt is drawn, graded and certified once."""

import pytest

from core import clock
from core.models import Event
from tests import make
from tests import make_training as school
from tests.databases import committed
from tests.races import at_once, refused
from training.actions import certificates, enrolments
from training.models import Attempt, Completion, Enrolment, TrainingCertificate
from vendors import business_days

pytestmark = [pytest.mark.race, pytest.mark.timeout(900)]
ROUNDS = 20


@pytest.fixture
def firm(committing_database):
    with committed():
        school.course()
        return make.vendor()


def test_one_course_is_given_drawn_graded_and_certified_once(firm):
    with committed():
        officer, course, due_on = make.officer(), school.course(), business_days.day_of(clock.now())
    for number in range(1, ROUNDS + 1):
        with committed():
            person = make.person(firm)
        given = at_once(*[lambda p=person: enrolments.assign(p, course, by=officer, at=clock.now(), due_on=due_on)] * 2)
        with committed():
            row, by = school.read(given[0]), make.as_person(person)
        drawn = at_once(*[lambda row=row, by=by: enrolments.start_attempt(row, by=by, at=clock.now())] * 2)
        with committed():
            right = school.answers(drawn[0])
        at_once(*[lambda d=drawn[0], r=right, by=by: enrolments.submit(d, r, by=by, at=clock.now())] * 3)
        with committed():
            counts = [model.objects.count() for model in (Enrolment, Attempt, Completion, TrainingCertificate)]
            assert counts == [number] * 4
            assert Event.objects.filter(name="training.passed").count() == number


def test_a_right_and_a_wrong_hand_in_are_one_attempt(firm):
    for _round in range(ROUNDS):
        with committed():
            row = school.read(school.enrolment(make.person(firm)))
            by = make.as_person(row.person)
            drawn = enrolments.start_attempt(row, by=by, at=clock.now())
            sheets = [school.answers(drawn, right=right) for right in (True, False)]
        answers = at_once(*[lambda s=s, d=drawn, by=by: enrolments.submit(d, s, by=by, at=clock.now()) for s in sheets])
        assert refused(answers) == [] and len({answer.has_passed for answer in answers}) == 1


def test_a_certificate_is_revoked_once(firm):
    with committed():
        officer = make.officer()
    for number in range(1, ROUNDS + 1):
        with committed():
            paper = school.certificate(make.person(firm))
        at_once(*[lambda p=paper: certificates.revoke(p, by=officer, at=clock.now(), because="Not he")] * 2)
        with committed():
            assert Event.objects.filter(name="certificate.revoked").count() == number
            assert not Completion.objects.current().holding(clock.now()).exists()
