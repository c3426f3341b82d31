"""Which answers open a finding, by the rules of their own questions? Pure: values in, values out.

A question may carry `findings`, a list of rules: {when: [options] | over: number | up_to: number | missing: true, severity,
plan_days, days, words}. The first that fits counts. Days are calendar days from the day on which the answers are accepted.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from vendors import questionnaire_engine
from vendors.questionnaire_engine import NOTHING, Given


def due(questions: list[dict], answers: Mapping[str, Given]) -> Iterator[tuple[dict, dict]]:
    """(question, rule) of every question that is asked by these answers and whose answer is wrong or missing."""
    for question in questionnaire_engine.shown(questions, answers):
        given = answers.get(question["id"], NOTHING)
        if rule := next((each for each in question.get("findings", []) if _fits(each, question, given)), None):
            yield question, rule


def _fits(rule: dict, question: dict, given: Given) -> bool:
    if rule.get("missing"):
        return bool(questionnaire_engine.missing({**question, "required": True}, given))
    if not questionnaire_engine.is_given(question, given):
        return False
    if "when" in rule:
        return bool(set(questionnaire_engine.chosen(given.value)) & set(rule["when"]))
    number = Decimal(str(given.value))
    return number > rule["over"] if "over" in rule else number <= rule["up_to"]
