"""Who gets through which door, and what does the trail say of it? Every line, as every caller, with a real success for each.

What is asked for is the caller's own, where there is such a thing; tests/matrix/test_relations.py asks for what is not.
"""

import pytest

from tests.matrix import asking, cast, judging
from tests.matrix.policy import Line, lines
from tests.matrix.routes import all_routes

LINES = lines()
# No such success is possible in this world, each for its reason.
WITHOUT_SUCCESS = {
    "metrics": "closed until an operator sets a token; tests/api/test_health.py opens it",
    "api/^v1/.*$": "answers 404 for everything that is no route",
}


def name(line: Line) -> str:
    return f"{line.method} {line.route}"


def test_every_route_has_its_lines_and_every_line_its_route():
    assert {line.route for line in LINES} == set(all_routes())
    assert len({(line.route, line.method) for line in LINES}) == len(LINES)


def test_no_line_is_without_a_success():
    assert {line.route for line in LINES if not line.allowed or min(line.successes) >= 400} == set(WITHOUT_SUCCESS)


@pytest.mark.parametrize("line", LINES, ids=name)
def test_each_caller_is_answered_as_the_policy_says(line, company, cells):
    """The first who may is drawn the page in full; of the others only the answer counts."""
    wrong, told = [], set()
    for caller in map(company.callers.get, cast.EVERYBODY):
        has = company.of(caller)
        may = line.lets(caller, has)
        with asking.without_refusals() if may and not told else asking.without_pictures():
            answer = asking.do(line, caller, has)
        wrong += judging.faults(line, caller, has, answer)
        told |= {answer.told} if may else set()
    cells(len(cast.EVERYBODY))
    assert not wrong, "\n".join(wrong)
    assert line.event.split("|")[0] in told


@pytest.mark.parametrize("line", [line for line in LINES if line.method not in {"GET"}], ids=name)
def test_nothing_filled_in_is_an_answer_and_no_failure(line, company):
    caller = next(each for each in company.callers.values() if line.lets(each, company.of(each)))
    path = asking.address(line, company.of(caller))
    content = (lambda: "{}") if line.door == "api" else dict
    status = asking.ask(caller, line.method, path, content).status
    assert status in {*line.successes, 200, 302, 303, 400, 409, 422} or (line.route, status) in NOTHING_NAMED


# What is asked for is named in the form itself, and nothing is named.
NOTHING_NAMED = {
    ("switch_firm", 404),
    ("evidence_decision", 404),
    ("questionnaire_draft_move", 404),
    ("questionnaire_import_application", 404),
    ("screening_decision", 404),
    ("signal_decision", 404),
    ("watch_hit_decision", 404),
}
