"""Who gets through which door, and what does the trail say of it? Every route, method and caller, with a real success for each line."""

import pytest

from tests.matrix import asking, cast
from tests.matrix.policy import GROUPS, Line, lines
from tests.matrix.routes import all_routes

LINES = lines()
WALKED = (*cast.SIGNED_IN, "stranger")
CALLERS = {
    "desk": WALKED,
    "portal": WALKED,
    "api": (*cast.KEYS, "officer"),
    "account": (*GROUPS["signed-in"], "ex-member", "stranger"),
    "public": GROUPS["everyone"],
}
METHODS = ("HEAD", "OPTIONS", "GET", "POST", "PUT", "PATCH", "DELETE")
INSIDE = {"desk": "officer", "portal": "contact", "api": "full-key", "account": "contact", "public": "stranger"}
# No such success is possible in this world, each for its reason.
WITHOUT_SUCCESS = {
    "metrics": "closed until an operator sets a token; tests/api/test_health.py opens it",
    "api/^v1/.*$": "answers 404 for everything that is no route",
}
# Of allauth's own pages these need a passkey or a letter; its tests and tests/browser have them.
ELSEWHERE = {"account_reset_password_from_key", "mfa_edit_webauthn", "mfa_remove_webauthn"}
# Deeds of the whole company: their events name no firm.
OF_NO_FIRM = {
    "access.asset",
    "access.assetclass",
    "access.document",
    "vendors.peopleimport",
    "core.apiclient",
    "core.organisation",
    "core.user",
    "vendors.watchlist",
    "vendors.watchlistversion",
}


def name(line: Line) -> str:
    return f"{line.method} {line.route}"


def firm_of(line: Line, caller, company):
    """The records that are asked for: one's own where the address names none."""
    return company.other if caller.is_foreign and not line.is_about_a_record else company.own


def test_every_route_has_its_lines_and_every_line_its_route():
    assert {line.route for line in LINES} | ELSEWHERE == set(all_routes())
    assert len({(line.route, line.method) for line in LINES}) == len(LINES)


def test_no_line_is_without_a_success():
    assert {line.route for line in LINES if not line.allowed or min(line.successes) >= 400} == set(WITHOUT_SUCCESS)


@pytest.mark.parametrize("line", LINES, ids=name)
def test_each_caller_is_answered_as_the_policy_says(line, company):
    wrong, succeeded = [], set()
    for caller in (company.callers[each] for each in CALLERS[line.door]):
        answer = asking.do(line, caller, firm_of(line, caller, company))
        if answer.status not in line.expected(caller):
            wrong.append(f"{caller.name}: {answer.status}, not {line.expected(caller)}")
        elif line.lets(caller):
            succeeded.add(caller.name)
            wrong += told_wrongly(line, caller, answer)
        elif caller.is_signed_in and line.door in {"desk", "portal"}:
            wrong += denied_wrongly(caller, answer)
    assert wrong == []
    assert succeeded


def told_wrongly(line: Line, caller, answer) -> list[str]:
    """A success leaves the events of its line, with who did it and about which firm."""
    if line.door in {"account", "public"} and not line.event:
        return []
    told = "+".join(sorted(event.name for event in answer.roots))
    who = getattr(caller.user or caller.row, "pk", None)
    return [
        *(
            [f"{caller.name}: recorded {told or 'nothing'}, not {line.event or 'nothing'}"]
            if told != line.event
            else []
        ),
        *(f"{caller.name}: {each.name} names another actor" for each in answer.roots if each.actor_id != who),
        *(
            f"{caller.name}: {each.name} names no firm"
            for each in answer.roots
            if each.vendor_id is None and each.subject_kind not in OF_NO_FIRM
        ),
    ]


def denied_wrongly(caller, answer) -> list[str]:
    """A denial is itself one event, and nothing else is left of the request."""
    told = [(event.name, event.actor_id) for event in answer.events]
    return [] if told == [("request.refused", caller.user.pk)] else [f"{caller.name}: a denial recorded {told}"]


@pytest.mark.parametrize("route", sorted(set(all_routes()) - ELSEWHERE))
def test_no_other_method_is_answered(route, company):
    """405 for who is inside; HEAD only where GET is."""
    mine = {line.method: line for line in LINES if line.route == route}
    line = next(iter(mine.values()))
    caller, path = company.callers[INSIDE[line.door]], asking.address(line, company.own)
    found = {method: asking.ask(caller, method, path).status for method in METHODS if method not in mine}
    assert {each: status for each, status in found.items() if status not in _beside(each, mine, route)} == {}


def _beside(method: str, mine: dict[str, Line], route: str) -> set[int]:
    """How a method without a line may be answered."""
    if route in WITHOUT_SUCCESS:
        return {404, 405}
    if route.startswith(("account_", "mfa_", "welcome")):
        return {200, 302, 404, 405}  # allauth takes PUT for POST; who is not signed in or confirmed is sent there first
    if method == "HEAD" and "GET" in mine:
        return {405, *mine["GET"].successes}
    return {405, 200, 403} if method == "OPTIONS" else {405}  # OPTIONS: the API's own account of what a route takes


@pytest.mark.parametrize("line", [line for line in LINES if line.method not in {"GET"}], ids=name)
def test_nothing_filled_in_is_an_answer_and_no_failure(line, company):
    caller = next(each for each in map(company.callers.get, CALLERS[line.door]) if line.lets(each))
    path = asking.address(line, firm_of(line, caller, company))
    content = (lambda: "{}") if line.door == "api" else dict
    status = asking.ask(caller, line.method, path, content).status
    assert status in {*line.successes, 200, 302, 303, 400, 409, 422} or (line.route, status) in NOTHING_NAMED


# What is asked for is named in the form itself, and nothing is named.
NOTHING_NAMED = {
    ("switch_firm", 404),
    ("evidence_decision", 404),
    ("screening_decision", 404),
    ("watch_hit_decision", 404),
}
