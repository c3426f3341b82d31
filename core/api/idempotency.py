"""Was this very call made before? A POST with an Idempotency-Key is done once, and answered alike each time.

The answer is stored in the act's own transaction, per client and route, so that either both exist or neither.
A call that was refused stored nothing: it may be sent again under the same key.
"""

import datetime
import hashlib
import json

from django.db import connection
from django.utils.translation import gettext as _
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from core import limits
from core.api.problems import Problem
from core.models import IdempotentCall

HEADER = "Idempotency-Key"
KEPT = ("Location", "ETag", "Content-Location")


class Replay(Exception):
    """The call was made before; `response` is its answer. Not a refusal: nothing is rolled back."""

    def __init__(self, call: IdempotentCall):
        super().__init__(call.key)
        stored = call.body
        self.response = Response(
            stored["data"], status=call.status, headers={**stored["headers"], "Idempotency-Replayed": "true"}
        )


def begin(request, at: datetime.datetime, *, required: bool) -> dict | None:
    """What `finish` needs, or None where no key was sent. Raises Replay, Problem 409 and 422."""
    key = request.headers.get(HEADER, "")
    if not key and not required:
        return None
    if not key or len(key) > limits.IDEMPOTENCY_KEY_LENGTH or not key.isascii() or not key.isprintable():
        raise Problem("not-accepted", _("See errors for what to change."), errors=[_wrong_key()])
    call = {"client": request.auth, "route": f"{request.method} {request.path}"[:200], "key": key}
    _lock(call)
    digest = _digest(request)
    if before := _before(call, at):
        if before.body_digest != digest:
            raise Problem("key-reused", _("Use a new key for a new call."))
        raise Replay(before)
    return {**call, "body_digest": digest, "vendor_id": request.auth.vendor_id, "made_at": at}


def finish(call: dict, response: Response) -> None:
    data = json.loads(json.dumps(response.data, cls=JSONEncoder))
    headers = {name: response.headers[name] for name in KEPT if name in response.headers}
    IdempotentCall.objects.create(**call, status=response.status_code, body={"data": data, "headers": headers})


def sweep(at: datetime.datetime) -> int:
    """Forget the answers that are past their time; returns how many."""
    return IdempotentCall.objects.filter(made_at__lte=_oldest(at)).delete()[0]


def _before(call: dict, at) -> IdempotentCall | None:
    found = IdempotentCall.objects.filter(**call).first()
    if found and found.made_at <= _oldest(at):
        found.delete()
        return None
    return found


def _oldest(at: datetime.datetime) -> datetime.datetime:
    return at - datetime.timedelta(hours=limits.IDEMPOTENCY_HOURS)


def _lock(call: dict) -> None:
    """One at a time per key, until the transaction ends. Raises Problem 409 where another call holds it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_try_advisory_xact_lock(%s)", [lock_number(call["client"].pk, call["route"], call["key"])]
        )
        if not cursor.fetchone()[0]:
            raise Problem(
                "call-in-flight",
                _("Wait for its answer, or send the call again in a moment."),
                headers={"Retry-After": "1"},
            )


def lock_number(client_id, route: str, key: str) -> int:
    """The 64 bits by which the database knows this call."""
    name = f"{client_id} {route} {key}"
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


def _digest(request) -> str:
    """SHA-256 of the body; of a form, of its fields and the content of its files."""
    found = hashlib.sha256()
    if not request.content_type.startswith("multipart/"):
        found.update(request._request.body)
        return found.hexdigest()
    for name in sorted(request.data):
        for value in request.data.getlist(name):
            found.update(f"\n{name}=".encode())
            for chunk in value.chunks() if hasattr(value, "chunks") else [str(value).encode()]:
                found.update(chunk)
            if hasattr(value, "seek"):
                value.seek(0)
    return found.hexdigest()


def _wrong_key() -> dict:
    sentence = _("Send 1 to %(most)s printable characters.") % {"most": limits.IDEMPOTENCY_KEY_LENGTH}
    return {"header": HEADER, "code": "idempotency-key", "detail": sentence}
