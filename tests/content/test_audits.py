"""Can each check be done and judged, and does a failed one have a date?"""

import itertools

import pytest

from tests.content.starter import ids, read

PROGRAMME = read("audits/starter/programme.yaml")
SEVERITIES = ids(PROGRAMME["severities"])


def test_there_are_at_least_thirty_checks_and_every_area_has_one():
    assert len(PROGRAMME["checks"]) >= 30
    assert {check["area"] for check in PROGRAMME["checks"]} == ids(PROGRAMME["areas"])


@pytest.mark.parametrize("check", PROGRAMME["checks"], ids=lambda check: check["id"])
def test_check_can_be_done_and_judged(check):
    assert check["procedure"].endswith(".")
    assert check["limit"]["op"] in {"ge", "le", "eq"}
    assert check["limit"]["unit"] in {"percent", "items", "hours", "months"}
    assert check["severity"] in SEVERITIES - {"observation"}
    assert check["every"] in {"monthly", "quarterly", "half_yearly", "yearly", "per_release"}
    assert set(check["tiers"]) <= {1, 2, 3}
    assert check["mapping"]["csf2"] and check["mapping"]["iso27001"]


def test_shares_ask_for_more_and_counts_for_less():
    expected = {"items": "le", "hours": "le", "months": "le"}
    for check in PROGRAMME["checks"]:
        if check["limit"]["unit"] in expected:
            assert check["limit"]["op"] == expected[check["limit"]["unit"]], check["id"]


def test_each_tier_and_severity_has_deadlines_that_grow():
    rows = {(row["tier"], row["severity"]): row for row in PROGRAMME["deadlines"]}
    order = ["critical", "high", "medium", "low"]
    assert set(rows) == set(itertools.product((1, 2, 3), order))
    for tier, (worse, milder) in itertools.product((1, 2, 3), itertools.pairwise(order)):
        assert rows[tier, worse]["fix_days"] < rows[tier, milder]["fix_days"]
    for stricter, laxer in itertools.pairwise((1, 2, 3)):
        assert all(rows[stricter, level]["fix_days"] < rows[laxer, level]["fix_days"] for level in order)


def test_a_plan_comes_before_the_repair():
    assert all(row["plan_days"] < row["fix_days"] for row in PROGRAMME["deadlines"])
    assert all("contain_hours" in row for row in PROGRAMME["deadlines"] if row["severity"] in {"critical", "high"})


def test_major_findings_stop_access_and_every_severity_has_a_kind():
    kinds = {kind["id"]: kind for kind in PROGRAMME["finding_kinds"]}
    assert kinds["major"]["hold"] and not kinds["minor"]["hold"]
    assert {level for kind in kinds.values() for level in kind["severities"]} == SEVERITIES


def test_each_tier_has_a_cadence_and_stricter_tiers_are_looked_at_more_often():
    months = [row["desk_months"] for row in sorted(PROGRAMME["cadences"], key=lambda row: row["tier"])]
    assert [row["tier"] for row in PROGRAMME["cadences"]] == [1, 2, 3]
    assert months == sorted(months)
