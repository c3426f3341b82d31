"""A key opens what its scopes say, until it is revoked or over; every other key gets the same answer."""

import datetime
import re

import pytest
from django.db import ProgrammingError, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from core import clock, ids
from core.actions import clients
from core.actors import Actor
from core.api import scopes, tokens
from core.database import context
from core.database.roles import PORTAL, STAFF
from core.models import ApiClient, Event, Job
from core.refusals import NotAllowed, NotNow
from core.web.transactions import OneTransaction
from tests.api.conftest import KEEPER, Caller


def test_a_key_has_the_form_that_scanners_know_and_a_typo_is_noticed():
    token = tokens.make()
    assert re.fullmatch(r"rf_svc_[0-9A-Za-z]{38}", token)
    assert tokens.is_well_formed(token, "svc")
    assert not tokens.is_well_formed(token, "scim")
    swapped = token[:10] + ("a" if token[10] != "a" else "b") + token[11:]
    assert not tokens.is_well_formed(swapped, "svc")


def test_only_the_digest_is_kept(make_key):
    client, token = make_key("people:read")
    stored = ApiClient.objects.get(pk=client.pk)
    assert stored.digest == tokens.digest(token)
    assert token not in str(vars(stored)) and stored.last_four == token[-4:]


def test_without_a_key_the_answer_names_the_way_in(stranger):
    response = stranger("GET", "jobs")
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert response.json()["code"] == "not-authenticated"


def test_unknown_revoked_expired_and_misspelt_keys_are_answered_alike(make_key):
    revoked, revoked_key = make_key("people:read")
    clients.revoke(revoked, by=KEEPER, at=clock.now(), because="lost")
    expired, expired_key = make_key("people:read")
    ApiClient.objects.filter(pk=expired.pk).update(expires_at=clock.now() - datetime.timedelta(seconds=1))
    answers = set()
    for key in [revoked_key, expired_key, tokens.make(), "rf_svc_short", tokens.make("scim")]:
        response = Caller(key)("GET", "jobs")
        body = {**response.json(), "request_id": ""}
        answers.add((response.status_code, str(body)))
    assert len(answers) == 1 and next(iter(answers))[0] == 401


@pytest.mark.parametrize("header", ["Basic abc", "Bearer", "Bearer a b", "\xff", "Token x"])
def test_other_ways_to_sign_in_are_not_taken(stranger, header):
    assert stranger("GET", "jobs", Authorization=header).status_code == 401


def test_a_scope_that_is_missing_is_named(make_key):
    _client, key = make_key("people:write")
    response = Caller(key)("GET", "jobs")
    assert (response.status_code, response.json()["code"]) == (403, "missing-scope")
    assert "people:read" in response.json()["detail"]


def test_a_method_without_a_scope_is_closed_and_one_that_is_not_there_says_so(hr):
    assert hr("DELETE", "jobs").status_code == 405
    assert hr("OPTIONS", "jobs").status_code == 405
    assert hr("GET", "jobs").status_code == 200


def test_use_is_noted_once_a_minute(hr):
    hr("GET", "jobs")
    first = ApiClient.objects.get(pk=hr.row.pk).used_at
    hr("GET", "jobs")
    assert first is not None and ApiClient.objects.get(pk=hr.row.pk).used_at == first


def test_use_of_a_subcontractors_key_is_noted_behind_its_wall(make_key):
    client, key = make_key("people:read", vendor=ids.new())
    assert Caller(key)("GET", "where").status_code == 200
    assert ApiClient.objects.get(pk=client.pk).used_at is not None


@pytest.mark.parametrize("path", ["/api/v1/jobs", "/scim/v2/Users"])
def test_until_a_key_is_known_a_program_may_read_nothing(db, path):
    seen = []

    def ask(request):
        seen.append(context.current())
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            ApiClient.objects.exists()
        return HttpResponse()

    OneTransaction(ask)(RequestFactory().get(path))
    assert seen == [(context.NOBODY, "", "")]


def test_a_subcontractors_key_holds_only_what_it_may_and_acts_for_that_firm(make_key):
    with pytest.raises(NotNow):
        make_key("people:write", vendor=ids.new())
    firm, other = ids.new(), ids.new()
    _client, key = make_key("people:read", vendor=firm)
    for vendor_id in [firm, firm, other, None]:
        Job.objects.create(kind="import", title="x", vendor_id=vendor_id)
    assert Caller(key)("GET", "where").json() == {"role": PORTAL, "vendor": str(firm), "jobs": 2}


def test_the_companys_own_key_runs_as_staff_and_nothing_lasts_past_the_request(hr):
    before = context.current()
    assert hr("GET", "where").json()["role"] == STAFF
    assert context.current() == before


def test_keys_are_made_and_revoked_by_those_who_may_and_written_down(make_key):
    client, _key = make_key("people:read")
    reader = Actor(kind="staff", label="Reader", rights=frozenset())
    with pytest.raises(NotAllowed):
        clients.revoke(client, by=reader, at=clock.now(), because="x")
    for _ in range(2):
        clients.revoke(client, by=KEEPER, at=clock.now(), because="lost")
    assert list(Event.objects.filter(subject_id=client.pk).order_by("id").values_list("name", flat=True)) == [
        "client.created",
        "client.revoked",
    ]


def test_rights_follow_from_scopes_alone():
    assert scopes.rights_of(["people:read", "no-such-scope"]) == frozenset({"people.read"})
    assert scopes.rights_of([]) == frozenset()


def test_a_subcontractors_key_changes_no_key_not_even_its_own(make_key):
    firm = ids.new()
    client, _key = make_key("people:read", vendor=firm)
    with context.role(PORTAL, vendor=firm):
        assert ApiClient.objects.filter(pk=client.pk).exists()
        with pytest.raises(ProgrammingError), transaction.atomic():
            ApiClient.objects.filter(pk=client.pk).update(scopes=["people:read", "training:read"])
