"""Where is it? Finds records by how a word of their name or number begins, and forgives a typo where little is found,
but not in a reference: another number is another record.

Kinds are listed in config/searchable.py. Every search starts at what the viewer may see, counts included.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import TrigramWordSimilarity
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import CharField, F, Lookup, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Collate, Greatest, Upper
from django.utils.module_loading import import_string

from core import limits
from core.actors import Actor
from core.database.written import Asked, asked

SHORTEST = 2  # letters that a search needs
ENOUGH = 5  # with this many by beginning, no typo is suspected
ALIKE = 0.45  # pg_trgm word similarity from which a name counts as meant
_TO_SAY = "what was typed%"  # stands where the pattern comes in
_FOR_ALIKE = """
select set_config('pg_trgm.word_similarity_threshold', %s, true), set_config('max_parallel_workers_per_gather', '0', true)
"""
_REFERENCE = re.compile(r"[a-z]{3}-\d+", re.IGNORECASE)  # SUB-0047: who types one means that one


@CharField.register_lookup
@TextField.register_lookup
class ILike(Lookup):
    """PostgreSQL's own LIKE without case, which trigrams of the column as it is can answer."""

    lookup_name = "ilike"

    def as_sql(self, compiler, connection):
        column, first = self.process_lhs(compiler, connection)
        pattern, then = self.process_rhs(compiler, connection)
        return f"{column} ilike {pattern}", [*first, *then]


@dataclass(frozen=True, eq=False)
class Searchable:
    """One kind of record. `rows(viewer)` starts at `visible_to`; `fields` are paths of text columns, the first the name.

    Of a record these values are read, and no more: `key` (what `url` is made of), `title` (the name, where nothing is said),
    `reference` and `note` are paths of columns. `titled` and `noted` make words of a value.
    """

    label: Any
    icon: str
    rows: Callable[[Actor], QuerySet]
    fields: tuple[str, ...]
    url: Callable[[Any], str]
    key: str = "pk"
    title: str = ""
    reference: str = ""
    note: str = ""
    titled: Callable[[Any], Any] = str
    noted: Callable[[Any], Any] = str

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The primary key comes first, by which a record is not found twice."""
        paths = ["pk", self.key, self.title or self.fields[0], self.reference, self.note]
        return tuple(dict.fromkeys(filter(None, paths)))

    def item(self, row: tuple) -> dict:
        value = dict(zip(self.paths, row, strict=True))
        return {
            "label": self.titled(value[self.title or self.fields[0]]),
            "url": self.url(value[self.key]),
            "icon": self.icon,
            "reference": value.get(self.reference, ""),
            "note": self.noted(value[self.note]) if self.note else "",
        }


def find(text: str, viewer: Actor, *, most: int) -> list[dict]:
    """Groups {label, items} of those kinds in which something was found; at most two statements a kind."""
    text = text.replace("\x00", "").strip()[: limits.SEARCH_LENGTH]
    if len(text) < SHORTEST:
        return []
    groups = [
        {"label": kind.label, "items": [kind.item(row) for row in _rows(kind, text, viewer, most)]} for kind in kinds()
    ]
    return [group for group in groups if group["items"]]


def _rows(kind: Searchable, text: str, viewer: Actor, most: int) -> list:
    """Names that begin so, in the order of the alphabet; then what has such a word elsewhere; then what is alike."""
    visible = kind.rows(viewer)
    found = _named_so(visible, kind, text, most)
    if len(found) < most:
        # In an order that no index has: for the first few of any, the planner would read the whole table.
        elsewhere = _others(visible.filter(_begins(kind, text)), found).order_by(Upper(kind.fields[0]), "pk")
        found += elsewhere.values_list(*kind.paths)[: most - len(found)]
    if len(found) >= min(most, ENOUGH) or _REFERENCE.fullmatch(text):
        return found
    alike = _others(_alike(visible, kind, text), found)
    return found + list(alike.values_list(*kind.paths)[: most - len(found)])


def _named_so(rows: QuerySet, kind: Searchable, text: str, most: int) -> list[tuple]:
    """By the first field alone, letter by letter in the order of one B-tree, so that the first few cost no more than that."""
    try:
        sql, params = _written(asked(rows), kind, most)
    except EmptyResultSet:
        return []
    pattern = f"{_plain(text.upper())}%"
    with connection.cursor() as cursor:
        cursor.execute(sql, [pattern if value == _TO_SAY else value for value in params])
        return cursor.fetchall()


@lru_cache(maxsize=256)
def _written(of: Asked, kind: Searchable, most: int) -> tuple[str, tuple]:
    """The statement; among its values the place of the pattern.

    What stands in another table is read row by row, for the few that are shown: a join takes as long to plan as the rest.
    """
    begins = Collate(Upper(kind.fields[0]), "C")
    rows = of.rows.annotate(begins=begins).filter(begins__startswith=_TO_SAY[:-1]).order_by("begins", "pk")
    return rows.values_list(*(_value(of.rows.model, path) for path in kind.paths))[:most].query.sql_with_params()


def _value(model: type[models.Model], path: str) -> str | Subquery:
    """A column of the record, or one a foreign key away."""
    key, _joined, column = path.partition("__")
    if not column:
        return path
    there = model._meta.get_field(key).related_model
    return Subquery(there._base_manager.filter(pk=OuterRef(key)).order_by().values(column))


def _begins(kind: Searchable, text: str) -> Q:
    """A word within a field begins with the text, or a field other than the name, which was asked before."""
    found, (name, *others) = Q(pk__in=[]), kind.fields
    for path in (name, *others):
        found |= Q(**{f"{path}__ilike": f"% {_plain(text)}%"})
    for path in others:
        found |= Q(**{f"{path}__ilike": f"{_plain(text)}%"})
    return found


def _alike(rows: QuerySet, kind: Searchable, text: str) -> QuerySet:
    """Some field has a word like the text: asked of the index by an operator, which reads its bound from the setting.

    The planner knows nothing of likeness, expects thousands of rows and would start processes to sort the few there are.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FOR_ALIKE, [str(ALIKE)])
    alike, likeness = Q(pk__in=[]), [TrigramWordSimilarity(text, path) for path in kind.fields]
    for path in kind.fields:
        alike |= Q(**{f"{path}__trigram_word_similar": text})
    best = Greatest(*likeness) if len(likeness) > 1 else likeness[0]
    return rows.filter(alike).annotate(likeness=best).order_by(F("likeness").desc(), "pk")


def _others(rows: QuerySet, found: list) -> QuerySet:
    return rows.exclude(pk__in=[row[0] for row in found]) if found else rows


def _plain(text: str) -> str:
    """For LIKE, with nothing in it that stands for other letters."""
    return re.sub(r"([\\%_])", r"\\\1", text)


@cache
def kinds() -> list[Searchable]:
    return import_string(settings.SEARCHABLE)


def found_by(name: str, first: str, *others: str) -> list[models.Index]:
    """The indexes by which a large table is searched in: the first field by its beginning, all of them by their trigrams."""
    fields = [first, *others]
    return [
        models.Index(Collate(Upper(first), "C"), "id", name=f"{name}_begins"),
        GinIndex(fields=fields, opclasses=["gin_trgm_ops"] * len(fields), name=f"{name}_trigrams"),
    ]
