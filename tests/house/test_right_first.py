"""Does every action ask for the right before it answers anything, done deeds included?

It may lock rows first. Before its first `check_can_` or `check_may_` nothing is returned and nothing refused: who has no
right would learn from either what has become of the record.
"""

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from tests.house import sources

ASKING = ("check_can_", "check_may_", "_check_can_", "_check_may_")
Action = tuple[str, str]  # file, function
# These ask nobody.
WITHOUT = {
    ("access/actions/grants.py", "after_departure"): "a reaction: its cause had the right",
    ("access/actions/grants.py", "close_all_of"): "follows from a departure, which had the right",
    ("access/actions/destructions.py", "seal_next"): "the worker's, after a destruction",
    ("access/actions/courses.py", "after_joining"): "a reaction: its cause had the right",
    ("access/actions/courses.py", "after_offer"): "a reaction: its cause had the right",
    ("access/actions/holds.py", "place_from"): "follows from an emergency, which had the right",
    ("access/actions/holds.py", "end_of"): "follows from a report, which had the right",
    ("access/actions/holds.py", "after_closing_state"): "a reaction: its cause had the right",
    ("access/actions/holds.py", "after_opening_state"): "a reaction: its cause had the right",
    ("core/actions/clients.py", "after_closing"): "a reaction: its cause had the right",
    ("access/actions/conflicts.py", "find"): "the clock's work",
    ("access/actions/sweep.py", "sweep"): "the clock's work",
    ("access/actions/openings.py", "mark_lines"): "the words of the mark, nothing else",
    ("agreements/actions/agreements.py", "withdraw_of_leaver"): "a reaction: its cause had the right",
    ("agreements/actions/bindings.py", "take_effect"): "what the last signature does; its action asked",
    ("agreements/actions/bulk_issues.py", "carry_on"): "the worker's, for who started it",
    ("agreements/actions/bulk_issues.py", "go_on"): "after an action that has asked",
    ("agreements/actions/obligations.py", "raise_all"): "the worker's round: what was signed falls due",
    ("agreements/actions/times.py", "lapse"): "the clock's work",
    ("agreements/actions/backgrounds.py", "seal_next"): "the worker's, after a deposit",
    ("agreements/actions/titles.py", "after_signature"): "a reaction: its cause had the right",
    ("agreements/actions/papers.py", "seal"): "the worker's, after the last signature",
    ("agreements/actions/papers.py", "seal_or_note"): "the worker's, after the last signature",
    ("agreements/actions/papers.py", "note_unsealed"): "the worker's, when sealing failed",
    ("audits/actions/weaknesses.py", "after"): "a reaction: its cause had the right",
    ("audits/actions/remedies.py", "record_reading"): "writes down a look at what the door found in scope",
    (
        "vendors/actions/watchlists.py",
        "keep",
    ): "after upload or a fetch; the first has asked, the second is the clock's work",
    ("vendors/actions/watch_fetching.py", "due"): "the clock's work",
    ("vendors/actions/watch_fetching.py", "where"): "the clock's work",
    ("vendors/actions/watch_fetching.py", "keep"): "the clock's work",
    ("vendors/actions/watch_fetching.py", "fail"): "the clock's work",
    ("vendors/actions/hr_silence.py", "keep_in_step"): "the clock's work",
    ("core/actions/accounts.py", "disable"): "follows from a departure, or staff.close has asked",
    ("core/actions/stored_files.py", "check_some"): "the clock's work",
    ("core/actions/stored_files.py", "rewrap_some"): "the clock's work",
    ("core/actions/accounts.py", "end_session"): "one's own; the page finds no other",
    ("core/actions/accounts.py", "keep_settings"): "one's own",
    ("core/actions/browsers.py", "note"): "what a sign-in shows by itself",
    ("core/actions/notices.py", "read"): "one's own inbox",
    ("core/actions/notices.py", "unread"): "one's own inbox",
    ("core/actions/notices.py", "unread_all_of"): "one's own inbox",
    ("core/actions/accounts.py", "end_sessions"): "one's own, or follows from a closed account",
    ("core/actions/accounts.py", "make_staff"): "an operator's command; staff.invite has asked",
    ("core/actions/erasure.py", "erase_details"): "an operator's command",
    ("core/actions/notices.py", "read_all"): "one's own inbox",
    ("core/actions/staff.py", "join"): "the link is the right",
    ("incidents/actions/entries.py", "write"): "a line for the other actions here, which have asked",
    ("training/actions/enrolments.py", "follow"): "a consequence of what had the right",
    ("training/actions/certificates.py", "seal_next"): "the worker's, after a pass",
    ("vendors/actions/delegations.py", "end_all_of"): "follows from a submission or withdrawal, which had the right",
    ("vendors/actions/employment.py", "make"): "for actions that have asked",
    ("vendors/actions/hr_words.py", "hear"): "for actions that have asked",
    ("vendors/actions/import_undo.py", "carry_on"): "the worker's, for who started it",
    ("vendors/actions/import_checks.py", "carry_on"): "the worker's, for who started it",
    ("vendors/actions/imports.py", "carry_on"): "the worker's, for who started it",
    ("vendors/actions/invitations.py", "accept"): "the link is the right",
    ("vendors/actions/invitations.py", "renew"): "the link is the right",
    ("vendors/actions/risk_acceptances.py", "seal_next"): "the worker's, after an acceptance",
    ("vendors/actions/signals.py", "note_lapsed"): "the clock's work",
    ("vendors/actions/scores.py", "doubt"): "a reaction: its cause had the right",
    ("vendors/actions/scores.py", "note_download"): "writes down a look at what the door found in scope",
    ("vendors/actions/scores.py", "work_out"): "the clock's work",
    ("vendors/actions/scores.py", "work_out_aged"): "the clock's work",
    ("vendors/actions/scores.py", "work_out_doubtful"): "the clock's work",
    ("vendors/actions/time_requests.py", "drop_all_of"): "follows from a submission or withdrawal, which had the right",
    ("vendors/actions/watching.py", "begin"): "follows from a version that was uploaded with the right",
    ("vendors/actions/watching.py", "carry_on"): "the worker's, after an update",
    ("vendors/actions/watching.py", "compare_changed"): "the clock's work",
    ("vendors/actions/watchlists.py", "read_in"): "the worker's, after an upload",
}


