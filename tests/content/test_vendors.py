"""Do the forms on subcontractors hang together: tiers, demands, questions, certificates, insurance, dimensions?"""

import itertools

import pytest

from tests.content.starter import ids, mappings, read
from vendors import questionnaire_checks

RISK = read("vendors/starter/inherent_risk.yaml")
QUESTIONNAIRE = read("vendors/starter/questionnaire.yaml")
QUESTIONS = QUESTIONNAIRE["questions"]
CERTIFICATIONS = read("vendors/starter/certifications.yaml")
INSURANCE = read("vendors/starter/insurance.yaml")
SCREENING = read("vendors/starter/screening.yaml")
EXPECTATIONS = read("vendors/starter/expectations.yaml")

CHOICES = set(questionnaire_checks.CHOICES)
TARGETS = {
    "questionnaire": ids(QUESTIONNAIRE["sets"]),
    "questionnaire_section": ids(QUESTIONNAIRE["sections"]),
    "insurance": ids(INSURANCE["lines"]),
    "training": ids(read("training/starter/courses.yaml")["courses"]),
    "agreement": ids(read("agreements/starter/templates.yaml")["templates"]),
    "undertaking": ids(read("agreements/starter/templates.yaml")["templates"]),
    "clause": ids(read("agreements/starter/clauses.yaml")["clauses"]),
    "audit": ids(read("audits/starter/programme.yaml")["cadences"]),
}

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])


def test_every_demand_made_is_in_the_catalogue_and_every_entry_is_demanded():
    made = {mapping["demand"] for mapping in mappings(RISK) if "demand" in mapping}
    assert made == ids(RISK["demands"])


@pytest.mark.parametrize("demand", RISK["demands"], ids=lambda demand: demand["id"])
def test_each_demand_points_to_something_that_exists(demand):
    if demand["kind"] == "certificate":
        assert set(demand["any_of"]) <= ids(CERTIFICATIONS["schemes"])
    elif demand["kind"] == "review":
        assert demand["months"] in {tier["review_months"] for tier in RISK["tiers"]}
    else:
        assert demand["refers_to"] in TARGETS[demand["kind"]]


def test_each_demand_says_why_in_a_sentence():
    for mapping in mappings(RISK):
        if "demand" in mapping:
            assert mapping["because"].endswith("."), mapping
            assert 4 <= len(mapping["because"].split()) <= 25, mapping


def test_tiers_are_in_order_and_each_can_be_reached():
    thresholds = [tier["from_points"] for tier in RISK["tiers"]]
    assert [tier["tier"] for tier in RISK["tiers"]] == [1, 2, 3]
    assert thresholds == sorted(thresholds, reverse=True)
    assert thresholds[-1] == 0
    lowest, highest = (sum(pick(_points(question)) for question in RISK["questions"]) for pick in (min, max))
    assert lowest < thresholds[1] < thresholds[0] < highest


def _points(question):
    return [answer["points"] for answer in question["answers"]]


def test_secrets_or_shared_people_put_a_firm_in_tier_one():
    floors = {
        answer["id"]: answer.get("floor_tier") for question in RISK["questions"] for answer in question["answers"]
    }
    assert floors["trade-secret"] == floors["same-team"] == 1


def test_the_questionnaire_is_as_one_that_is_published():
    demanded = {each["refers_to"] for each in RISK["demands"] if each["kind"] == "questionnaire_section"}
    dimensions = ids(SCREENING["dimensions"])
    assert questionnaire_checks.problems(QUESTIONNAIRE, dimensions=dimensions, demanded=demanded) == []


def test_weights_of_dimensions_are_percentages():
    assert sum(dimension["weight"] for dimension in SCREENING["dimensions"]) == 100


def test_sets_grow_with_the_tier():
    asked = {tier: {question["id"] for question in QUESTIONS if tier in question["tiers"]} for tier in (1, 2, 3)}
    assert asked[3] < asked[2] < asked[1]
    assert len(asked[3]) <= 22
    assert 28 <= len(asked[2]) <= 36
    assert asked[1] == ids(QUESTIONS)


@each_question
def test_a_knock_out_question_has_an_answer_that_knocks_out(question):
    answers = question.get("options", []) + question.get("number", {}).get("bands", [])
    out = [answer for answer in answers if answer.get("knock_out")]
    if question.get("knock_out") and answers:
        assert out


def test_most_questions_are_answered_by_choosing():
    choosing = [question for question in QUESTIONS if question["type"] in CHOICES]
    assert len(choosing) / len(QUESTIONS) > 0.6


def test_there_are_seven_dimensions_with_five_steps_and_sections_that_exist():
    assert ids(SCREENING["dimensions"]) == {
        "legal", "financial", "reputation", "culture", "safeguards", "certifications", "insurance",
    }  # fmt: skip
    for dimension in SCREENING["dimensions"]:
        assert [step["score"] for step in dimension["scale"]] == [0, 1, 2, 3, 4]
        assert set(dimension["sections"]) <= ids(QUESTIONNAIRE["sections"])
    assert {section["dimension"] for section in QUESTIONNAIRE["sections"]} <= ids(SCREENING["dimensions"])


def test_conditions_propose_what_exists():
    paths = next(question for question in RISK["questions"] if question["id"] == "access-path")
    targets = {**TARGETS, "limit": ids(paths["answers"])}
    for dimension in SCREENING["dimensions"]:
        for proposal in itertools.chain.from_iterable(row["propose"] for row in dimension["conditions"]):
            assert proposal["refers_to"] in targets[proposal["kind"]], proposal


def test_certificates_and_policies_ask_for_fields_that_a_form_can_draw():
    every = [scheme["fields"] for scheme in CERTIFICATIONS["schemes"]] + [INSURANCE["fields"]]
    for fields in every:
        assert len(ids(fields, "name")) == len(fields)
        for field in fields:
            assert field["type"] in {"text", "long_text", "date", "choice", "number"}
            assert ("choices" in field) == (field["type"] == "choice")


def test_each_scheme_names_its_holder_and_an_end_or_a_life():
    for scheme in CERTIFICATIONS["schemes"]:
        names = ids(scheme["fields"], "name")
        assert "holder_name" in names
        assert "months" in scheme or "expires_on" in names
        assert 1 <= scheme["assurance"] <= 5


def test_higher_tiers_need_more_insurance():
    held = {row["tier"]: {line["line"]: line for line in row["lines"]} for row in INSURANCE["required"]}
    assert set(held) == {1, 2, 3}
    assert set(held[3]) <= set(held[2]) <= set(held[1]) <= ids(INSURANCE["lines"])
    for line, low in held[3].items():
        assert low["limit"] <= held[2][line]["limit"] <= held[1][line]["limit"]


def test_losses_name_lines_that_exist_or_say_that_none_answers():
    for loss in INSURANCE["losses"]:
        assert set(loss["lines"]) <= ids(INSURANCE["lines"])
        assert loss["lines"] or loss["note"]


def test_sheet_uses_the_variables_that_it_declares():
    sheet = EXPECTATIONS["sheet"]
    text = str([sheet["intro"], sheet["sections"], sheet["acknowledgement"]])
    for variable in sheet["variables"]:
        assert "{{" + variable["name"] + "}}" in text
    assert text.count("{{") >= len(sheet["variables"])
