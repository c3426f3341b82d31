"""How is a hot list answered by one statement? PostgreSQL writes the JSON; Python never sees a row.

For lists whose fields are plain columns or expressions. Same cursors, filters and orders as the slower way.
"""

import functools

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Func, QuerySet, TextField
from django.http import HttpResponse
from django.utils.translation import gettext as _

from core import paging
from core.api import pages
from core.database.written import Asked, asked

# One row more than is shown tells whether there is a next page; the cursor is made from the last one shown.
_PAGE = """
select coalesce(json_agg((select row_to_json(r) from (select {shown}) r)) filter (where n <= %s), '[]')::text,
       count(*), (array_agg(json_build_array({sort_key}, {row_key})) filter (where n = %s))[1]
from (select row_number() over () as n, t.* from ({sql}) t) page
"""


class ShownId(Func):
    """`ShownId("per", "pk")`: per_0193… made by the database, as core.ids.show makes it."""

    output_field = TextField()

    def __init__(self, prefix: str, expression, **extra):
        super().__init__(expression, **extra)
        self.extra["prefix"] = prefix
        self.template = f"('{_plain_word(prefix)}_' || replace((%(expressions)s)::text, '-', ''))"


def answer(request, queryset: QuerySet, fields: dict, *, order: paging.Order, about: str) -> HttpResponse:
    """One page as JSON. `fields` maps each name in the JSON to a field path or expression of ours. Raises Problem 422."""
    size, cursor = pages.size(request), request.query_params.get("cursor", "")
    try:
        mark = paging.read_mark(cursor, about, order) if cursor else None
    except paging.BadCursor as error:
        raise pages.wrong("cursor", _("Start again without a cursor; it belongs to another list or order.")) from error
    text, count, last = _fetch(queryset, fields, order, mark, size)
    next_cursor = paging.mark_of(*last, about=about, order=order) if count > size else ""
    quoted = f'"{next_cursor}"' if next_cursor else "null"
    body = f'{{"data":{text},"next_cursor":{quoted},"has_more":{"true" if next_cursor else "false"}}}'
    headers = {"Link": pages.link(request, next_cursor)} if next_cursor else {}
    return HttpResponse(body, content_type="application/json", headers=headers)


def _fetch(queryset: QuerySet, fields: dict, order: paging.Order, mark, size: int) -> tuple[str, int, list | None]:
    """(the rows as JSON, how many there are up to one more than `size`, sort value and key of the last one shown)."""
    try:
        sql, params = _written(asked(queryset), tuple(fields.items()), order, tuple(mark.items()) if mark else (), size)
    except EmptyResultSet:
        return "[]", 0, None
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()


@functools.lru_cache(maxsize=256)
def _written(of: Asked, fields: tuple, order: paging.Order, mark: tuple, size: int) -> tuple[str, tuple]:
    """The statement and its values.

    Nothing else may go into the text: all calls run in UTC, and what the caller may see is in the query, or behind
    the wall of the role in which each call runs.
    """
    model = of.rows.model
    columns = {column.name: column.column for column in model._meta.concrete_fields}
    told = {"sort_key": order.by, **{f"f_{_plain_word(name)}": by for name, by in fields}}
    plain = {name: by for name, by in told.items() if isinstance(by, str) and by in columns}
    made = {name: F(by) if isinstance(by, str) else by for name, by in told.items() if name not in plain}
    rows = of.rows.annotate(**made)
    rows = paging.put_in_order(rows, order, dict(mark), plain.get("sort_key", "sort_key"))
    rows = rows.values(*made, *{*plain.values(), model._meta.pk.name})[: size + 1]
    sql, params = rows.query.sql_with_params()
    source = {name: f'"{columns[plain[name]]}"' if name in plain else name for name in told}
    page = _PAGE.format(
        sql=sql,
        shown=", ".join(f'{source[f"f_{name}"]} as "{name}"' for name, _by in fields),
        sort_key=source["sort_key"],
        row_key=f'"{model._meta.pk.column}"',
    )
    return page, (size, size, *params)


def _plain_word(name: str) -> str:
    """Names become part of the SQL; they are ours, and this makes sure of it."""
    if not name.isascii() or not name.isidentifier():
        raise ValueError(f"{name!r} is not a plain name")
    return name
