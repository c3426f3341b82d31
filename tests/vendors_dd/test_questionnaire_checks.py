"""What keeps a questionnaire from being published: each fault is named once, where it is."""

import copy

import pytest

from tests.content.starter import read
from vendors import questionnaire_changes as changes
from vendors import questionnaire_checks as checks
from vendors import questionnaire_edits as edits

STARTER = read("vendors/starter/questionnaire.yaml")


@pytest.fixture
def content():
    return copy.deepcopy(STARTER)


def found(content, **rules) -> list[str]:
    return [problem.sentence for problem in checks.problems(content, **rules)]


def change(content, key, **values):
    edits.find(content, "questions", key).update(values)
    return found(content)


# A question, what is written into it, and words of the one sentence that names the fault.
FAULTS = [
    ("his-register", {"text": "Name"}, "end with a question mark"),
    ("his-register", {"why": ""}, "why it is asked"),
    ("his-register", {"section": "nowhere"}, "belongs to no section"),
    ("his-register", {"tiers": []}, "choose the tiers"),
    ("his-register", {"weight": 9}, "weight must be 0 to 5"),
    ("his-register", {"type": "guess"}, "its kind is unknown"),
    ("his-register", {"options": []}, "of another kind is there"),
    ("his-register", {"evidence": {"need": "required"}}, "which file is asked for"),
    ("his-register", {"evidence": {"need": "optional", "what": "It", "when": ["no"]}}, "an answer that is not there"),
    ("his-register", {"show_when": {"question": "cul-ai", "in": ["free"]}}, "does not come before it"),
    ("cul-ai", {"show_when": {"question": "his-competitors", "in": []}}, "choose which answers"),
    ("cul-ai", {"show_when": {"question": "his-competitors", "in": ["maybe"]}}, "choose which answers"),
    ("cul-ai", {"weight": 0}, "it has no weight"),
    ("his-competitors", {"options": [{"id": "a", "text": "A", "score": 1, "risk": "none"}]}, "at least two answers"),
    ("fin-accounts", {"file": {"accept": [], "what": " "}}, "which file is asked for"),
    ("his-owners", {"table": {"max_rows": 3, "columns": []}}, "needs a column"),
    ("his-owners", {"table": {"max_rows": 3, "columns": [{"id": "a", "label": "A", "type": "choice"}]}}, "two choices"),
    ("fin-current-ratio", {"number": {"min": 9, "max": 1, "bands": []}}, "below the most"),
    ("fin-current-ratio", {"number": {"bands": [{"up_to": 1, "risk": "none"}]}}, "the last one must have none"),
]


@pytest.mark.parametrize(("key", "values", "words"), FAULTS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_fault_of_a_question_is_named(content, key, values, words):
    sentences = change(content, key, **values)
    assert any(words in sentence for sentence in sentences), sentences
    name = edits.find(content, "questions", key)["text"]
    assert all(name in sentence for sentence in sentences if words in sentence)


# The first answer of `his-competitors`.
OF_ANSWERS = [
    ({"text": ""}, "has no words"),
    ({"score": 1.5}, "must be 0 to 1"),
    ({"score": 0.5}, "reach the full score"),
    ({"risk": "great"}, "say the risk"),
    ({"risk": "low"}, "why “No” is a risk"),
    ({"knock_out": True}, "so its score must be 0"),
    ({"knock_out": True}, "marked as one that can refuse"),
    ({"id": "walled"}, "the same identifier"),
]


@pytest.mark.parametrize(("values", "words"), OF_ANSWERS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_fault_of_an_answer_is_named(content, values, words):
    edits.find(content, "questions", "his-competitors")["options"][0].update(values)
    assert any(words in sentence for sentence in found(content))


def test_faults_of_the_whole_are_named(content):
    content["title"], content["sets"][0]["minutes"] = "", 0
    content["sections"][0].update(weight=17, intro="")
    content["sections"].append({"id": "empty", "title": "Empty", "intro": "So.", "weight": 0, "dimension": "luck"})
    sentences = found(content, dimensions={"legal", "financial", "reputation", "culture", "safeguards"}, demanded={"x"})
    words = [
        "needs a title and an introduction", "how many minutes", "make 101 together", "“Ownership and history” needs",
        "“Empty” asks nothing", "what section “Empty” counts for", "a section x, which is not there",
    ]  # fmt: skip
    assert [each for each in words if not any(each in sentence for sentence in sentences)] == []
    assert len(sentences) == len(words)


def test_a_tier_that_is_asked_nothing_is_named(content):
    for question in content["questions"]:
        question["tiers"] = [1, 2]
    assert found(content) == ["“Short questionnaire” asks nothing."]


def test_two_of_one_name_are_named(content):
    content["questions"].append(content["questions"][0])
    assert any("two questions have the identifier his-register" in sentence for sentence in found(content))


def test_a_follow_up_is_asked_of_no_tier_more(content):
    rule = {"question": "his-owners", "in": []}
    sentences = change(content, "his-competitors", show_when=rule)
    assert any("tiers that are not asked" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("text", "taken", "said"),
    [
        ("Do you bake bread?", set(), "do-you-bake-bread"),
        ("Do you bake bread?", {"do-you-bake-bread"}, "do-you-bake-bread-2"),
        ("我们", set(), "part"),
        ("one two three four five six", set(), "one-two-three-four-five"),
    ],
)
def test_an_identifier_is_short_and_free(text, taken, said):
    assert edits.identifier(text, taken) == said


def test_changes_are_told_part_by_part(content):
    after = copy.deepcopy(content)
    after["sections"][0]["weight"] = 10
    edits.find(after, "questions", "cul-ai")["options"][0]["score"] = 0.25
    edits.find(after, "questions", "cul-ai")["options"].pop()
    after = edits.moved(edits.without(after, "questions", "his-register"), "questions", "his-owners", 1)
    told = {(each.how, each.key): each.lines for each in changes.between(content, after)}
    assert told == {
        ("changed", "history"): ["Weight: “16” became “10”"],
        ("removed", "his-register"): [],
        ("changed", "cul-ai"): ["Answer “As they like” removed", "“Not at all; it is forbidden and blocked”: score: “1” became “0.25”"],
        ("moved", "his-owners"): [],
    }  # fmt: skip


def test_nothing_is_told_of_nothing(content):
    assert changes.between(content, copy.deepcopy(content)) == []
