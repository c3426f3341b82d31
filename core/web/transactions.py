"""How does a request become all or nothing? One transaction around the whole of it, in the role that it may have.

A page begins as the gate, and core.web.viewer steps on into staff or portal. A program begins as nobody, until
core.api.keys knows its key. A refusal rolls back and its denial is recorded in a new transaction; a deadlock or
serialization failure is tried again twice. See ADR 0002.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection, transaction
from django.http import Http404, HttpRequest
from psycopg2 import errors as pg

from core import clock, events
from core.actors import STRANGER
from core.database import context
from core.database.roles import GATE
from core.refusals import Refusal, StepUpNeeded
from core.web import errors, kept_forms

_WITHOUT = ("/healthz", "/readyz", "/metrics", "/static/")
_WITH_KEY = ("/api/v1/", "/scim/")
_TRY_AGAIN = (pg.DeadlockDetected, pg.SerializationFailure)
TRIES = 3


class OneTransaction:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        if request.path.startswith(_WITHOUT):
            return self.get_response(request)
        for attempt in range(TRIES):
            request.refusal, request.undo, request.try_again, request.keep_page = None, False, False, ""
            response = self._run(request)
            if not request.try_again or attempt == TRIES - 1:
                break
            _rewind(request)
        if request.keep_page:
            kept_forms.keep_after_rollback(request, request.keep_page)
        if request.refusal is not None:
            record_denial(request, response)
        return response

    def _run(self, request):
        with _frame(context.NOBODY if request.path.startswith(_WITH_KEY) else GATE):
            response = self.get_response(request)
            if request.undo or request.refusal is not None or response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request, exception):
        """Refusals become answers; a lost race is tried again; anything else is a 500 with nothing written."""
        request.undo = True
        if isinstance(exception, OperationalError) and isinstance(exception.__cause__, _TRY_AGAIN):
            request.try_again = True
            return None
        if isinstance(exception, Refusal | Http404 | StepUpNeeded):
            if isinstance(exception, StepUpNeeded):
                request.keep_page = exception.back
            else:
                request.refusal = exception
            return errors.answer(request, exception)
        if isinstance(exception, PermissionDenied):  # how the pages of a library refuse
            request.refusal = exception
        return None


@contextmanager
def _frame(role: str) -> Iterator[None]:
    """One transaction and its moment. Where it lies inside another (a test's own), that one gets its role back."""
    is_inner = connection.in_atomic_block
    with transaction.atomic(), clock.one_moment():
        before = context.current() if is_inner else None
        if is_inner or role != context.NOBODY:
            context.step_into(role)
        yield
        if before and not connection.needs_rollback:
            context.restore(before)


def _rewind(request):
    for upload in request.FILES.values() if request.method == "POST" else ():
        upload.seek(0)


def record_denial(request, response) -> None:
    """Write down who was refused what, in a transaction of its own. Strangers are logged, not recorded."""
    viewer = getattr(request, "viewer", None) or STRANGER
    if viewer.id is None:
        return
    with _frame(GATE):
        events.record(
            "request.refused",
            None,
            by=viewer,
            at=clock.now(),
            vendor=viewer.vendor_id,
            method=request.method,
            path=request.path[:300],
            status=response.status_code,
            reason=getattr(request.refusal, "sentence", ""),
        )