@cache
def functions() -> dict[Action, ast.FunctionDef]:
    """Every function in a room of actions; private ones included."""
    return {
        (path, each.name): each
        for path, tree in sources.modules().items()
        if sources.is_in(path, "actions")
        for each in tree.body
        if isinstance(each, ast.FunctionDef)
    }


def actions() -> list[Action]:
    """What doors call: it says by whom, and has no underscore. The starter files are the operator's."""
    return [
        (path, name)
        for (path, name), function in functions().items()
        if not name.startswith("_")
        and "by" in {each.arg for each in function.args.kwonlyargs}
        and not path.endswith("/starter.py")
    ]


@cache
def verdict(action: Action) -> str:
    """`first` where the right is asked first, `late` where something is answered before, `never` where it is not asked."""
    return judged(functions()[action], action[0])


def judged(function: ast.FunctionDef, path: str) -> str:
    nodes = [node for statement in function.body for node in _evaluated(statement)]
    asks = [number for number, node in enumerate(nodes) if isinstance(node, ast.Call) and _asks(node, path)]
    answers = [number for number, node in enumerate(nodes) if _answers(node)]
    if not asks:
        return "never"
    return "late" if answers and answers[0] < asks[0] else "first"


def _evaluated(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes in the order in which they are evaluated: what a `return` says comes before it returns."""
    for inner in ast.iter_child_nodes(node):
        yield from _evaluated(inner)
    yield node


def _answers(node: ast.AST) -> bool:
    """It returns, or says how things stand. Other errors (a name that nothing has) say nothing of the record."""
    return isinstance(node, ast.Return) or (isinstance(node, ast.Raise) and "NotNow" in ast.dump(node))


def _asks(call: ast.Call, path: str) -> bool:
    """A check of a policy, or another action that asks first."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name.startswith(ASKING):
        return True
    module = getattr(call.func, "value", None)
    if module is not None and not isinstance(module, ast.Name):
        return False
    called = (_file_of(module, name, path), name)
    return called in functions() and verdict(called) == "first"


def _file_of(module: ast.Name | None, name: str, path: str) -> str:
    """Where a function of this name comes from, as the imports of the file say; "" for the method of a row."""
    wanted = module.id if module else name
    for node in ast.walk(sources.modules().get(path, ast.Module([], []))):
        for alias in node.names if isinstance(node, ast.ImportFrom) else ():
            if (alias.asname or alias.name) == wanted:
                parts = [*node.module.split("."), *([alias.name] if module else [])]
                return "/".join(parts) + ".py"
    return "" if module else path


@pytest.mark.parametrize("action", actions(), ids=lambda action: "/".join(action))
def test_the_right_is_asked_first(action):
    assert (verdict(action) == "first") is (action not in WITHOUT)


def test_no_reason_is_given_for_what_is_no_action():
    assert set(WITHOUT) <= set(actions())
    assert len(actions()) > 100


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("if row.done: return row\n policies.check_can_x(by)", "late"),
        ("if row.done: raise NotNow()\n policies.check_can_x(by)", "late"),
        ("row = lock(row)\n policies.check_can_x(by)\n if row.done: return row", "first"),
        ("return policies.check_can_x(by)", "first"),
        ("policies.check_is_draft(row)\n return row", "never"),
    ],
)
def test_the_reader_sees_what_comes_first(body, expected):
    (function,) = ast.parse(f"def act(row, *, by):\n {body}").body
    assert judged(function, "none.py") == expected
