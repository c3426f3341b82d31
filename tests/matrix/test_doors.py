"""Who gets through which door? Every route, for those who must stay outside it, with GET and with POST.

policy.csv names the door of each route; a route that it does not name fails the first test.
"""

import csv
import datetime
import re
import uuid
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from core import clock
from core.actions import clients
from core.roles import ROLES
from incidents.actions import starter as playbooks
from tests import make, make_agreements, make_audits, make_training
from tests.matrix.routes import Route, all_routes
from vendors import business_days

pytestmark = pytest.mark.django_db
DOORS = {row["route"]: row["door"] for row in csv.DictReader((Path(__file__).parent / "policy.csv").open())}
SAMPLES = {"uuid": lambda: str(uuid.uuid4()), "slug": lambda: "none", "int": lambda: "1", "str": lambda: "none"}
ANSWERS = {200, 302, 303, 400, 403, 404, 405, 409, 422}  # an answer, whatever it is; never a failure
CHOICES = {"tab": "people", "evidence": "certificates", "path": "none"}


def behind(door: str) -> list[Route]:
    return [route for name, route in all_routes().items() if DOORS.get(name) == door]


def address(route: Route) -> str:
    """With ids that never existed."""

    def fill(found: re.Match) -> str:
        kind = found[1].split(":")[0]
        return CHOICES.get(kind) or SAMPLES[kind]()

    return "/" + re.sub(r"<([^>]+)>", fill, route.address).replace("^v1/.*$", "v1/nothing")


def answers(client: Client, door: str, **headers) -> dict[tuple[str, str], int]:
    """(method, route) -> status, for every route behind the door."""
    cache.clear()
    return {
        (method, route.name): client.generic(method, address(route), headers=headers).status_code
        for route in behind(door)
        for method in ("GET", "POST")
    }


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def key(*scopes, vendor=None) -> dict:
    at = clock.now()
    end = at + datetime.timedelta(days=1)
    _row, token = clients.create("HR", scopes=list(scopes), expires_at=end, by=make.CLOCK, at=at, vendor=vendor)
    return {"Authorization": f"Bearer {token}"}


def half_member():
    """Has an account; starts next week."""
    today = business_days.day_of(clock.now())
    return make.person(starts_on=today + datetime.timedelta(days=7)).user


OUTSIDE = {"contact": lambda: make.contact(make.vendor()).user, "worker": lambda: make.person().user}
NOBODY = {"ex-member": make.account, "half-member": half_member}
STAFF = {role: lambda role=role: make.staff_member(role).user for role in ROLES}


def test_every_route_is_listed_and_every_line_is_a_route():
    assert set(DOORS) == set(all_routes())


@pytest.mark.parametrize("door", ["desk", "portal"])
def test_a_stranger_is_sent_to_sign_in(door):
    assert set(answers(Client(), door).values()) == {302}


@pytest.mark.parametrize("who", [*OUTSIDE, *NOBODY])
def test_only_staff_come_to_the_desk(who):
    assert set(answers(signed_in({**OUTSIDE, **NOBODY}[who]()), "desk").values()) == {403}


@pytest.mark.parametrize("who", ["officer", "administrator", *NOBODY])
def test_only_people_of_a_firm_come_to_the_portal(who):
    assert set(answers(signed_in({**STAFF, **NOBODY}[who]()), "portal").values()) == {403}


@pytest.mark.parametrize("who", ["officer", "reader", "administrator"])
def test_the_desk_has_an_answer_for_every_id_that_never_was(who):
    make.starter_content()
    found = answers(signed_in(STAFF[who]()), "desk")
    assert {each: status for each, status in found.items() if status not in ANSWERS} == {}
    assert 200 in found.values()


@pytest.mark.parametrize("who", OUTSIDE)
def test_the_portal_has_an_answer_for_every_id_that_never_was(who):
    make.starter_content()
    playbooks.load(by=make.CLOCK, at=make.earlier())
    found = answers(signed_in(OUTSIDE[who]()), "portal")
    assert {each: status for each, status in found.items() if status not in ANSWERS} == {}
    assert 200 in found.values()


def test_the_api_wants_a_key_with_the_scope():
    without = {"GET": 401, "POST": 401}
    unknown = answers(Client(), "api")
    assert {each: status for each, status in unknown.items() if status not in {without[each[0]], 404, 405}} == {}
    bare = answers(Client(), "api", **key())
    assert {each: status for each, status in bare.items() if status not in {403, 404, 405}} == {}


def own_things():
    """A firm with a record behind most doors of the portal: its contact, and id by route."""
    contact = make.contact(make.vendor())
    auditor = make_audits.auditor()
    found = make_audits.finding(make_audits.audit(contact.vendor, by=auditor), by=auditor)
    paper = make_agreements.issued(contact.vendor)
    learning = make_training.enrolment(contact)
    return contact, {
        "portal_finding": found.pk,
        "portal_agreement": paper.pk,
        "portal_agreement_text": paper.pk,
        "training_course": learning.pk,
    }


def stripped(answer) -> str:
    """Without what differs from page to page: the id that was asked for, tokens, the request id."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,}|[\w:-]{40,}", "", answer.content.decode())


def test_a_foreign_record_reads_like_one_that_never_was():
    owner, things = own_things()
    own, foreign = signed_in(owner.user), signed_in(make.contact(make.vendor()).user)
    for name, pk in things.items():
        route = "/" + all_routes()[name].address.replace("<uuid:pk>", "{}")
        assert own.get(route.format(pk)).status_code == 200, name
        theirs, never = foreign.get(route.format(pk)), foreign.get(route.format(uuid.uuid4()))
        assert theirs.status_code == never.status_code == 404, name
        assert stripped(theirs) == stripped(never), name
