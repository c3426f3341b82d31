"""Is the caller's copy still the current one? Strong ETags over the representation itself."""

import hashlib
import json

from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework.utils.encoders import JSONEncoder

from core.api.problems import Problem


def of(representation) -> str:
    """The quoted ETag of what the API shows of a record."""
    text = json.dumps(representation, cls=JSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def required(request) -> None:
    """Raises Problem 428 where a change came without If-Match."""
    if not request.headers.get("If-Match"):
        raise Problem("match-required", _("Read the record and send its ETag as If-Match."))


def check(request, representation) -> None:
    """Raises Problem 428 or 412. `*` matches whatever is there."""
    required(request)
    sent = parse_etags(request.headers["If-Match"])
    if sent != ["*"] and of(representation) not in sent:
        raise Problem("stale", _("Read the record again and repeat the change on it."))


def is_unchanged(request, etag: str) -> bool:
    """Whether If-None-Match names the current version (weak comparison, as RFC 9110 asks)."""
    sent = [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]
    return etag in sent or sent == ["*"]
