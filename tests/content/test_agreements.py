"""Can the clauses be printed, do the templates find them, and does each statement of law say where it comes from?"""

import re

import pytest

from tests.content.starter import ids, read, texts

LIBRARY = read("agreements/starter/clauses.yaml")
CLAUSES = LIBRARY["clauses"]
TEMPLATES = read("agreements/starter/templates.yaml")["templates"]
JURISDICTIONS = read("agreements/starter/jurisdictions.yaml")["jurisdictions"]
NAMES = ids(LIBRARY["variables"], "name")
CODES = ids(JURISDICTIONS, "code")
OPERATORS = {"gt", "ge", "lt", "le", "eq", "ne", "in", "not_in", "empty", "present"}
FROM_AGREEMENT = {"jurisdiction", "signature_level"}

each_clause = pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause["id"])
each_template = pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template["id"])


def used(tree) -> set:
    return {name for text in texts(tree) for name in re.findall(r"\{\{(\w+)\}\}", text)}


def is_sourced(fact: dict) -> bool:
    return bool(fact["sources"]) and bool(re.fullmatch(r"20\d\d-\d\d", fact["as_of"]))


def test_there_are_enough_clauses_and_countries():
    assert len(CLAUSES) >= 24
    assert len([country for country in JURISDICTIONS if country["usable"]]) >= 29


@each_clause
def test_clause_declares_the_variables_that_it_prints(clause):
    assert used(clause["sentences"]) == set(clause["variables"])
    assert used(clause) <= NAMES


@each_clause
def test_sentences_are_sentences(clause):
    variants = [sentence for variant in clause.get("variants", []) for sentence in variant["sentences"]]
    for sentence in clause["sentences"] + variants:
        assert sentence[0].isupper() or sentence.startswith(("{{", '"')), sentence
        assert sentence.endswith((".", "}}")), sentence
    assert clause["plain"].endswith(".")


@each_clause
def test_letters_within_a_sentence_run_from_a(clause):
    for sentence in clause["sentences"]:
        letters = [letter for letter in re.findall(r"\(([a-z])\)(?= )", sentence) if "letter (" not in sentence]
        assert letters == [chr(ord("a") + number) for number in range(len(letters))], sentence


@each_clause
def test_clause_says_when_it_is_used(clause):
    assert clause["use"]
    assert set(clause["use"]) <= {"always", "tiers", "topics", "jurisdictions", "except_jurisdictions"}
    assert clause["standing"] in {"mandatory", "standard", "optional"}
    assert clause["approver"] in {"legal", "security", "risk"}


@each_clause
def test_clause_variants_and_caveats_are_sourced_and_name_known_places(clause):
    assert is_sourced(clause)
    for note in clause.get("variants", []) + clause.get("caveats", []):
        assert is_sourced(note)
        assert set(note["jurisdictions"]) <= CODES
    assert all(caveat["effect"] in {"warn", "block"} for caveat in clause.get("caveats", []))


@each_clause
def test_no_country_has_two_variants(clause):
    places = [place for variant in clause.get("variants", []) for place in variant["jurisdictions"]]
    assert len(places) == len(set(places))


def test_every_clause_is_in_a_template():
    assert {row["clause"] for template in TEMPLATES for row in template["clauses"]} == ids(CLAUSES)


@each_template
def test_template_is_made_of_clauses_that_exist_each_once(template):
    order = [row["clause"] for row in template["clauses"]]
    assert len(order) == len(set(order))
    assert set(order) <= ids(CLAUSES)
    assert used(template) <= NAMES


@pytest.mark.parametrize(
    "template", [one for one in TEMPLATES if one["id"].startswith("confidentiality-ip")], ids=lambda one: one["id"]
)
def test_mandatory_clauses_of_the_tier_are_in_the_agreement(template):
    bundle = {row["clause"] for row in template["clauses"]}
    for clause in CLAUSES:
        use = clause["use"]
        if clause["standing"] == "mandatory" and (
            use.get("always") or set(template["tiers"]) & set(use.get("tiers", []))
        ):
            assert clause["id"] in bundle, clause["id"]


@each_template
def test_checks_compare_what_the_clauses_use(template):
    bundle = {row["clause"] for row in template["clauses"]}
    printed = used([clause for clause in CLAUSES if clause["id"] in bundle])
    for check in template["checks"]:
        assert check["op"] in OPERATORS
        assert check["left"] in printed, check
        assert check.get("right", check["left"]) in printed, check
        assert check["message"].endswith(".")


@each_template
def test_signers_consent_and_countersign(template):
    assert template["signed_by"] == (
        ["worker"] if template["kind"] == "undertaking" else ["subcontractor_signatory", "company_signatory"]
    )
    assert "electronically" in template["consent"]


def test_tiers_each_have_an_agreement_and_stricter_ones_have_more():
    """What gives something away to the other side may stand in the mildest alone."""
    gifts = {"residuals"}
    bundles = {
        tuple(t["tiers"]): {row["clause"] for row in t["clauses"]} - gifts
        for t in TEMPLATES
        if t["id"].startswith("confidentiality-ip")
    }
    assert bundles[(3,)] < bundles[(2,)] < bundles[(1,)]


def test_text_that_transfers_rights_does_so_now():
    clause = next(clause for clause in CLAUSES if clause["id"] == "assignment-of-results")
    assert any("hereby assigns" in sentence for sentence in clause["sentences"])
    assert not any("shall assign" in text for text in texts(clause["sentences"]))


def test_reporting_of_wrongdoing_is_kept_free_in_every_template():
    for template in TEMPLATES:
        assert {"lawful-disclosure", "us-immunity-notice"} <= {row["clause"] for row in template["clauses"]}


def test_variables_are_used_and_labelled():
    printed = used(CLAUSES) | used(TEMPLATES)
    tested = {
        condition["variable"] for country in JURISDICTIONS for rule in country["rules"] for condition in rule["when"]
    }
    assert printed | tested >= NAMES
    for variable in LIBRARY["variables"]:
        assert variable["label"] and variable["help"]
        if variable["type"] == "choice" and "default" in variable:
            assert variable["default"] in ids(variable["choices"])
