"""Who writes rows? Actions, and the few modules of the ground that are named here with their reason."""

import ast

import pytest

from tests.house import sources

PLAIN = {"save", "create", "delete", "update"}
OTHERS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
MAY_WRITE = {
    "config/demo/accounts.py": "accounts with known passwords, for a demonstration only",
    "core/api/idempotency.py": "keeps the answer of a call in the transaction of its act",
    "core/checkpoints.py": "what leaves the machine",
    "core/facts.py": "the one way to assert and end a fact; only actions call it",
    "core/files/__init__.py": "the one door of stored files; only actions call it",
    "core/mail.py": "marks what the outbox has sent",
    "core/models/user.py": "the manager that makes an account; only actions call it",
    "core/notices.py": "turns outbox rows into notices",
    "core/reminders.py": "turns deadlines into notices",
    "core/sealing.py": "seals the trail",
    "core/web/kept_forms.py": "saves the session, whose changes were undone with the request",
    "core/workflow.py": "become(); only actions call it",
    "vendors/invitation_mail.py": "marks what was sent",
}


def writes(tree: ast.AST) -> list[int]:
    """Lines that write rows. Those of the ORM take no positional values, which tells them from files, hashes and dicts."""
    return [
        call.lineno
        for call in sources.calls(tree)
        if call.func.attr in OTHERS or (call.func.attr in PLAIN and not call.args and not _is_action(call))
    ]


def _is_action(call: ast.Call) -> bool:
    """Actions always say who and when."""
    return {"by", "at"} <= {keyword.arg for keyword in call.keywords}


def test_only_actions_and_the_named_modules_write():
    found = {path for path, tree in sources.modules().items() if not sources.is_in(path, "actions") and writes(tree)}
    assert found == set(MAY_WRITE), "these write rows without being actions, or need no allowance any more"


@pytest.mark.parametrize(
    "code", ["row.save()", "X.objects.create(a=1)", "rows.delete()", "rows.update(a=1)", "m.bulk_create(r)"]
)
def test_the_reader_sees_a_write(code):
    assert writes(ast.parse(code))


@pytest.mark.parametrize(
    "code", ["image.save(out)", "digest.update(b'')", "storage.delete(name)", "acts.create(x, by=b, at=a)"]
)
def test_the_reader_leaves_files_and_actions_alone(code):
    assert not writes(ast.parse(code))
