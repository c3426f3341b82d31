"""Does HR read what a person was given and passed, with the right key, and nobody else's?"""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client

from core import clock, ids
from core.actions import clients
from tests import make
from tests import make_training as school
from training.actions import certificates

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_rates_from_before():
    cache.clear()


@pytest.fixture
def person():
    return make.person(hr_id="E-7", hr_source="hr")


def ask(*scopes, hr_id="E-7", vendor=None):
    at = clock.now()
    expires_at = at + datetime.timedelta(days=1)
    _client, token = clients.create("HR", scopes=scopes, expires_at=expires_at, by=make.CLOCK, at=at, vendor=vendor)
    return Client().get(f"/api/v1/people/{hr_id}/training", headers={"Authorization": f"Bearer {token}"})


def test_a_person_without_training_has_an_empty_list(person):
    answer = ask("training:read")
    assert answer.status_code == 200
    assert answer.json() == {"person": ids.show("per", person.pk), "hr_id": "E-7", "training": []}


def test_what_was_passed_says_until_when_and_what_was_revoked_says_so(person):
    paper = school.certificate(person)
    (row,) = ask("training:read").json()["training"]
    assert (row["course"], row["status"]) == ("ip-protection", "passed")
    assert row["certificate"]["code"] == paper.code and row["certificate"]["revoked_at"] is None
    certificates.revoke(paper, by=make.officer(), at=clock.now(), because="Somebody else sat the quiz")
    (row,) = ask("training:read").json()["training"]
    assert row["certificate"]["revoked_at"]


def test_what_is_under_way_has_no_certificate(person):
    school.enrolment(person)
    (row,) = ask("training:read").json()["training"]
    assert row["status"] == "assigned" and row["certificate"] is None and row["passed_at"] is None


def test_another_scope_an_unknown_id_and_another_firms_key_learn_nothing(person):
    assert ask("people:read").status_code == 403
    assert ask("training:read", hr_id="E-8").status_code == 404
    assert ask("training:read", vendor=make.vendor()).status_code == 404
    assert ask("training:read", vendor=person.vendor).status_code == 200
