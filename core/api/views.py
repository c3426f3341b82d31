"""What does every address of the API have in common? Key, scope, rate, version and repetition, before the deed itself.

A view lists its `scopes` by method and calls one action. It reads with `self.body()`, starts queries at
`visible_to(self.viewer)`, and answers with `self.record(...)`, `self.created(...)` or a ListView.
"""

import datetime
from functools import cached_property
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.generics import GenericAPIView
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from core import clock
from core.actors import Actor
from core.api import etags, fast, idempotency, pages, problems, rates
from core.api.bodies import StrictJSON
from core.web.listing.listing import Listing

_VERSIONED = {"PUT", "PATCH", "DELETE"}


class ApiView(GenericAPIView):
    """`natural_key`: PUT names the record by the caller's own key (HR), so If-Match is not asked for.

    `idempotency_required`: a POST without an Idempotency-Key is refused. `asks`: what each method reads, and
    `serializer_class` what the call answers; the description is made from both. `answers`: by status, where not 200 alone.
    """

    scopes: ClassVar[dict[str, str]] = {}
    asks: ClassVar[dict[str, type]] = {}
    answers: ClassVar[dict[str, tuple[int, ...]]] = {}
    natural_key = False
    idempotency_required = False
    parser_classes = [StrictJSON]
    throttle_classes = [rates.PerKey]
    http_method_names = ["get", "head", "post", "put", "patch", "delete"]
    pagination_class: type[pages.CursorPages] | None = None

    @property
    def viewer(self) -> Actor:
        return self.request._request.viewer

    @cached_property
    def at(self) -> datetime.datetime:
        """The moment of this request by the database's clock."""
        return clock.now()

    def dispatch(self, request, *args, **kwargs):
        self.call, self.matched = None, False
        with timezone.override(datetime.UTC):
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if request.method in _VERSIONED and not self.natural_key and hasattr(self, request.method.lower()):
            etags.required(request)
        if request.method == "POST" and hasattr(self, "post"):
            self.call = idempotency.begin(request, self.at, required=self.idempotency_required)

    def handle_exception(self, exc):
        if isinstance(exc, idempotency.Replay):
            return exc.response
        return super().handle_exception(exc)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        is_done = response.status_code < 400 and "Idempotency-Replayed" not in response.headers
        if is_done and request.method in _VERSIONED and not self.natural_key and not self.matched:
            raise RuntimeError(f"{type(self).__name__} changed a record without comparing If-Match")
        if is_done and self.call:
            idempotency.finish(self.call, response)
        response.headers["Cache-Control"] = "no-store"
        for name, value in getattr(request._request, "rate", {}).items():
            response.headers[name] = value
        return response

    def body(self) -> dict:
        """The checked content of the request, as `asks` has it for this method. Raises ValidationError (422)."""
        found = self.asks[self.request.method](data=self.request.data, context=self.get_serializer_context())
        found.is_valid(raise_exception=True)
        return found.validated_data

    def match(self, representation) -> None:
        """Compare If-Match with the record as it is now; call it under the record's lock. Raises Problem 428, 412."""
        etags.check(self.request, representation)
        self.matched = True

    def record(self, representation, *, status: int = 200) -> Response:
        """One record with its ETag, or 304 where the caller has it already."""
        etag = etags.of(representation)
        if self.request.method in {"GET", "HEAD"} and etags.is_unchanged(self.request, etag):
            return Response(status=304, headers={"ETag": etag})
        return Response(representation, status=status, headers={"ETag": etag})

    def created(self, representation, location: str) -> Response:
        response = self.record(representation, status=201)
        response.headers["Location"] = location
        return response


class UploadView(ApiView):
    """Takes multipart/form-data beside JSON."""

    parser_classes = [StrictJSON, MultiPartParser]


class ListView(ApiView):
    """GET of a Listing: the same search, filter and sort names as its page; what is not understood is refused.

    Give `serializer_class`, or `fields` (JSON name -> field path or expression) for the one-statement way.
    """

    listing: ClassVar[Listing]
    fields: ClassVar[dict | None] = None
    pagination_class = pages.CursorPages

    def get_queryset(self):
        return self.listing.rows(self.viewer)

    def get(self, request, *args, **kwargs):
        listing = self.listing.bind(self.viewer)
        asked = listing.read(request.query_params)
        for parameter in asked.unknown:
            raise pages.wrong(parameter, _("This filter or value is not known here."), "unknown-parameter")
        rows = listing.narrow(self.get_queryset(), asked)
        if self.fields is not None:
            return fast.answer(request, rows, self.fields, order=asked.order, about=listing.key)
        found = self.paginator.paginate_queryset(rows, request, self, order=asked.order)
        return self.get_paginated_response(self.get_serializer(found, many=True).data)


def nothing_here(request: HttpRequest, **kwargs) -> HttpResponse:
    """Any other address below /api/v1/: the same problem for every method, known key or not."""
    return problems.unknown_path(request)


nothing_here.csrf_exempt = True
