"""Where does a door's search begin? At `visible_to(viewer)`, at a row that was found there, or at a listed public model."""

import ast

import pytest

from tests.house import sources

DOORS = ("desk", "portal", "api", "public", "pages")
# The same for every firm: what the company publishes to all it works with.
PUBLIC = {
    "AssetClass",
    # Rules of ours about our own information; each page asks for the right first.
    "ConflictSet",
    "Course",
    "ExpectationSheet",
    "LineCatalogue",
    "Playbook",
    "Programme",
    "SchemeCatalogue",
    # How far the trail is sealed; a seal names nobody.
    "Seal",
    # Programs' keys and their answers, asked for before there is a viewer.
    "ApiClient",
    "IdempotentCall",
}
# Names of a row or a set of rows that the function found in scope, or was handed by one that did.
FOUND = {"vendor", "person", "found", "visible", "asset", "audit", "case", "enrolment", "own", "sheet", "attempt"}
LABELS = {"in_bulk"}  # names for ids that rows in scope already hold
# Each is right for the reason it gives; (file, function) pairs, so that a second such search is seen.
REASONED = {
    ("access/desk/assets.py", "holders"): "narrowed by grants in scope",
    ("config/pages/keys.py", "_firms"): "names alone, for who says whose key it is",
    ("config/pages/keys.py", "_rows"): "the name of the firm whose key is in scope",
    ("config/pages/trail.py", "readable"): "each page narrows it to the records it found",
    ("vendors/api/people.py", "_sponsor"): "staff are named by their address",
    ("vendors/public.py", "invitation"): "the bearer of the link; asks for the address that the link was sent to",
}


def searches(tree: ast.AST) -> list[ast.Call]:
    return [call for call in sources.calls(tree) if getattr(call.func.value, "attr", "") == "objects"]


def begins_in_scope(search: ast.Call) -> bool:
    return (
        search.func.attr in {"visible_to", *LABELS}
        or set(_names(search.func.value)) & PUBLIC != set()
        or any(_is_narrow(node) for value in _values(search) for node in ast.walk(value))
    )


def _names(node: ast.AST):
    return (each.id for each in ast.walk(node) if isinstance(each, ast.Name))


def _values(search: ast.Call) -> list[ast.AST]:
    return [*search.args, *(keyword.value for keyword in search.keywords)]


def _is_narrow(node: ast.AST) -> bool:
    """A row found before, the viewer's own person or firm, or a search of its own that begins in scope."""
    if isinstance(node, ast.Attribute):
        return node.attr in {"visible_to", "person_id", "vendor_id"}
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", "") in {"_find", "_found"}
    return isinstance(node, ast.Name) and node.id in FOUND


def strays() -> set[tuple[str, str]]:
    return {
        (path, function.name)
        for path, tree in sources.modules().items()
        if sources.is_in(path, *DOORS)
        for function in sources.functions(tree)
        for search in searches(function)
        if not begins_in_scope(search)
    }


def test_every_search_of_a_door_begins_in_scope():
    assert strays() == set(REASONED)


@pytest.mark.parametrize(
    "code",
    [
        "Person.objects.all()",
        "Person.objects.get(pk=pk)",
        "get_object_or_404(Person.objects.filter(pk=pk))",
        "Vendor.objects.first()",
    ],
)
def test_the_reader_sees_a_bare_search(code):
    assert not all(begins_in_scope(search) for search in searches(ast.parse(code)))


def test_doors_do_not_hand_a_bare_model_to_the_short_cut():
    """get_object_or_404(Model, pk=...) searches everything."""
    found = [
        (path, function.name)
        for path, tree in sources.modules().items()
        for function in sources.functions(tree)
        if sources.is_in(path, *DOORS)
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in {"get_object_or_404", "get_list_or_404"}
        and isinstance(call.args[0], ast.Name)
        and call.args[0].id[0].isupper()
        and call.args[0].id not in PUBLIC
    ]
    assert found == []
