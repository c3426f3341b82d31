"""What keeps a process from starting? A database login that may do too much, and a token for the seal that cannot be used."""

from django.conf import settings
from django.db import connection

from core.checks import login_errors
from core.signing import token_check


def refuse_powerful_login() -> None:
    """Raises SystemExit where row-level security would not hold. A database that is away is no reason: it comes back."""
    if settings.LOGIN not in {"web", "task"}:
        raise SystemExit(f"RINGFENCE_LOGIN is {settings.LOGIN!r}; the web starts as web, worker and beat as task.")
    found = [error for error in login_errors() if error.id == "ringfence.E002"]
    connection.close()
    if found:
        raise SystemExit(f"{found[0].msg} {found[0].hint}")


def refuse_useless_token() -> None:
    """Raises SystemExit where the key of the seal is to be on a token and the module, token, PIN or key named is not right."""
    if wrong := token_check.complaint():
        raise SystemExit(f"The token of the seal cannot be used. {wrong}")
