"""Do the profiles of countries hold together: facts with sources, rules that fit the facts, words and sheets that fit the rules?"""

import pytest

from agreements.rendering import checking
from tests.content.starter import ids, read
from tests.content.test_agreements import CLAUSES, FROM_AGREEMENT, JURISDICTIONS, NAMES, OPERATORS, is_sourced
from vendors import places

EXPOSURE = read("agreements/starter/exposure.yaml")
FACTS = (
    "governing_law", "new_york_convention", "judgments", "trade_secret", "non_compete", "ip_ownership", "moral_rights", "penalty",
    "e_signature", "monitoring", "reporting",
)  # fmt: skip
INDEPENDENT, DEPENDENT = {"dependent_contractor": False}, {"dependent_contractor": True}

each_country = pytest.mark.parametrize("country", JURISDICTIONS, ids=lambda country: country["code"])


@each_country
def test_each_fact_of_a_country_has_source_and_date(country):
    for name in FACTS:
        assert country[name]["text"].endswith("."), name
        assert is_sourced(country[name]), name
    assert all(is_sourced(note) for note in country["notes"])
    assert country["confidence"] in {"high", "medium", "low"}
    assert country["courts"] and country["arbitration"]


@each_country
def test_rules_of_a_country_can_be_computed(country):
    for rule in country["rules"]:
        assert rule["clause"] in ids(CLAUSES)
        assert rule["effect"] in {"block", "warn"}
        assert rule["id"].startswith(country["code"].lower())
        assert is_sourced(rule)
        for condition in rule["when"]:
            assert condition["variable"] in NAMES | FROM_AGREEMENT
            assert condition["op"] in OPERATORS
            assert ("value" in condition) == (condition["op"] not in {"empty", "present"})


def non_compete(code, **values):
    """(effect, id) of what the country says to a limit after the end with these values."""
    said = {
        "non_compete_months": 6,
        "non_compete_pay_percent": 0,
        "non_compete_territory": "Kerry",
        **INDEPENDENT,
        **values,
    }
    country = _country(code)
    parent = _country(country["parent"]) if "parent" in country else None
    return {
        (problem.kind, problem.id) for problem in checking.law(country, parent, {"non-compete"}, said, {"non-compete"})
    }


@pytest.mark.parametrize(
    ("code", "values", "said"),
    [
        ("CN", {"non_compete_months": 25}, ("block", "cn-non-compete-length")),
        ("CN", {}, ("warn", "cn-non-compete-pay-firm")),
        ("CN", {"non_compete_pay_percent": 29, **DEPENDENT}, ("block", "cn-non-compete-pay")),
        ("CN", {"non_compete_months": 18, "non_compete_pay_percent": 49, **DEPENDENT}, ("block", "cn-non-compete-pay-long")),
        ("TW", {"non_compete_pay_percent": 49, **DEPENDENT}, ("block", "tw-non-compete-pay")),
        ("IT", {"non_compete_months": 61}, ("block", "it-non-compete-length")),
        ("ES", {"non_compete_months": 25, **DEPENDENT}, ("block", "es-non-compete-length")),
        ("CA-ON", DEPENDENT, ("block", "ca-on-non-compete-employee")),
        ("CA-QC", {"non_compete_territory": ""}, ("block", "ca-qc-non-compete-territory")),
        ("MX", DEPENDENT, ("block", "mx-non-compete-individual")),
    ],
)  # fmt: skip
def test_a_limit_that_does_not_hold_is_said_to_the_drafter(code, values, said):
    assert said in non_compete(code, **values)


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("CN", {"non_compete_months": 24, "non_compete_pay_percent": 50, **DEPENDENT}),
        ("CN", {"non_compete_months": 12, "non_compete_pay_percent": 30, **DEPENDENT}),
        ("TW", {"non_compete_months": 24, "non_compete_pay_percent": 50, **DEPENDENT}),
        ("ES", {"non_compete_months": 25}), ("IT", {"non_compete_months": 60}), ("CA-ON", {}), ("CA-QC", {}), ("MX", {}),
    ],
)  # fmt: skip
def test_what_the_law_allows_is_not_blocked(code, values):
    assert not {said for said in non_compete(code, **values) if said[0] == "block"}


@each_country
def test_a_void_non_compete_is_blocked_and_left_out(country):
    blocks = [
        rule
        for rule in country["rules"]
        if rule["clause"] == "non-compete" and rule["effect"] == "block" and not rule["when"]
    ]
    is_void = country["non_compete"]["status"] == "void"
    assert bool(blocks) == is_void
    clause = next(clause for clause in CLAUSES if clause["id"] == "non-compete")
    assert (country["code"] in clause["use"]["except_jurisdictions"]) == is_void


@each_country
def test_a_legal_ceiling_of_months_is_enforced(country):
    """A lower number of months may ask for pay, and is no ceiling."""
    ceiling = country["non_compete"].get("max_months", 0)
    limits = [
        condition["value"]
        for rule in country["rules"] if rule["clause"] == "non-compete" and rule["effect"] == "block" and not _asks_for_pay(rule)
        for condition in rule["when"] if condition["variable"] == "non_compete_months"
    ]  # fmt: skip
    assert limits == ([ceiling] if ceiling else [])
    assert country["non_compete"]["suggested_months"] <= (ceiling or 12)


