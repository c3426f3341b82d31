"""How does a caller try a door? One request, everything it did looked at, and taken back."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction

from core import clock
from core.database import context
from core.database.roles import STAFF
from core.models import Event
from tests.matrix import deeds

SENDING = {"POST", "PUT"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict
    content: bytes
    events: tuple[Event, ...]  # what the request wrote into the trail

    @property
    def roots(self) -> list[Event]:
        """Those that follow from no other."""
        return [event for event in self.events if event.cause_id is None]


def ask(caller, method: str, path: str, content=dict) -> Answer:
    """`content` gives what is sent where the method sends anything: a form as a dict, or JSON as text."""
    cache.clear()  # what was counted against the last caller
    with transaction.atomic():
        context.step_into(STAFF)
        answer = _send(caller, method, path, content() if method in SENDING else None)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        context.step_into(STAFF)
        events = tuple(Event.objects.filter(at=clock.now()).order_by("pk"))
        transaction.set_rollback(True)
    return Answer(answer.status_code, dict(answer.headers), body, events)


def do(line, caller, has) -> Answer:
    """The deed of this line, about this firm's records."""
    return ask(caller, line.method, address(line, has), lambda: deeds.SENT.get(line.route, lambda has: {})(has))


def address(line, has) -> str:
    return line.address(has) + deeds.query(line.route, has)


def _send(caller, method: str, path: str, content):
    client = caller.as_before()
    headers = {**caller.headers, **({"Idempotency-Key": "once"} if method == "POST" else {})}
    if isinstance(content, str):
        return client.generic(method, path, content, content_type="application/json", headers=headers)
    if method == "POST":
        return client.post(path, {**content, **caller.token}, headers=headers)
    return getattr(client, method.lower())(path, headers=headers)
