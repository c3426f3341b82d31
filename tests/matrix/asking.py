"""How does a caller try a door? One request, everything it did looked at, and taken back."""

import itertools
from collections import namedtuple
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from unittest import mock

from django.core.cache import cache as redis
from django.db import connection, transaction
from django.http import HttpResponse
from django.template.backends import django as template
from django.test.client import ClientHandler, RequestFactory
from django.utils.safestring import SafeString

from core.database import context
from core.database.roles import STAFF
from tests import databases
from tests.matrix import deeds
from tests.matrix.working_state import WORKING_STATE

SENDING = {"POST", "PUT", "PATCH"}
# What a deed writes into the trail itself.
OF_THE_TRAIL = {"core_event", "core_eventdetail", "core_outbox"}
Told = namedtuple("Told", "pk name actor_id vendor_id subject_kind cause_id")
_TOLD = "select id, name, actor_id, vendor_id, subject_kind, cause_id from core_event where at = now() order by id"
_COUNTS = " + ".join(f"pg_stat_get_xact_tuples_{what}(t.oid)" for what in ("inserted", "updated", "deleted"))
_TABLES = (
    "select oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> all(%s)"
)
_WRITTEN = f"select t.oid::regclass::text, {_COUNTS} from unnest(%s::oid[]) as t(oid)"
_calls = itertools.count(1)  # no call repeats another, as far as the API can tell
_handler = ClientHandler(enforce_csrf_checks=False)


class Browser(RequestFactory):
    """A client that keeps nothing: what an answer would have it remember was taken back."""

    def request(self, **request):
        return _handler(self._base_environ(**request))


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict
    content: bytes
    events: tuple[Told, ...]  # what the request wrote into the trail
    written: frozenset[str]  # tables of which a row came, changed or went, those of the trail aside
    seen: object = None  # what `look` found before it was taken back

    @property
    def roots(self) -> list[Told]:
        """Those that follow from no other."""
        return [event for event in self.events if event.cause_id is None]

    @property
    def told(self) -> str:
        return "+".join(sorted(event.name for event in self.roots))


def ask(caller, method: str, path: str, content=dict, look=lambda written: None) -> Answer:
    """`content` gives what is sent where the method sends anything: a form as a dict, or JSON as text.

    Inside a transaction of `world_as` only the request is taken back, and the world stays as it was made there.
    """
    if connection.in_atomic_block:
        return _asked(caller, method, path, content, look, set(_told()))
    with transaction.atomic():
        context.step_into(STAFF)
        return _asked(caller, method, path, content, look, set())


def _asked(caller, method: str, path: str, content, look, before: set[Told]) -> Answer:
    rows = _written()
    with transaction.atomic():
        answer = send(caller, method, path, content)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if path.startswith("/account/"):
            _finish()
        told = tuple(event for event in _told() if event not in before)
        written = _written() if answer.status_code < 400 else {}
        changed = frozenset(table for table, count in written.items() if count > rows.get(table, 0))
        seen = look(changed)
        transaction.set_rollback(True)
    return Answer(answer.status_code, dict(answer.headers), body, told, changed, seen)


@contextmanager
def world_as(change=lambda: None) -> Iterator[None]:
    """The world with one more thing done in it, for the block; then all of it is taken back."""
    with transaction.atomic():
        context.step_into(STAFF)
        change()
        yield
        transaction.set_rollback(True)


@contextmanager
def nothing_done() -> Iterator[list[str]]:
    """For many requests that should do nothing: what they did all the same is in the list, once the block is over."""
    found = []
    with transaction.atomic():
        context.step_into(STAFF)
        rows = _written()
        yield found
        found += sorted({event.name for event in _told()} - {"request.refused"})
        found += sorted({table for table, count in _written().items() if count > rows[table]} - set(WORKING_STATE))
        transaction.set_rollback(True)


def do(line, caller, has) -> Answer:
    """The deed of this line, about this firm's records."""
    return ask(caller, line.method, address(line, has), lambda: sent(line, has))


def sent(line, has):
    with nullcontext() if connection.in_atomic_block else databases.committed():
        return deeds.SENT.get(line.route, lambda has: {})(has)


def keep(line, caller, has, content=None) -> None:
    """The deed, done and not taken back before the world around it is."""
    answer = send(caller, line.method, address(line, has), content or (lambda: sent(line, has)))
    assert answer.status_code in line.successes, (line, caller.name, answer.status_code)


def address(line, has) -> str:
    return line.address(has) + deeds.query(line.route, has)


@contextmanager
def without_pictures() -> Iterator[None]:
    """Pages without their words and papers without their print: for tests that ask who is let in, very often."""
    with without_refusals(), mock.patch.object(template.Template, "render", lambda *args, **context: SafeString("")):
        yield


@contextmanager
def without_refusals() -> Iterator[None]:
    """Only pages of refusal have no words, and papers no print."""
    plain = mock.patch("core.web.errors.page", lambda request, status, **context: HttpResponse(status=status))
    with plain, mock.patch("core.pdf.render", lambda *args, **context: b"%PDF-"):
        yield


def _finish() -> None:
    """allauth tells of its deeds once they are committed."""
    while connection.run_on_commit:
        _savepoints, tell, _robust = connection.run_on_commit.pop(0)
        tell()


def _told() -> list[Told]:
    """The events of this transaction: its start is their moment."""
    with connection.cursor() as cursor:
        cursor.execute(_TOLD)
        return [Told(*row) for row in cursor.fetchall()]


def _written() -> dict[str, int]:
    """How many rows of each table this connection has written lately, those that were taken back included.

    The view of this (pg_stat_xact_user_tables) takes as long as a small page.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN, [_tables(databases.current())])
        return dict(cursor.fetchall())


@cache
def _tables(_database: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_TABLES, [list(OF_THE_TRAIL)])
        return [oid for (oid,) in cursor.fetchall()]


def send(caller, method: str, path: str, content):
    if not path.startswith(("/desk/", "/portal/")):
        redis.clear()  # what was counted against the last caller
    headers = {**caller.headers, **({"Idempotency-Key": f"call {next(_calls)}"} if method == "POST" else {})}
    content = content() if method in SENDING else None
    if isinstance(content, str):
        return caller.browser.generic(method, path, content, content_type="application/json", headers=headers)
    if method == "POST":
        return caller.browser.post(path, {**content, **caller.token}, headers=headers)
    return getattr(caller.browser, method.lower())(path, headers=headers)
