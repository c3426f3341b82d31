"""Has this account been used from here before? Asked at each sign-in; the browser carries a name of its own in a cookie.

The name says nothing about its person, opens nothing, and is known to us by its SHA-256 alone.
"""

import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.actions import browsers
from core.actors import Actor
from core.models import User
from core.web import devices

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def note(request: HttpRequest, response: HttpResponse, user: User, *, by: Actor, at, is_told: bool) -> None:
    """Write down which browser this is and let it know its name for next time. Runs at the gate."""
    token = request.COOKIES.get(settings.BROWSER_COOKIE_NAME, "")
    if not _TOKEN.fullmatch(token):
        token = secrets.token_urlsafe(32)
    name = devices.described(request.headers.get("User-Agent", "")).name
    browsers.note(user, token, name=name, by=by, at=at, is_told=is_told)
    response.set_cookie(
        settings.BROWSER_COOKIE_NAME,
        token,
        max_age=browsers.REMEMBERED,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
