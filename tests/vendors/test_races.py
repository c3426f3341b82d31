"""Two at once: one invitation is taken up by exactly one of them, and a departure is recorded once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from core import clock
from core.models import Event
from tests import make
from tests.databases import committed
from vendors import invitation_links
from vendors.actions import invitations, people
from vendors.models import Person

pytestmark = pytest.mark.race
FORM = {"name": "Petra", "password": "three green boats at sea", "language": "en-gb", "time_zone": "UTC"}


def at_once(*deeds) -> list:
    def run(deed):
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_a_link_pressed_twice_at_once_makes_one_account(committing_database):
    with committed():
        row = invitations.send(
            make.vendor(), name="Petra", email="petra@corvid.test", by=make.officer(), at=make.earlier()
        )
    url = f"/invitation/{invitation_links.token_of(row.pk)}/"
    answers = at_once(*[lambda: Client(raise_request_exception=False).post(url, FORM).status_code] * 3)
    with committed():
        assert answers.count(302) == 1 and Person.objects.filter(email="petra@corvid.test").count() == 1
        assert Event.objects.filter(name="invitation.accepted").count() == 1


def test_a_departure_reported_twice_at_once_is_recorded_once(committing_database):
    with committed():
        person, by = make.person(), make.officer()

    def leave():
        with committed():
            people.depart(person, by=by, at=clock.now(), because="Left")

    at_once(leave, leave, leave)
    with committed():
        assert Event.objects.filter(name="person.departed").count() == 1
