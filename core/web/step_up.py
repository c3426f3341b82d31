"""Was it really them, just now? Signing, approving and the highest class ask for a fresh second factor.

A passkey with user verification, or a one-time code; a password does not count. allauth keeps the record of each
confirmation in the session.
"""

import time

from allauth.account import app_settings as _allauth  # noqa: F401  (the session key belongs to allauth)
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from core.refusals import StepUpNeeded


def latest(request: HttpRequest) -> dict | None:
    """The newest second-factor confirmation of this session: {'method': 'mfa', 'type': ..., 'at': epoch seconds}."""
    records = [r for r in get_authentication_records(request, request.user) if r.get("method") == "mfa"]
    return max(records, key=lambda record: record["at"], default=None)


def is_fresh(request: HttpRequest) -> bool:
    record = latest(request)
    return record is not None and time.time() - record["at"] <= settings.STEP_UP_SECONDS


def address(back: str) -> str:
    """Where a person confirms, and comes back to `back`."""
    return f"{reverse('confirm')}?{urlencode({'next': back})}"


def first(request: HttpRequest) -> str:
    """Where to go before this page shows the form of its legal act; nothing while a confirmation is fresh."""
    return "" if is_fresh(request) else address(request.get_full_path())


def require(request: HttpRequest, back: str = "") -> dict:
    """The fresh confirmation. Raises StepUpNeeded: the person confirms and comes back to `back` (this page by default)."""
    record = latest(request)
    if record is None or not is_fresh(request):
        raise StepUpNeeded(back or request.get_full_path())
    return record