@each_country
def test_a_pay_that_the_law_sets_is_asked_for(country):
    """Blocked where somebody depends on us; at the least warned of in every other case."""
    if not (percent := country["non_compete"].get("pay_percent")):
        return
    asked = [
        (rule["effect"], condition["value"])
        for rule in country["rules"] if rule["clause"] == "non-compete"
        for condition in rule["when"] if condition["variable"] == "non_compete_pay_percent" and condition["op"] == "lt"
    ]  # fmt: skip
    assert percent in {value for _effect, value in asked}
    if country["non_compete"]["pay"].startswith("required"):
        assert ("block", percent) in asked


def _asks_for_pay(rule) -> bool:
    return any(condition["variable"] == "non_compete_pay_percent" for condition in rule["when"])


@each_country
def test_who_is_outside_the_convention_is_warned_before_arbitration(country):
    warned = [rule for rule in country["rules"] if rule["clause"] == "arbitration"]
    assert bool(warned) or country["new_york_convention"]["value"]


@each_country
def test_a_country_that_names_no_law_sends_on_to_its_states(country):
    states = [row for row in JURISDICTIONS if row.get("parent") == country["code"]]
    assert country["usable"] != bool(states)
    if states:
        blocks = [rule for rule in country["rules"] if rule["effect"] == "block" and rule["clause"] == "governing-law"]
        assert blocks[0]["when"] == [{"variable": "jurisdiction", "op": "eq", "value": country["code"]}]


@each_country
def test_low_confidence_is_said_where_nothing_but_knowledge_stands(country):
    """Who reads "well sourced" may expect a source for what matters most: whether a limit after the end holds."""
    if country["confidence"] != "low":
        assert set(country["non_compete"]["sources"]) - {"unchecked", "house"}


def test_a_penalty_that_the_law_caps_is_capped_in_the_words():
    clause = next(clause for clause in CLAUSES if clause["id"] == "penalty")
    capped = {country["code"] for country in JURISDICTIONS if country["penalty"]["test"] == "capped"}
    assert capped == {"VN"}
    words = next(variant for variant in clause["variants"] if variant["jurisdictions"] == ["VN"])
    assert any("8 percent of the value of the duty" in sentence for sentence in words["sentences"])
    assert any(rule["clause"] == "penalty" for rule in _country("VN")["rules"])


def test_strict_countries_get_an_estimate_in_place_of_a_penalty():
    clause = next(clause for clause in CLAUSES if clause["id"] == "penalty")
    words = next(variant for variant in clause["variants"] if "US" in variant["jurisdictions"])
    strict = {country["code"] for country in JURISDICTIONS if country["penalty"]["test"] == "penalty_rule_strict"}
    assert strict <= set(words["jurisdictions"])


def test_a_french_version_comes_first_in_quebec():
    clause = next(clause for clause in CLAUSES if clause["id"] == "governing-law")
    words = next(variant for variant in clause["variants"] if variant["jurisdictions"] == ["CA-QC"])
    assert any("French version" in sentence for sentence in words["sentences"])
    rule = next(rule for rule in _country("CA-QC")["rules"] if rule["clause"] == "governing-law")
    assert rule["when"] == [{"variable": "language", "op": "ne", "value": "French"}]


def test_notes_on_the_european_union_name_every_member_with_a_profile():
    members = {country["code"] for country in JURISDICTIONS} & set(EXPOSURE["regions"]["EU"])
    for clause in CLAUSES:
        for caveat in clause.get("caveats", []):
            if {"DE", "FR", "IE"} <= set(caveat["jurisdictions"]):
                assert members <= set(caveat["jurisdictions"]), caveat["message"]


@each_country
def test_every_law_of_the_library_says_what_a_leak_gives_rise_to(country):
    law = EXPOSURE["countries"][country["code"]]
    assert law.get("parent") == country.get("parent")
    assert set(law["sources"]) <= set(EXPOSURE["sources"])
    assert law["civil"].endswith(".") and law["contractual"].endswith(".")
    assert law["limits"] or not country["usable"]
    assert law.get("criminal") or law.get("parent")
    for limit in law["limits"]:
        assert limit["from"] in {"knowledge", "event"} and 1 <= limit["years"] <= limit.get("long_stop", 30)


@each_country
def test_every_country_of_the_library_has_a_law_on_inventions(country):
    found = ids(read("agreements/starter/inventions.yaml")["countries"])
    assert {country["code"], country.get("parent", country["code"])} & found


@each_country
def test_every_law_that_can_govern_can_be_chosen_for_a_subcontractor(country):
    assert country["code"] in dict(places.jurisdictions())


def test_rows_on_judgments_stand_before_wider_ones():
    """The first row that fits is taken, so that one on two countries must not come after one on the whole region."""
    seen = []
    for row in EXPOSURE["judgments"]:
        pair = [EXPOSURE["regions"].get(place, [place]) for place in row["between"]]
        assert not any(_covers(wide, pair) for wide in seen), row
        seen.append(pair)


def _covers(wide, pair) -> bool:
    return any(set(pair[0]) <= set(one) and set(pair[1]) <= set(other) for one, other in (wide, reversed(wide)))


def _country(code):
    return next(country for country in JURISDICTIONS if country["code"] == code)


def test_children_name_their_parent():
    for country in JURISDICTIONS:
        parent = country["code"].partition("-")[0]
        assert country.get("parent", country["code"]) == parent
