"""Alive, ready, and in figures? For load balancers and monitoring; needs no session, and no database to say that it is gone."""

import secrets
from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from core import health
from core import metrics as figures


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return _plain(JsonResponse({"status": "alive"}))


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """503 where no work can be done; what is wrong is told to those who hold the token."""
    findings = health.look()
    verdict = health.verdict(findings)
    body: dict = {"status": {health.GOOD: "ready", health.DEGRADED: "degraded", health.DOWN: "not ready"}[verdict]}
    if _holds_token(request):
        body |= {
            "key": settings.SECRET_FINGERPRINT,
            "probes": {name: asdict(finding) for name, finding in findings.items()},
        }
    return _plain(JsonResponse(body, status=503 if verdict == health.DOWN else 200))


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    if not settings.METRICS_TOKEN:
        return _plain(HttpResponse(status=404))  # the page for it would need the database
    if not _holds_token(request):
        return _plain(HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"}))
    return _plain(HttpResponse(figures.text(), content_type=CONTENT_TYPE_LATEST))


def _holds_token(request: HttpRequest) -> bool:
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and secrets.compare_digest(sent.encode(), settings.METRICS_TOKEN.encode())


def _plain(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
