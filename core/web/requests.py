"""Which request is this? An id that is logged, shown on error pages and written into every event; and an address without
what the database cannot hold.
"""

import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect

from core import events

_TRACE = re.compile(r"^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$")
# Programs and probes keep the address they were given; people are sent to localhost, where passkeys work.
_NOT_FOR_PEOPLE = ("/api/", "/scim/", "/hooks/", "/healthz", "/readyz", "/metrics", "/static/")


class RequestContext:
    """Sets `request.request_id` (from `traceparent` where given) and answers it as X-Request-Id."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        trace = _TRACE.match(request.headers.get("traceparent", ""))
        request.request_id = trace.group(1) if trace else secrets.token_hex(16)
        _take_out_nulls(request)
        token = events.request_id.set(request.request_id)
        try:
            response = self._to_localhost(request) or self.get_response(request)
        finally:
            events.request_id.reset(token)
        response.headers["X-Request-Id"] = request.request_id
        return response

    def _to_localhost(self, request):
        if (
            request.method != "GET"
            or settings.HOST != "localhost"
            or request.path.startswith(_NOT_FOR_PEOPLE)
            or not request.get_host().startswith("127.0.0.1")
        ):
            return None
        return HttpResponseRedirect(settings.ORIGIN + request.get_full_path())


def _take_out_nulls(request: HttpRequest) -> None:
    """PostgreSQL can neither look for a null character nor keep one: an address with one is of nothing that there is."""
    if "\0" in request.path:
        request.path, request.path_info = (text.replace("\0", "\ufffd") for text in (request.path, request.path_info))
    if "%00" in request.META.get("QUERY_STRING", ""):
        request.META["QUERY_STRING"] = request.META["QUERY_STRING"].replace("%00", "")
