"""Does each kind of incident lead to steps, holds and clocks that exist?"""

import re

import pytest

from tests.content.starter import ids, read

PLAYBOOK = read("incidents/starter/playbook.yaml")
DURATION = re.compile(r"P(\d+D|T\d+H)")


@pytest.mark.parametrize("category", PLAYBOOK["categories"], ids=lambda category: category["id"])
def test_category_leads_to_what_exists(category):
    assert category["first_steps"]
    assert set(category["first_steps"]) <= ids(PLAYBOOK["steps"])
    assert set(category["holds"]) <= ids(PLAYBOOK["holds"])
    assert category["default_severity"] in ids(PLAYBOOK["severities"])


def test_only_a_near_miss_goes_without_a_hold():
    assert [category["id"] for category in PLAYBOOK["categories"] if not category["holds"]] == ["near-miss"]


def test_steps_have_an_owner_a_time_and_follow_the_phases():
    order = ["detect", "respond", "recover", "improve"]
    phases = [order.index(step["phase"]) for step in PLAYBOOK["steps"]]
    assert phases == sorted(phases)
    for step in PLAYBOOK["steps"]:
        assert step["owner"] in ids(PLAYBOOK["roles"])
        assert DURATION.fullmatch(step["within"])
        assert step["actions"] and step["outputs"]


def test_holds_say_what_they_close_and_when_they_lift():
    for hold in PLAYBOOK["holds"]:
        assert hold["scope"] in {"person", "vendor", "asset"}
        assert hold["closes"] in {"all", "download"}
        assert hold["lifts_when"]


@pytest.mark.parametrize("clock", PLAYBOOK["clocks"], ids=lambda clock: clock["id"])
def test_clock_has_one_length_a_start_a_basis_and_a_source(clock):
    assert len({"hours", "days", "business_days"} & set(clock)) == 1
    assert clock["starts"] and clock["recipient"] and clock["basis"]
    assert clock["who_owes"] in {"company", "subcontractor", "either"}
    assert clock["sources"] and clock["as_of"]


def test_clocks_that_rest_on_a_clause_name_one_of_ours():
    ours = ids(read("agreements/starter/clauses.yaml")["clauses"])
    assert {clock["clause"] for clock in PLAYBOOK["clocks"] if "clause" in clock} <= ours


def test_the_clock_of_the_agreement_matches_the_default_of_the_clause():
    variables = read("agreements/starter/clauses.yaml")["variables"]
    default = next(variable["default"] for variable in variables if variable["name"] == "incident_hours")
    clock = next(clock for clock in PLAYBOOK["clocks"] if clock["id"] == "contract")
    assert clock["hours"] == default


def test_each_way_in_says_what_is_kept():
    for way in PLAYBOOK["intake"]:
        assert way["how"] and way["fields"] and way["keeps"]
    assert {"hash_algorithm", "hash_value", "released_by", "received_by"} <= set(PLAYBOOK["custody_fields"])
