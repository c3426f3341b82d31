"""Where is it? Finds records by how a word of their name or number begins, and forgives a typo where little is found,
but not in a reference: another number is another record.

Kinds are listed in config/searchable.py. Every search starts at what the viewer may see, counts included.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils.module_loading import import_string

from core import limits
from core.actors import Actor

SHORTEST = 2  # letters that a search needs
ENOUGH = 5  # with this many by beginning, no typo is suspected
ALIKE = 0.45  # pg_trgm word similarity from which a name counts as meant
_REFERENCE = re.compile(r"[a-z]{3}-\d+", re.IGNORECASE)  # SUB-0047: who types one means that one


@dataclass(frozen=True)
class Searchable:
    """One kind of record. `rows(viewer)` starts at `visible_to`; `fields` are paths of text columns, the first the name."""

    label: Any
    icon: str
    rows: Callable[[Actor], QuerySet]
    fields: tuple[str, ...]
    url: Callable[[Any], str]
    reference: Callable[[Any], str] = lambda row: ""
    note: Callable[[Any], Any] = lambda row: ""
    title: Callable[[Any], str] = str

    def item(self, row) -> dict:
        return {
            "label": self.title(row),
            "url": self.url(row),
            "icon": self.icon,
            "reference": self.reference(row),
            "note": self.note(row),
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
    visible = kind.rows(viewer)
    found = list(visible.filter(_begins(kind, text)).order_by(kind.fields[0], "pk")[:most])
    if len(found) >= min(most, ENOUGH) or _REFERENCE.fullmatch(text):
        return found
    known = [row.pk for row in found]
    return found + list(_alike(visible.exclude(pk__in=known), kind, text)[: most - len(found)])


def _begins(kind: Searchable, text: str) -> Q:
    """The field, or a word in it, begins with the text."""
    found = Q(pk__in=[])
    for path in kind.fields:
        found |= Q(**{f"{path}__istartswith": text}) | Q(**{f"{path}__icontains": f" {text}"})
    return found


def _alike(rows: QuerySet, kind: Searchable, text: str) -> QuerySet:
    likeness = [TrigramWordSimilarity(text, path) for path in kind.fields]
    best = Greatest(*likeness) if len(likeness) > 1 else likeness[0]
    return rows.annotate(likeness=best).filter(likeness__gte=ALIKE).order_by(F("likeness").desc(), "pk")


@cache
def kinds() -> list[Searchable]:
    return import_string(settings.SEARCHABLE)
