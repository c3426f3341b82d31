"""Could the database not serve, or did we ask it something wrong? What is only away comes back."""

from django.db import InterfaceError, OperationalError

# SQLSTATE: lost in a race too often, waited too long for a lock, no connection left, stopped, starting.
_PASSING = {"40001", "40P01", "55P03", "53300", "57P01", "57P02", "57P03"}


def is_passing(error: BaseException | None) -> bool:
    """Whether the same request may succeed in a moment. A server that does not answer gives no SQLSTATE."""
    if isinstance(error, InterfaceError):
        return True
    code = getattr(getattr(error, "__cause__", None), "pgcode", None)
    return isinstance(error, OperationalError) and (code is None or code in _PASSING or code.startswith("08"))
