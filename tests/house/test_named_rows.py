"""May a door look for a row by what a query or a form says? Only by way of core.web.named: anything else fails on a typo."""

import ast
import uuid

import pytest
from django.http import Http404, QueryDict

from core.web import named
from tests.house import sources

SAID = {"GET", "POST"}


def looks_up_as_said(call: ast.Call) -> bool:
    """Is the key of a row taken as it came?"""
    return any(
        key.arg
        and (key.arg in {"pk", "id"} or key.arg.endswith(("_id", "__pk", "pk__in", "id__in")))
        and _as_it_came(key.value)
        for key in call.keywords
    )


def _as_it_came(value: ast.AST) -> bool:
    if isinstance(value, ast.Call) and ast.unparse(value.func) == "named.id_in":
        return False
    is_said = isinstance(value, ast.Attribute) and value.attr in SAID
    return is_said or any(_as_it_came(inner) for inner in ast.iter_child_nodes(value))


def calls(tree: ast.AST):
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_no_row_is_looked_for_by_a_word_as_it_came():
    found = {
        path: [node.lineno for node in calls(tree) if looks_up_as_said(node)]
        for path, tree in sources.modules().items()
    }
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "code", ["f(pk=r.GET['a'])", "f(pk=r.POST.get('a') or None)", "f(x, person_id=r.GET.get('a'))"]
)
def test_it_would_be_seen(code):
    assert any(looks_up_as_said(node) for node in calls(ast.parse(code)))
    assert not any(looks_up_as_said(node) for node in calls(ast.parse("f(pk=named.id_in(r.GET, 'a'))")))


def test_an_id_is_read_and_nothing_said_is_none():
    row = uuid.uuid4()
    assert named.id_in(QueryDict(f"a={row}"), "a") == row
    assert named.id_in(QueryDict("a="), "a") is None
    assert named.id_in(QueryDict(""), "a") is None


@pytest.mark.parametrize("text", ["abc", "-1", "0", "nul\0", "é" * 32, "1" * 500])
def test_what_is_no_id_is_not_there(text):
    said = QueryDict(mutable=True)
    said["a"] = text
    with pytest.raises(Http404):
        named.id_in(said, "a")
