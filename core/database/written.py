"""Was this statement written before? Writing one takes the ORM longer than PostgreSQL takes to carry it out.

What is kept are the words of a statement for a queryset, never an answer: `asked` is the key of an lru_cache around a
function that makes (sql, params) of it.
"""

import pickle
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import get_language


@dataclass(frozen=True)
class Asked:
    """A queryset that equals every other one with the same conditions, the same values in them and the same words."""

    rows: QuerySet = field(compare=False)
    query: bytes
    language: str


def asked(queryset: QuerySet) -> Asked:
    return Asked(queryset, pickle.dumps(queryset.query), get_language())
