"""Is what is declared once the same everywhere: events, workflows, the driver?"""

import ast
import importlib.util

import pytest
from django.apps import apps

from core import events
from core.management.commands import draw_workflows
from tests.house import sources

WITH_WORKFLOW = [model for model in apps.get_models() if hasattr(model, "WORKFLOW")]


def recorded() -> dict[str, list[str]]:
    """Event names that stand as words in `events.record(...)`, with the files that say them."""
    found: dict[str, list[str]] = {}
    for path, tree in sources.modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _is_record(node.func) and node.args:
                for name in _words(node.args[0]):
                    found.setdefault(name, []).append(path)
    return found


def _is_record(called: ast.AST) -> bool:
    return getattr(called, "id", getattr(called, "attr", "")) == "record"


def _words(node: ast.AST) -> list[str]:
    choices = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    return [each.value for each in choices if isinstance(each, ast.Constant) and "." in str(each.value)]


def test_every_recorded_name_is_declared():
    names = recorded()
    assert len(names) > 20
    assert {name: where for name, where in names.items() if name not in events.all_names()} == {}


@pytest.mark.parametrize("model", WITH_WORKFLOW, ids=lambda model: model._meta.label)
def test_every_step_of_a_workflow_owes_a_declared_event(model):
    owed = {event for steps in model.WORKFLOW.steps.values() for event in steps.values()}
    assert owed
    assert owed - set(events.all_names()) == set()


def test_reactions_and_notices_answer_to_declared_events():
    from config.notices import NOTICES
    from config.reactions import REACTIONS

    assert (set(REACTIONS) | set(NOTICES)) - set(events.all_names()) == set()


def test_workflows_are_drawn_afresh():
    assert draw_workflows.TARGET.read_text(encoding="utf-8") == draw_workflows.drawn(), "run manage.py draw_workflows"


def test_the_other_driver_is_not_there():
    """With psycopg 3 installed Django would choose it, and errors would be of other classes."""
    assert importlib.util.find_spec("psycopg") is None
