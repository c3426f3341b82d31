"""Does another system get its answer in the form of AuthZEN: one or many, with reasons, and no where nothing is known?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import ids
from core.models import ApiClient
from tests import make, make_access
from tests.api.conftest import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _real_addresses(settings, _test_addresses):
    settings.ROOT_URLCONF = "config.urls"


@pytest.fixture
def worker():
    return make.person(make.vendor(status="active"), "Tomas Lindqvist", hr_id="W-7")


@pytest.fixture
def plans(worker):
    thing = make_access.offered(worker, make_access.asset("Plans"))
    make_access.opened(worker, thing)
    return thing


@pytest.fixture
def data(worker):
    return make_access.offered(worker, make_access.asset("Data"))


@pytest.fixture
def ask(make_key):
    return Caller(make_key("access:decide")[1])


def subject(who) -> dict:
    return {"type": "person", "id": ids.show("per", who.pk) if hasattr(who, "pk") else who}


def resource(thing) -> dict:
    return {"type": "information", "id": ids.show("inf", thing.pk) if hasattr(thing, "pk") else thing}


def question(who, thing, name: str = "view", **more) -> dict:
    return {"subject": subject(who), "action": {"name": name}, "resource": resource(thing), **more}


def answer(response) -> dict:
    assert response.status_code == 200, response.content
    return response.json()


def test_one_question_is_answered_with_every_reason(ask, worker, plans):
    said = answer(ask("POST", "decisions", question(worker, plans)))
    assert said["decision"] is True and "evaluations" not in said
    assert {(row["requirement"], row["met"]) for row in said["context"]["reasons"]} >= {
        ("employment", True),
        ("grant", True),
    }
    assert all(row["sentence"] for row in said["context"]["reasons"])
    no = answer(ask("POST", "decisions", question(worker, plans, "download")))
    assert no["decision"] is False
    assert [row["requirement"] for row in no["context"]["reasons"] if not row["met"]] == ["grant"]


def test_an_hr_id_names_the_person_too(ask, worker, plans):
    assert answer(ask("POST", "decisions", question("W-7", plans)))["decision"] is True


def test_many_questions_share_what_stands_around_them_and_keep_their_order(ask, worker, plans, data):
    body = {"subject": subject(worker), "action": {"name": "view"}, "evaluations": [
        {"resource": resource(data)}, {"resource": resource(plans)}, {"resource": resource(plans), "action": {"name": "edit"}},
    ]}  # fmt: skip
    said = answer(ask("POST", "decisions", body))
    assert [each["decision"] for each in said["evaluations"]] == [False, True, False] and "decision" not in said
    assert [row["requirement"] for row in said["evaluations"][0]["context"]["reasons"]] == ["grant"]


@pytest.mark.parametrize(
    ("semantic", "expected"),
    [("execute_all", [True, False, True]), ("deny_on_first_deny", [True, False]), ("permit_on_first_permit", [True])],
)
def test_the_answers_end_where_the_caller_wants_them_to(ask, worker, plans, data, semantic, expected):
    body = {"subject": subject(worker), "action": {"name": "view"}, "options": {"evaluations_semantic": semantic}, "evaluations": [
        {"resource": resource(each)} for each in (plans, data, plans)
    ]}  # fmt: skip
    assert [each["decision"] for each in answer(ask("POST", "decisions", body))["evaluations"]] == expected


def test_an_empty_list_is_one_question(ask, worker, plans):
    assert answer(ask("POST", "decisions", question(worker, plans, evaluations=[])))["decision"] is True


def test_what_nobody_knows_is_no_and_says_so_without_stopping_the_others(ask, worker, plans):
    body = {"action": {"name": "view"}, "resource": resource(plans), "evaluations": [
        {"subject": subject("per_0193e0b7e1c07cc2a3b4c5d6e7f80910")}, {"subject": subject(worker)}, {"subject": subject("Z-1")},
    ]}  # fmt: skip
    said = answer(ask("POST", "decisions", body))["evaluations"]
    assert [each["decision"] for each in said] == [False, True, False]
    assert said[0]["context"]["error"]["status"] == 404 and "error" not in said[1]["context"]
    alone = answer(ask("POST", "decisions", question(worker, "inf_0193e0b7e1c07cc2a3b4c5d6e7f80910")))
    assert alone["decision"] is False and alone["context"]["error"] == said[2]["context"]["error"]


def test_an_hr_id_of_two_sources_names_nobody(ask, worker, plans):
    make.person(worker.vendor, "Another", hr_id="W-7", hr_source="second")
    assert answer(ask("POST", "decisions", question("W-7", plans)))["decision"] is False
    assert answer(ask("POST", "decisions", question(worker, plans)))["decision"] is True


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"subject": {"type": "robot", "id": "W-7"}}, "/subject/type"),
        ({"action": {}}, "/action/name"),
        ({"action": {"name": "shred"}}, "/action/name"),
        ({"resource": "plans"}, "/resource"),
        ({"evaluations": [{}, {"action": {"name": 7}}]}, "/evaluations/1/action/name"),
        ({"options": {"evaluations_semantic": "some"}}, "/options/evaluations_semantic"),
        ({"person": "W-7"}, "/person"),
    ],
)
def test_a_question_that_is_none_says_where(ask, worker, plans, change, pointer):
    response = ask("POST", "decisions", {**question(worker, plans), **change})
    assert response.status_code == 422
    assert pointer in {error["pointer"] for error in response.json()["errors"]}


def test_a_part_that_stands_nowhere_is_asked_for_at_its_place(ask, worker):
    body = {"subject": subject(worker), "evaluations": [{"action": {"name": "view"}}]}
    errors = ask("POST", "decisions", body).json()["errors"]
    assert [(error["pointer"], error["code"]) for error in errors] == [("/evaluations/0/resource", "required")]
    assert {error["pointer"] for error in ask("POST", "decisions", {}).json()["errors"]} == {
        "/subject", "/action", "/resource",
    }  # fmt: skip


def test_a_key_of_one_firm_learns_nothing_of_another(make_key, plans, worker):
    rival = make.vendor("Rival")
    client, key = make_key(vendor=rival.pk)
    ApiClient.objects.filter(pk=client.pk).update(scopes=["access:decide"])
    theirs, never = (
        Caller(key)("POST", "decisions", question(who, plans)).json()
        for who in (worker, "per_0193e0b7e1c07cc2a3b4c5d6e7f80910")
    )
    theirs["context"].pop("at"), never["context"].pop("at")
    assert theirs == never


def test_many_cost_as_many_statements_as_few(ask, worker, plans, data):
    def cost(number: int) -> int:
        body = {"subject": subject(worker), "action": {"name": "view"}, "evaluations": [
            {"resource": resource(each)} for each in (plans, data) * number
        ]}  # fmt: skip
        with CaptureQueriesContext(connection) as said:
            assert len(answer(ask("POST", "decisions", body))["evaluations"]) == 2 * number
        return len(said)

    cost(1)
    assert cost(1) == cost(100)


def test_the_decision_point_says_where_it_is_asked(client):
    said = client.get("/.well-known/authzen-configuration").json()
    assert said["policy_decision_point"] == "http://testserver"
    assert (
        said["access_evaluation_endpoint"]
        == said["access_evaluations_endpoint"]
        == "http://testserver/api/v1/decisions"
    )
