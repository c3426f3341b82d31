"""How does the API describe itself? OpenAPI 3.1, made from the views, with every error and header that they share."""

from functools import cache
from inspect import cleandoc

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes

from core import limits
from core.api import problems
from core.api.scopes import SCOPES

PROBLEM = {"$ref": "#/components/schemas/Problem"}
_EVERYWHERE = ["not-authenticated", "missing-scope", "not-found", "too-many-calls", "failed", "unavailable"]
_BY_METHOD = {
    "POST": ["malformed", "not-now", "too-large", "media-type", "not-accepted"],
    "PUT": ["malformed", "not-now", "stale", "too-large", "media-type", "not-accepted", "match-required"],
    "PATCH": ["malformed", "not-now", "stale", "too-large", "media-type", "not-accepted", "match-required"],
    "DELETE": ["not-now", "stale", "match-required"],
    "GET": ["not-accepted"],
}


class Schema(AutoSchema):
    """Adds to each call its scope, its shared headers and its problems."""

    def get_description(self):
        """The call's own docstring, or its view's; never one that is inherited, which speaks to programmers."""
        scope = getattr(self.view, "scopes", {}).get(self.method)
        words = self._own_words()
        return f"{words}\n\nScope: `{scope}` ({SCOPES[scope].what})".strip() if scope in SCOPES else words

    def _own_words(self) -> str:
        own = vars(type(self.view))
        handler = own.get(self.method.lower())
        return cleandoc(getattr(handler, "__doc__", None) or own.get("__doc__") or "")

    def get_override_parameters(self):
        return [*super().get_override_parameters(), *self._headers()]

    def _headers(self):
        from drf_spectacular.utils import OpenApiParameter

        def header(name, required, text):
            return OpenApiParameter(name, str, OpenApiParameter.HEADER, required=required, description=text)

        if self.method == "POST":
            return [
                header(
                    "Idempotency-Key",
                    getattr(self.view, "idempotency_required", False),
                    f"The same key and content get the same answer for {limits.IDEMPOTENCY_HOURS} hours.",
                )
            ]
        if self.method in {"PUT", "PATCH", "DELETE"} and not getattr(self.view, "natural_key", False):
            return [header("If-Match", True, "The ETag of the record as you last read it.")]
        return []

    def get_request_serializer(self):
        return getattr(self.view, "asks", {}).get(self.method)

    def get_response_serializers(self):
        shown = self.view.get_serializer_class() if self.view.serializer_class else OpenApiTypes.NONE
        statuses = getattr(self.view, "answers", {}).get(self.method, (200,))
        return shown if statuses == (200,) else dict.fromkeys(statuses, shown)

    def get_auth(self):
        return [{"bearer": []}]

    def get_filter_backends(self):
        return []

    def _is_list_view(self, serializer=None):
        if getattr(self.view, "listing", None) is not None:
            return self.method == "GET"
        return super()._is_list_view(serializer)

    def _get_parameters(self):
        return [*super()._get_parameters(), *_list_parameters(getattr(self.view, "listing", None), self.method)]

    def _get_response_bodies(self, direction="response"):
        found = super()._get_response_bodies(direction)
        codes = sorted({problems.CODES[code][0] for code in [*_EVERYWHERE, *_BY_METHOD.get(self.method, [])]})
        for status in codes:
            found.setdefault(str(status), _problem_response(status))
        return found


def _problem_response(status: int) -> dict:
    titles = " / ".join(f"`{code}` {title}" for code, (of, title) in problems.CODES.items() if of == status)
    return {"description": titles, "content": {problems.MEDIA_TYPE: {"schema": PROBLEM}}}


def _list_parameters(listing, method: str) -> list[dict]:
    """The same names as the page of this list has in its address."""
    if listing is None or method != "GET":
        return []
    orders = [order for name in listing.sorts for order in (name, f"-{name}")]
    found = [
        _query("sort", {"type": "string", "enum": orders, "default": listing.sort}, "Order; a minus turns it round")
    ]
    if listing.search:
        found.append(_query("q", {"type": "string", "maxLength": limits.SEARCH_LENGTH}, "Search text"))
    for some in listing.filters:
        found += [_query(key, _filter_schema(some), str(some.label)) for key in some.keys]
    return found


def _filter_schema(some) -> dict:
    if callable(getattr(some, "choices", None)) or getattr(some, "choices_seen_by", None):  # rows, and this is public
        return {"type": "string", "description": "One or several, separated by commas"}
    if some.kind == "choice":
        values = [option.value for option in some.choices_of({})]
        return {"type": "string", "description": f"One or several, separated by commas: {', '.join(values)}"}
    return {"type": "string", "format": "date"} if some.kind == "days" else {"type": "string"}


def _query(name: str, schema: dict, text: str) -> dict:
    return {"name": name, "in": "query", "schema": schema, "description": text}


@cache
def document() -> dict:
    """The whole description. It follows from the code alone, so it is made once a process."""
    return complete(SchemaGenerator().get_schema(request=None, public=True))


def complete(found: dict) -> dict:
    """Adds what no single view knows: the form of a problem, and how to sign in."""
    components = found.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = _problem_schema()
    components["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "rf_svc_…"}}
    return found


def _problem_schema() -> dict:
    text = {"type": "string"}
    error = {
        "type": "object",
        "required": ["code", "detail"],
        "properties": {"pointer": text, "parameter": text, "header": text, "code": text, "detail": text},
    }
    properties = {
        "type": text,
        "title": text,
        "status": {"type": "integer"},
        "detail": text,
        "instance": text,
        "code": {"type": "string", "enum": list(problems.CODES)},
        "request_id": text,
        "errors": {"type": "array", "items": error},
    }
    return {"type": "object", "required": list(properties), "properties": properties}
