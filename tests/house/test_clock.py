"""Who asks for the time? Doors, tasks and commands; everybody else is told."""

import ast

import pytest

from tests.house import sources

DOORS = ("desk", "portal", "api", "public", "tasks", "task", "pages", "web", "management")
MAY_ASK = {
    "core/health.py": "compares the clocks of the machine and of the database",
    "core/sandbox/workers/examining.py": "a child process without a database, told of no time",
}
CLOCKS = {
    "now": {"clock", "timezone", "datetime"},
    "utcnow": {"datetime"},
    "today": {"date", "datetime"},
    "localdate": {"timezone"},
    "localtime": {"timezone"},
    "time": {"time"},
}


def asks(tree: ast.AST) -> bool:
    return any(_last_name(call.func.value) in CLOCKS.get(call.func.attr, ()) for call in sources.calls(tree))


def _last_name(node: ast.AST) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def test_only_doors_tasks_and_commands_ask():
    found = {path for path, tree in sources.modules().items() if asks(tree) and not sources.is_in(path, *DOORS)}
    assert found == set(MAY_ASK)


@pytest.mark.parametrize("room", ["actions", "models", "policies", "standing", "eligibility", "forms", "listings"])
def test_no_room_below_the_doors_asks(room):
    """Also where the folder lies inside one that may."""
    assert [path for path, tree in sources.modules().items() if sources.is_in(path, room) and asks(tree)] == []


@pytest.mark.parametrize("code", ["clock.now()", "timezone.now()", "datetime.datetime.now()", "datetime.date.today()"])
def test_the_reader_sees_a_clock(code):
    assert asks(ast.parse(code))
