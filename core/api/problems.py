"""How does the API say no? One form for every error: application/problem+json (RFC 9457), with a code to act on.

A refusal is left on the underlying request, so that the transaction rolls back and the denial is recorded.
"""

import json
import math

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from psycopg2 import errorcodes
from rest_framework import exceptions
from rest_framework.response import Response

from core import limits
from core.refusals import NotAllowed, NotNow, NotThis, StepUpNeeded

MEDIA_TYPE = "application/problem+json"
# code -> (status, title). The list in the API's description is printed from here.
CODES = {
    "malformed": (400, _l("The request cannot be read")),
    "not-authenticated": (401, _l("A valid key is needed")),
    "missing-scope": (403, _l("The key lacks a scope")),
    "not-allowed": (403, _l("Not permitted")),
    "step-up-needed": (403, _l("A person must confirm this")),
    "not-found": (404, _l("There is nothing here")),
    "method-not-allowed": (405, _l("This address does not do that")),
    "not-acceptable": (406, _l("No such form of the answer")),
    "not-now": (409, _l("Permitted, but not as things stand")),
    "conflict": (409, _l("Somebody else was faster")),
    "call-in-flight": (409, _l("The same call is still running")),
    "stale": (412, _l("The record has changed")),
    "too-large": (413, _l("The request is too large")),
    "media-type": (415, _l("This kind of content is not read")),
    "not-accepted": (422, _l("The content cannot be accepted")),
    "key-reused": (422, _l("The Idempotency-Key was used for another content")),
    "match-required": (428, _l("If-Match is required")),
    "too-many-calls": (429, _l("Too many calls")),
    "failed": (500, _l("The server failed")),
    "unavailable": (503, _l("Not available right now")),
}
_CLASHES = {errorcodes.UNIQUE_VIOLATION, errorcodes.EXCLUSION_VIOLATION}


class Problem(exceptions.APIException):
    """An error with its code. `errors` are {pointer or parameter or header, code, detail}."""

    def __init__(self, code: str, detail: str = "", *, errors: list[dict] | None = None, headers: dict | None = None):
        super().__init__(detail or CODES[code][1], code)
        self.code, self.status_code = code, CODES[code][0]
        self.errors, self.headers = errors or [], headers or {}


def handle(exception: Exception, context: dict) -> Response | None:
    """DRF's exception handler. None lets what nobody expected go on to the server's own handling (500, retry)."""
    problem = _translate(exception)
    if problem is None:
        return None
    request = context["request"]
    http_request = getattr(request, "_request", request)
    http_request.refusal = exception
    response = Response(
        _body(http_request, problem), status=problem.status_code, headers=problem.headers, content_type=MEDIA_TYPE
    )
    response.problem = problem.code
    return response


def unknown_path(request: HttpRequest) -> HttpResponse:
    return answer(request, Problem("not-found"))


def failed(request: HttpRequest) -> HttpResponse:
    return answer(request, Problem("failed", _("Nothing was changed. Tell the operator the request id.")))


def unavailable(request: HttpRequest) -> HttpResponse:
    sentence = _("The database cannot be reached. Nothing was changed; send the call again in a moment.")
    return answer(request, Problem("unavailable", sentence, headers={"Retry-After": str(limits.RETRY_SECONDS)}))


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem outside of DRF."""
    body = json.dumps(_body(request, problem), ensure_ascii=False)
    return HttpResponse(body, status=problem.status_code, headers=problem.headers, content_type=MEDIA_TYPE)


def _body(request: HttpRequest, problem: Problem) -> dict:
    return {
        "type": f"urn:ringfence:problem:{problem.code}",
        "title": str(CODES[problem.code][1]),
        "status": problem.status_code,
        "detail": str(problem.detail),
        "instance": request.path,
        "code": problem.code,
        "request_id": getattr(request, "request_id", ""),
        "errors": problem.errors,
    }


def _translate(exception: Exception) -> Problem | None:
    if isinstance(exception, Problem):
        return exception
    for kind, translate in _TRANSLATIONS.items():
        if isinstance(exception, kind):
            return translate(exception)
    return None


def _not_now(exception):
    return Problem(
        "not-now", exception.sentence, errors=[{"code": "unmet", "detail": str(unmet)} for unmet in exception.unmet]
    )


def _not_this(exception):
    return at_field(exception.field, "refused", exception.sentence)


def at_field(field: str, code: str, sentence: str) -> Problem:
    """The content is fine but for this one field."""
    errors = [{"pointer": f"/{field}", "code": code, "detail": str(sentence)}]
    return Problem("not-accepted", _("See errors for what to change."), errors=errors)


def _not_accepted(exception):
    errors = list(pointers(exception.detail))
    return Problem("not-accepted", _("See errors for what to change."), errors=errors)


def _throttled(exception):
    wait = math.ceil(exception.wait or 1)
    return Problem("too-many-calls", _("Wait %(wait)s seconds.") % {"wait": wait}, headers={"Retry-After": str(wait)})


def _media_type(exception):
    return Problem("media-type", str(exception.detail))


def _not_authenticated(exception):
    return Problem("not-authenticated", str(exception.detail), headers={"WWW-Authenticate": 'Bearer realm="ringfence"'})


def _integrity(exception):
    """Two calls met at a constraint. Anything else that the database refuses is our fault and stays a 500."""
    if getattr(exception.__cause__, "pgcode", None) not in _CLASHES:
        return None
    return Problem("conflict", _("Another change got there first. Read the record again."))


_TRANSLATIONS = {
    NotAllowed: lambda e: Problem("not-allowed", e.sentence),
    NotThis: _not_this,
    NotNow: _not_now,
    StepUpNeeded: lambda e: Problem("step-up-needed", _("A person has to do this on the page.")),
    Http404: lambda e: Problem("not-found"),
    exceptions.NotFound: lambda e: Problem("not-found"),
    exceptions.ValidationError: _not_accepted,
    exceptions.ParseError: lambda e: Problem("malformed", str(e.detail)),
    exceptions.NotAuthenticated: _not_authenticated,
    exceptions.AuthenticationFailed: _not_authenticated,
    exceptions.PermissionDenied: lambda e: Problem("not-allowed", str(e.detail)),
    exceptions.MethodNotAllowed: lambda e: Problem("method-not-allowed", str(e.detail)),
    exceptions.NotAcceptable: lambda e: Problem("not-acceptable", str(e.detail)),
    exceptions.UnsupportedMediaType: _media_type,
    exceptions.Throttled: _throttled,
    RequestDataTooBig: lambda e: Problem("too-large"),
    SuspiciousOperation: lambda e: Problem("malformed"),
    IntegrityError: _integrity,
}


def pointers(detail, at: str = ""):
    """DRF's nested errors as JSON pointers into the body (RFC 6901)."""
    if isinstance(detail, dict):
        for key, inner in detail.items():
            here = at if key == "non_field_errors" else f"{at}/{str(key).replace('~', '~0').replace('/', '~1')}"
            yield from pointers(inner, here)
    elif isinstance(detail, list):
        for number, inner in enumerate(detail):
            yield from pointers(inner, f"{at}/{number}" if isinstance(inner, dict | list) else at)
    else:
        yield {"pointer": at, "code": getattr(detail, "code", "invalid"), "detail": str(detail)}
