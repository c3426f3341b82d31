"""Branches, evidence and scores over made-up questionnaires: what must hold whatever is asked and whatever is answered."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from vendors import questionnaire_engine as engine
from vendors.models import QuestionnaireVersion
from vendors.questionnaire_engine import NOTHING, Given

calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
SCORING = {
    "answer_factors": {"statement_only": 0.7, "document_supplied": 0.9, "verified": 1.0},
    "bands": [{"id": "approve", "from_percent": 80}, {"id": "escalate", "from_percent": 50}, {"id": "refuse", "from_percent": 0}],
}  # fmt: skip
SECTIONS = [{"id": "one", "weight": 3}, {"id": "two", "weight": 1}]
FACTORS = {"statement_only": Fraction(7, 10), "document_supplied": Fraction(9, 10), "verified": Fraction(1)}


@st.composite
def questions(draw, number: int) -> dict:
    """Question q<number>; it may depend on one that is asked before it."""
    options = []
    for name in "abc":
        option = {"id": name, "text": name}
        if draw(st.booleans()):
            option["score"] = draw(st.sampled_from([0, 0.25, 0.5, 1]))
        if draw(st.integers(0, 9)) == 0:
            option["knock_out"] = True
        options.append(option)
    found = {
        "id": f"q{number}",
        "section": draw(st.sampled_from(["one", "two"])),
        "type": draw(st.sampled_from(["single", "multiple"])),
        "required": draw(st.booleans()),
        "weight": draw(st.integers(0, 3)),
        "options": options,
        "evidence": draw(st.sampled_from([{}, {"need": "required"}, {"need": "required", "when": ["a"]}, {"need": "optional"}])),
    }  # fmt: skip
    if number and draw(st.booleans()):
        parent = draw(st.integers(0, number - 1))
        found["show_when"] = {"question": f"q{parent}", "in": draw(st.lists(st.sampled_from("abc"), min_size=1))}
    return found


@st.composite
def cases(draw) -> tuple[dict, dict]:
    asked = [draw(questions(number)) for number in range(draw(st.integers(1, 7)))]
    answers = {each["id"]: draw(answer(each)) for each in asked if draw(st.booleans())}
    return {"sections": SECTIONS, "scoring": SCORING, "questions": asked}, answers


@st.composite
def answer(draw, question: dict) -> Given:
    one, several = st.sampled_from([None, "a", "b", "c"]), st.lists(st.sampled_from("abc"), unique=True)
    value = draw(one if question["type"] == "single" else several)
    return Given(value, draw(st.integers(0, 2)), draw(st.booleans()))


def is_visible(asked: dict, answers: dict, key: str) -> bool:
    """By walking up from the question, not down the list."""
    question = next(each for each in asked["questions"] if each["id"] == key)
    rule = question.get("show_when")
    if rule is None:
        return True
    value = answers.get(rule["question"], NOTHING).value or []
    return is_visible(asked, answers, rule["question"]) and bool(set(value) & set(rule["in"]))


@calm
@given(cases())
def test_a_question_is_shown_when_each_answer_above_it_leads_there(case):
    asked, answers = case
    shown = [each["id"] for each in engine.shown(asked["questions"], answers)]
    assert shown == [each["id"] for each in asked["questions"] if is_visible(asked, answers, each["id"])]


@calm
@given(cases())
def test_what_a_branch_hides_neither_counts_nor_blocks(case):
    asked, answers = case
    visible = {key: value for key, value in answers.items() if is_visible(asked, answers, key)}
    assert engine.result(asked, answers) == engine.result(asked, visible)
    assert engine.open_questions(asked["questions"], answers) == engine.open_questions(asked["questions"], visible)


@calm
@given(cases(), st.randoms())
def test_the_order_of_answering_does_not_matter(case, random):
    asked, answers = case
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert engine.result(asked, dict(shuffled)) == engine.result(asked, answers)
    assert engine.shown(asked["questions"], dict(shuffled)) == engine.shown(asked["questions"], answers)


@calm
@given(cases())
def test_the_score_is_the_sum_of_its_parts(case):
    asked, answers = case
    sums = {section["id"]: [Fraction(0), 0] for section in SECTIONS}
    for question in asked["questions"]:
        given_one = answers.get(question["id"], NOTHING)
        scores = [o["score"] for o in question["options"] if o["id"] in (given_one.value or []) and "score" in o]
        if scores and question["weight"] and is_visible(asked, answers, question["id"]):
            proof = (
                "verified" if given_one.is_verified else "document_supplied" if given_one.files else "statement_only"
            )
            sums[question["section"]][0] += (
                question["weight"] * FACTORS[proof] * min(Fraction(1), sum(map(Fraction, scores)))
            )
            sums[question["section"]][1] += question["weight"]
    means = {key: total / weight for key, (total, weight) in sums.items() if weight}
    weights = {section["id"]: section["weight"] for section in SECTIONS if section["id"] in means}
    found = engine.result(asked, answers)
    assert found.sections == {key: int(means[key] * 100) if key in means else None for key in sums}
    whole = sum(weights[key] * means[key] for key in means) / sum(weights.values()) if means else None
    assert found.percent == (None if whole is None else int(whole * 100))


@calm
@given(cases())
def test_proof_never_lowers_a_score_and_no_score_leaves_its_bounds(case):
    asked, answers = case

    def percent(**proof):
        return engine.result(asked, {key: Given(each.value, **proof) for key, each in answers.items()}).percent

    stated, supplied, verified = percent(), percent(files=1), percent(files=1, is_verified=True)
    if stated is not None:
        assert 0 <= stated <= supplied <= verified <= 100


@calm
@given(cases())
def test_evidence_is_asked_for_just_where_the_very_answer_needs_it(case):
    asked, answers = case
    wanting = {each["id"] for each, what in engine.open_questions(asked["questions"], answers) if what == "evidence"}
    for question in asked["questions"]:
        mine, rule = answers.get(question["id"], NOTHING), question["evidence"]
        needed = rule.get("need") == "required" and mine.value and set(mine.value) & set(rule.get("when", "abc"))
        is_due = is_visible(asked, answers, question["id"]) and needed and not mine.files
        assert (question["id"] in wanting) == bool(is_due)


@calm
@given(cases())
def test_an_answer_that_knocks_out_refuses_whatever_the_score(case):
    asked, answers = case
    found = engine.result(asked, answers)
    assert set(found.knock_outs) <= {each["id"] for each in engine.shown(asked["questions"], answers)}
    if found.percent is not None and found.knock_outs:
        assert found.band == "refuse"


@pytest.mark.django_db
def test_our_own_questions_come_after_those_they_depend_on():
    make.starter_content()
    content = QuestionnaireVersion.objects.latest("version").content
    before: set[str] = set()
    for question in content["questions"]:
        rule = question.get("show_when")
        assert rule is None or rule["question"] in before, question["id"]
        before.add(question["id"])


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["short", "standard", "full"])
def test_each_set_of_ours_weighs_every_section_it_asks(name):
    make.starter_content()
    asked = engine.asked(QuestionnaireVersion.objects.latest("version").content, name)
    assert {section["id"] for section in asked["sections"]} == {question["section"] for question in asked["questions"]}
    assert all(section["weight"] > 0 for section in asked["sections"])
