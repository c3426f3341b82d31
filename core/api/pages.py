"""How does the API hand out a long list? Cursor pages in one stable order: {data, next_cursor, has_more} and a Link."""

from django.utils.translation import gettext as _
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from core import limits, paging
from core.api.problems import Problem

BY_ID = paging.Order("id", "pk")


class CursorPages(BasePagination):
    """`?limit=50&cursor=…`. The order is the view's listing's, or by id."""

    def paginate_queryset(self, queryset, request, view=None, order: paging.Order = BY_ID):
        self.request = request
        about = view.listing.key if getattr(view, "listing", None) else request.path
        cursor = request.query_params.get("cursor", "")
        try:
            self.page = paging.take(queryset, order, size=size(request), cursor=cursor, about=about)
        except paging.BadCursor as error:
            raise wrong("cursor", _("Start again without a cursor; it belongs to another list or order.")) from error
        return self.page.rows

    def get_paginated_response(self, data):
        return envelope(self.request, data, self.page.next_cursor)

    def get_paginated_response_schema(self, schema):
        return {
            "type": "object",
            "required": ["data", "next_cursor", "has_more"],
            "properties": {
                "data": schema,
                "next_cursor": {"type": ["string", "null"]},
                "has_more": {"type": "boolean"},
            },
        }

    def get_schema_operation_parameters(self, view):
        return [
            {
                "name": "limit",
                "in": "query",
                "schema": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": limits.PAGE_ROWS_MOST,
                    "default": limits.PAGE_ROWS,
                },
            },
            {
                "name": "cursor",
                "in": "query",
                "schema": {"type": "string"},
                "description": "next_cursor of the page before",
            },
        ]


def envelope(request, data, next_cursor: str) -> Response:
    response = Response({"data": data, "next_cursor": next_cursor or None, "has_more": bool(next_cursor)})
    if next_cursor:
        response.headers["Link"] = link(request, next_cursor)
    return response


def link(request, next_cursor: str) -> str:
    return f'<{replace_query_param(request.build_absolute_uri(), "cursor", next_cursor)}>; rel="next"'


def size(request) -> int:
    """Raises Problem 422 outside of 1 to 200."""
    text = request.query_params.get("limit", str(limits.PAGE_ROWS))
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= limits.PAGE_ROWS_MOST:
        raise wrong("limit", _("A whole number from 1 to %(most)s.") % {"most": limits.PAGE_ROWS_MOST})
    return int(text)


def wrong(parameter: str, sentence: str, code: str = "parameter") -> Problem:
    error = {"parameter": parameter, "code": code, "detail": sentence}
    return Problem("not-accepted", _("See errors for what to change."), errors=[error])
