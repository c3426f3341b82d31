"""What is this list? Declared once beside its door; pages, exports and the API read the same declaration."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import ngettext_lazy

from core.actors import Actor
from core.paging import Order
from core.web.listing import state
from core.web.listing.columns import Column

ITEMS = ngettext_lazy("%(count)s item", "%(count)s items", "count")


@dataclass(frozen=True)
class View:
    """A ready-made tab: `params` are what its link puts into the URL. `done` marks one that is good when empty.

    A `counted` view shows how many rows it has, at the price of one statement a page.
    """

    key: str
    label: Any
    params: dict = field(default_factory=dict)
    done: bool = False
    counted: bool = False


@dataclass(frozen=True)
class Empty:
    """What stands where no record was ever made, and the way to make the first one, for who has one of the `rights`."""

    title: Any
    text: Any = ""
    url: str = ""
    action: Any = ""
    rights: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """`rows(viewer)` starts at `visible_to(viewer)` and brings along (select_related) what its columns show.

    `search` is a tuple of field paths that are looked into, or a function (queryset, text) -> queryset. `link` is a
    function of the row. `sort` names the first order, "-due" for descending. `more_sorts` are orders without a
    column. `count_as` is a lazy ngettext with %(count)s. `acts(row, viewer)` gives the deeds on one row and
    `bulk(viewer)` those on several, each {url, label} (bulk also icon, tone); they are drawn only where they are given.
    `prepare(rows)` works out at once, for a page or a stretch of a file, what columns show beyond the rows themselves.
    """

    key: str
    title: Any
    rows: Callable[..., QuerySet]
    columns: tuple[Column, ...]
    sort: str
    filters: tuple = ()
    search: Any = ()
    views: tuple[View, ...] = ()
    link: Callable[..., str] | None = None
    more_sorts: dict = field(default_factory=dict)
    count_as: Any = ITEMS
    can_export: bool = True
    sub: Any = ""
    empty: Empty | None = None
    acts: Callable[..., list[dict]] | None = None
    bulk: Callable[..., list[dict]] | None = None
    prepare: Callable[[list], None] | None = None

    def __post_init__(self):
        if self.sort.removeprefix("-") not in self.sorts:
            raise ValueError(f"{self.key}: the first order {self.sort!r} is not one of {sorted(self.sorts)}")
        if taken := state.RESERVED & {key for some in self.filters for key in some.keys}:
            raise ValueError(f"{self.key}: the names {sorted(taken)} belong to the engine")

    @cached_property
    def sorts(self) -> dict[str, Any]:
        return {**{c.key: c.sort for c in self.columns if c.sort is not None}, **self.more_sorts}

    @cached_property
    def first_order(self) -> Order:
        name = self.sort.removeprefix("-")
        return Order(name, self.sorts[name], self.sort.startswith("-"))

    @cached_property
    def first_columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not (column.hidden or column.filed))

    @cached_property
    def filed(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.filed)

    def bind(self, viewer: Actor) -> "Listing":
        """The list for one request of this viewer."""
        bound = copy(self)  # what was worked out from the declaration comes along
        object.__setattr__(bound, "filters", tuple(some.bind(viewer) for some in self.filters))
        return bound

    def read(self, query: QueryDict) -> state.State:
        return state.read(self, query)

    def narrow(self, rows: QuerySet, asked: state.State) -> QuerySet:
        """The rows that search and filters leave; in no order yet."""
        for some in self.filters:
            if asked.is_narrowed_by(some):
                rows = rows.filter(some.where(asked.chosen))
        return self._find(rows, asked.q) if asked.q else rows

    def _find(self, rows: QuerySet, text: str) -> QuerySet:
        if callable(self.search):
            return self.search(rows, text)
        found = Q(pk__in=[])
        for path in self.search:
            found |= Q(**{f"{path}__icontains": text})
        return rows.filter(found)
