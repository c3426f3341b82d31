"""Where does one read about the API? Its description for programs (public) and its browser for staff."""

import hashlib
import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe
from rest_framework.utils.encoders import JSONEncoder

from core.api import schema


def _text() -> str:
    with override("en-gb"):
        return json.dumps(schema.document(), cls=JSONEncoder, ensure_ascii=False)


def _etag(request: HttpRequest) -> str:
    return f'"{hashlib.sha256(_text().encode()).hexdigest()[:32]}"'


@require_safe
@condition(etag_func=_etag)
@cache_control(public=True, max_age=300)
def description(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_text(), content_type="application/json")


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Swagger UI from our own static files; core.web.viewer lets nobody but staff come here."""
    return render(request, "api/docs.html", {"address": reverse("api_description")})
