"""In which role does this transaction run, and for which subcontractor?

`SET LOCAL` only: the context ends with the transaction, whatever happens. `step_into` is called by the middleware,
by the API's key check and by the task wrapper, and by nobody else.
"""

import uuid
from contextlib import contextmanager

from django.db import connection

from core.database.roles import STAFF, WORKER

NOBODY = "none"  # what a login is before it steps into a role: it has no right at all
STEP = "select set_config('role', %s, true), set_config('ringfence.vendor', %s, true), set_config('ringfence.user', %s, true)"


def step_into(role: str, *, vendor: uuid.UUID | None = None, user: uuid.UUID | None = None) -> None:
    """Take the role and name the firm and the account, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(STEP, [role, str(vendor or ""), str(user or "")])


def current() -> tuple[str, str, str]:
    """(role, vendor, user) as the database sees them now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('role'), coalesce(current_setting('ringfence.vendor', true), ''), "
            "coalesce(current_setting('ringfence.user', true), '')"
        )
        return cursor.fetchone()


@contextmanager
def role(name: str, *, vendor: uuid.UUID | None = None, user: uuid.UUID | None = None):
    """The role for a block, then back to what was before. Inside one open transaction."""
    before = current()
    step_into(name, vendor=vendor, user=user)
    try:
        yield
    finally:
        if not connection.needs_rollback:
            restore(before)


def restore(before: tuple[str, str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(STEP, list(before))


def own_role() -> str:
    """The role that this process's login uses outside requests: worker for tasks and commands, staff for the web."""
    from django.conf import settings

    return {"task": WORKER, "web": STAFF}.get(settings.LOGIN, NOBODY)
