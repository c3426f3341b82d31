"""Where does somebody go on whose request was refused, and which words had they typed?"""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve

# What a form carries besides what people type, and what is never shown again.
CARRIED = {"csrfmiddlewaretoken", "as_person", "form_token", "version", "answer", "opened"}
SECRET = ("password", "code", "token", "secret", "credential", "sha256")
SHORTEST = 3  # shorter values are ticks and choices, quickly made again
MOST = 5000  # characters of each, as the largest field of a form takes


def address_before(request: HttpRequest) -> str:
    """The page that the request came from, else the nearest address above it that there is; "/" at last.

    Never another site: the referrer counts only where its host is ours.
    """
    came = urlsplit(request.headers.get("Referer", ""))
    if came.path and came.netloc == request.get_host() and came.path != request.path:
        return came.path + (f"?{came.query}" if came.query else "")
    return address_above(request.path)


def address_above(path: str) -> str:
    parts = [part for part in path.split("/") if part][:-1]
    while parts:
        path = f"/{'/'.join(parts)}/"
        if _leads_somewhere(path):
            return path
        parts.pop()
    return "/"


def _leads_somewhere(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def typed(pairs) -> list[dict]:
    """{label, value} of every text among (name, values) of a form, for people to read and copy."""
    return [
        {"label": name.replace("_", " ").replace("-", " ").capitalize(), "value": value[:MOST]}
        for name, values in pairs
        if name not in CARRIED and not any(word in name.lower() for word in SECRET)
        for value in values
        if len(value.strip()) >= SHORTEST and not value.isdigit()
    ]
