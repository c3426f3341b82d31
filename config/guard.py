"""Does this process log in to the database as somebody who may do too much? Then it does not start."""

from django.conf import settings
from django.db import connection

from core.checks import login_errors


def refuse_powerful_login() -> None:
    """Raises SystemExit where row-level security would not hold. A database that is away is no reason: it comes back."""
    if settings.LOGIN not in {"web", "task"}:
        raise SystemExit(f"RINGFENCE_LOGIN is {settings.LOGIN!r}; the web starts as web, worker and beat as task.")
    found = [error for error in login_errors() if error.id == "ringfence.E002"]
    connection.close()
    if found:
        raise SystemExit(f"{found[0].msg} {found[0].hint}")
