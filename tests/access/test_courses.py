"""Is somebody who joins an engagement put on the courses that the work asks for?"""

import pytest

from access.actions import assets
from core import clock
from tests import make, make_access, make_training
from training.models import Enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return make_training.course()


def held(worker) -> list[str]:
    return list(Enrolment.objects.filter(person=worker).values_list("course__key", flat=True))


def asset_that_asks(course):
    return make_access.asset(klass=make_access.asset_class(("employment", ""), ("training", course.key)))


def test_whoever_works_on_an_engagement_gets_the_courses_of_what_is_offered_to_it(course):
    worker = make.person(make.vendor(tier=None))
    make_access.offered(worker, asset_that_asks(course))
    assert held(worker) == [course.key]
    make_access.offered(worker, asset_that_asks(course))
    assert held(worker) == [course.key]


def test_whoever_has_passed_is_not_asked_again(course):
    worker = make.person(make.vendor(tier=None))
    make_training.certificate(worker)
    thing = asset_that_asks(course)
    assets.offer(thing, make.engagement(worker.vendor, worker), by=make_access.owner(), at=clock.now())
    assert Enrolment.objects.filter(person=worker).exclude(status="passed").count() == 0
