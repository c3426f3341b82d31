"""Which rows come next? Keyset pages over any queryset: no OFFSET, no COUNT, stable while rows come and go.

A cursor is signed and names the list and the order that it belongs to. It holds the sort value and key of one row;
the queryset it is applied to still decides which rows may be seen at all.
"""

import datetime
import decimal
import uuid
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.db.models.expressions import Combinable

_SALT = "ringfence.paging"


class BadCursor(ValueError):
    """The cursor was not made here, or belongs to another list or order."""


@dataclass(frozen=True)
class Order:
    """`name` as the URL says it (without the minus); `by` is a field path or an expression written in our code."""

    name: str
    by: Any = "pk"
    descending: bool = False

    @property
    def said(self) -> str:
        return f"-{self.name}" if self.descending else self.name


@dataclass(frozen=True)
class Page:
    rows: list
    next_cursor: str = ""
    previous_cursor: str = ""


def take(queryset: QuerySet, order: Order, *, size: int, cursor: str = "", about: str = "") -> Page:
    """`size` rows of the list `about` after (or before) the cursor, by one statement. Raises BadCursor."""
    mark = read_mark(cursor, about, order) if cursor else None
    backwards = bool(mark and mark["b"])
    rows = list(start(queryset, order, mark)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    has_next, has_previous = (True, more) if backwards else (more, mark is not None)
    return Page(
        rows,
        next_cursor=_write(rows[-1], about, order, False) if has_next and rows else "",
        previous_cursor=_write(rows[0], about, order, True) if has_previous and rows else "",
    )


@dataclass(frozen=True)
class Beside:
    """How many stand before a row, and the rows next to it, None at the ends."""

    before: int
    previous: Any
    next: Any


def beside(queryset: QuerySet, order: Order, key, *, most: int) -> Beside | None:
    """Where the row with this primary key stands; None where it does not. `before` is counted up to `most`."""
    here = start(queryset, order, None).filter(pk=key).values("sort_key", "pk").first()
    if here is None:
        return None
    ahead, behind = (start(queryset, order, {"v": here["sort_key"], "k": key, "b": back}) for back in (False, True))
    return Beside(behind[:most].count(), behind.first(), ahead.first())


def start(queryset: QuerySet, order: Order, mark: dict | None) -> QuerySet:
    """The queryset in order, from the mark on, each row with its `sort_key`."""
    by = order.by if isinstance(order.by, Combinable) else F(order.by)
    return put_in_order(queryset.annotate(sort_key=by), order, mark, "sort_key")


def put_in_order(queryset: QuerySet, order: Order, mark: dict | None, key: str) -> QuerySet:
    """By the field or annotation `key`, which holds what the order goes by, then by primary key; from the mark on."""
    nullable = _may_be_null(queryset.model, order.by)
    down = order.descending != bool(mark and mark["b"])
    if mark:
        queryset = queryset.filter(_beyond(mark, key, down, nullable))
    side = "-" if down else ""
    if not nullable:
        return queryset.order_by(f"{side}{key}", f"{side}pk")
    # Empty values stand last; read backwards, they come first.
    empty = {"nulls_first": True} if mark and mark["b"] else {"nulls_last": True}
    return queryset.order_by(F(key).desc(**empty) if down else F(key).asc(**empty), f"{side}pk")


def _beyond(mark: dict, key: str, down: bool, nullable: bool) -> Q:
    """The rows past the mark. Empty sort values stand last, so going back they come first."""
    side = "lt" if down else "gt"
    past_key = Q(**{f"pk__{side}": mark["k"]})
    if mark["v"] is None:
        empty = Q(**{f"{key}__isnull": True}) & past_key
        return Q(**{f"{key}__isnull": False}) | empty if mark["b"] else empty
    # `>= v and (> v or ...)` and not a bare `or`: the first half is what an index range can use.
    past = Q(**{f"{key}__{side}e": mark["v"]}) & (Q(**{f"{key}__{side}": mark["v"]}) | past_key)
    return past | Q(**{f"{key}__isnull": True}) if nullable and not mark["b"] else past


def _may_be_null(model, by) -> bool:
    """Whether the sort value can be empty; what cannot be told counts as yes."""
    if not isinstance(by, str):
        return True
    if by == "pk":
        return False
    for name in by.split(LOOKUP_SEP):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            return True
        if getattr(field, "null", True):
            return True
        model = field.related_model
    return False


def mark_of(value, key, *, about: str, order: Order, backwards: bool = False) -> str:
    """The cursor at the row with this sort value and primary key."""
    mark = {"a": about, "o": order.said, "v": _plain(value), "k": str(key), "b": backwards}
    return signing.dumps(mark, salt=_SALT, compress=True)


def _write(row, about: str, order: Order, backwards: bool) -> str:
    value, key = (row["sort_key"], row["pk"]) if isinstance(row, dict) else (row.sort_key, row.pk)
    return mark_of(value, key, about=about, order=order, backwards=backwards)


def read_mark(cursor: str, about: str, order: Order) -> dict:
    """What the cursor holds: a(bout), o(rder), v(alue), k(ey), b(ackwards). Raises BadCursor."""
    try:
        mark = signing.loads(cursor, salt=_SALT)
    except signing.BadSignature as error:
        raise BadCursor("not made here") from error
    if (mark["a"], mark["o"]) != (about, order.said):
        raise BadCursor("made for another list or order")
    return mark


def _plain(value):
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime.date):  # a datetime is one, too; microseconds are kept
        return value.isoformat()
    if isinstance(value, decimal.Decimal | uuid.UUID):
        return str(value)
    raise TypeError(f"a list cannot be sorted by {type(value).__name__}")
