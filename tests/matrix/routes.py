"""Which doors are there? Every route of the URLconf, with the kinds of value that its address takes."""

from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    name: str
    address: str  # as the URLconf writes it: desk/people/<uuid:person_id>/
    values: tuple[str, ...]


@cache
def all_routes() -> dict[str, Route]:
    """By name; one without a name goes by its address."""
    return {route.name: route for route in _walk(get_resolver(), "", ())}


def _walk(resolver: URLResolver, before: str, taken: tuple[str, ...]):
    for each in resolver.url_patterns:
        address = before + str(each.pattern)
        values = (*taken, *each.pattern.converters)
        if isinstance(each, URLPattern):
            yield Route(each.name or address, address, values)
        else:
            yield from _walk(each, address, values)
