"""How long did it take, and how did it end? One log line and one count a request; addresses of views, never of people."""

import time

import structlog
from django.http import HttpRequest, HttpResponse

from core import metrics

log = structlog.get_logger("ringfence.requests")
_SILENT = ("/static/", "/healthz", "/metrics")


class Measure:
    """The log says the route's pattern and not the path: a path may hold a link that opens something."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        if not request.path.startswith(_SILENT):
            self._note(request, response, time.perf_counter() - started)
        return response

    def _note(self, request, response, seconds: float) -> None:
        match = request.resolver_match
        route = f"/{match.route}" if match else "unknown"
        method = request.method if request.method in _METHODS else "other"
        metrics.observe(method, route, response.status_code, seconds)
        viewer = getattr(request, "viewer", None)
        log.info(
            "request",
            method=method,
            route=route,
            status=response.status_code,
            milliseconds=round(seconds * 1000),
            actor=str(viewer.id) if viewer and viewer.id else None,
            actor_kind=viewer.kind if viewer else None,
        )


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
