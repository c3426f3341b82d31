"""How is a hot list answered by one statement? PostgreSQL writes the JSON; Python never sees a row.

For lists whose fields are plain columns or expressions. Same cursors, filters and orders as the slower way.
"""

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Func, QuerySet, TextField
from django.http import HttpResponse
from django.utils.translation import gettext as _

from core import paging
from core.api import pages

_PAGE = """
with page as (select row_number() over () as n, t.* from ({sql}) t),
     shown as (select * from page where n <= %s)
select coalesce((select json_agg(json_build_object({pairs}) order by n)::text from shown), '[]'),
       (select count(*) from page),
       (select json_build_array(sort_key, row_key) from shown order by n desc limit 1)
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
    text, count, last = _fetch(paging.start(queryset, order, mark), fields, size)
    next_cursor = paging.mark_of(*last, about=about, order=order) if count > size else ""
    quoted = f'"{next_cursor}"' if next_cursor else "null"
    body = f'{{"data":{text},"next_cursor":{quoted},"has_more":{"true" if next_cursor else "false"}}}'
    headers = {"Link": pages.link(request, next_cursor)} if next_cursor else {}
    return HttpResponse(body, content_type="application/json", headers=headers)


def _fetch(queryset: QuerySet, fields: dict, size: int) -> tuple[str, int, list | None]:
    named = {f"f_{_plain_word(name)}": F(by) if isinstance(by, str) else by for name, by in fields.items()}
    pairs = ", ".join(f"'{name}', f_{name}" for name in fields)
    rows = queryset.annotate(**named, row_key=F("pk")).values(*named, "sort_key", "row_key")[: size + 1]
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return "[]", 0, None
    with connection.cursor() as cursor:
        cursor.execute(_PAGE.format(sql=sql, pairs=pairs), [*params, size])
        return cursor.fetchone()


def _plain_word(name: str) -> str:
    """Names become part of the SQL; they are ours, and this makes sure of it."""
    if not name.isascii() or not name.isidentifier():
        raise ValueError(f"{name!r} is not a plain name")
    return name
