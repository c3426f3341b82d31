"""What does the URL ask of a list? Read once, kept in canonical form, written back into every link."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict

from core.paging import Order
from core.web.listing.filters import Filter, clean_text

CARRIED = "in"  # the key under which a record's address holds the list that it was reached from
RESERVED = {"q", "sort", "cols", "view", "cursor", "export", "limit", "fields", "expand", "rows", CARRIED}


@dataclass(frozen=True)
class State:
    """`unknown` names the keys whose value nobody understood: refused by the API. On a page a filter among them leaves
    no row, since all rows would be taken for the answer (`misread`); the rest is ignored there."""

    listing: object
    q: str = ""
    chosen: dict = field(default_factory=dict)
    order: Order | None = None
    columns: tuple = ()
    own_columns: bool = False
    view: str = ""
    cursor: str = ""
    unknown: tuple[str, ...] = ()

    @cached_property
    def params(self) -> dict[str, str]:
        """The list as it is now, without its page: what links and exports start from."""
        order = self.order.said if self.order != self.listing.first_order else ""
        cols = ",".join(column.key for column in self.columns) if self.own_columns else ""
        named = {"view": self.view, "q": self.q, **self.chosen, "sort": order, "cols": cols}
        return {key: value for key, value in named.items() if value}

    def url(self, **changes: str) -> str:
        """`?…` with some keys changed; an empty value drops the key."""
        params = {key: value for key, value in {**self.params, **changes}.items() if value}
        return "?" + urlencode(params, safe=",")

    def carried_by(self, url: str) -> str:
        """The address of a record, with the list that it is reached from."""
        asked = urlencode({key: value for key, value in self.params.items() if key != "cols"}, safe=",")
        return f"{url}?{urlencode({CARRIED: asked})}"

    @cached_property
    def misread(self) -> list[Filter]:
        """The filters of which nothing was understood."""
        return [
            some
            for some in self.listing.filters
            if set(some.keys) & set(self.unknown) and not self.is_narrowed_by(some)
        ]

    def is_narrowed_by(self, some: Filter) -> bool:
        return any(key in self.chosen for key in some.keys)


def read(listing, query: QueryDict) -> State:
    chosen, unknown = _filters(listing, query)
    order = _order(listing, query.get("sort", ""))
    columns = _columns(listing, ",".join(query.getlist("cols")))
    view = query.get("view", "")
    return State(
        listing=listing,
        q=clean_text(query.get("q", "")) if listing.search else "",
        chosen=chosen,
        order=order or listing.first_order,
        columns=columns or listing.first_columns,
        own_columns=bool(columns) and columns != listing.first_columns,
        view=view if any(view == known.key for known in listing.views) else "",
        cursor=query.get("cursor", ""),
        unknown=(*unknown, *(["sort"] if query.get("sort") and not order else [])),
    )


def _filters(listing, query):
    chosen, unknown = {}, []
    for some in listing.filters:
        if query.keys().isdisjoint(some.keys):
            continue
        values, not_understood = some.read(query)
        chosen.update(values)
        unknown += not_understood
    known = RESERVED | {key for some in listing.filters for key in some.keys}
    return chosen, [*unknown, *(key for key in query if key not in known)]


def _order(listing, text: str) -> Order | None:
    name = text.removeprefix("-")
    by = listing.sorts.get(name)
    return Order(name, by, text.startswith("-")) if by is not None else None


def _columns(listing, text: str) -> tuple:
    """The chosen columns in the list's own order; the first, which links to the record, is always there."""
    wanted = set(text.split(","))
    if not any(column.key in wanted for column in listing.columns):
        return ()
    return tuple(c for i, c in enumerate(listing.columns) if i == 0 or (c.key in wanted and not c.filed))
