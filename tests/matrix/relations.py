"""In which relation can a caller stand to what is named in an address, and how is each answered?

A relation gives the words of an address their values, for one caller. The answer follows from policy.csv by the rule of the
relation; relations.csv holds only what is answered otherwise, each line with its reason.
"""

import csv
import re
import uuid
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from django.db.models import Model

from core import ids
from tests.matrix.policy import Line

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
DIFFERING = {
    "x-request-id",
    "set-cookie",
    "date",
    "content-security-policy",
    "content-length",  # the body is compared
    "ratelimit",
}
SHOWN = re.compile(r"([a-z]+)_[0-9a-z]{20,}")  # as the API shows an id


@dataclass(frozen=True)
class Otherwise:
    relation: str
    route: str
    method: str
    answer: str
    why: str


@cache
def table() -> list[Otherwise]:
    with (Path(__file__).parent / "relations.csv").open(encoding="utf-8") as file:
        return [Otherwise(**row) for row in csv.DictReader(file)]


def otherwise(relation: str, line: Line) -> set[int]:
    """The statuses with which this line answers in this relation, where they are not what its rule says."""
    key = (relation, line.route, line.method)
    return {int(each.answer) for each in table() if (each.relation, each.route, each.method) == key}


def never(line: Line, has) -> str:
    """The address with the id of nothing that ever was in the place of each record, of the same kind as the true one."""
    return line.filled(
        lambda word: line.value(has, word) if word not in line.records else unlike(line.value(has, word))
    )


def unlike(value: str) -> str:
    if ID.fullmatch(value):
        return str(uuid.uuid5(uuid.NAMESPACE_OID, value))
    if shown := SHOWN.fullmatch(value):
        return ids.show(shown[1], uuid.uuid5(uuid.NAMESPACE_OID, value))
    return value[::-1]


def mixed(line: Line, own, other) -> list[str]:
    """Addresses of which one record is of the one firm, and the others are of the other."""
    rows = [word for word in line.records if isinstance(getattr(own, word), Model)]
    return [
        line.filled(lambda word, at=at: line.value(other if word == at else own, word)) for at in rows[len(rows) == 1 :]
    ]


def of_another(has) -> SimpleNamespace:
    """The firm, but what belongs to one person is a colleague's."""
    return SimpleNamespace(**{**vars(has), **vars(has.another)})


def heard(answer, path: str) -> tuple:
    """It without what differs from page to page: the address asked for, ids, tokens, the time of day."""
    body = answer.content.decode(errors="replace").replace(path, "")
    above = f"{path.rstrip('/').rpartition('/')[0]}/"  # the way back, one step up
    body = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,}|[\w:+/=-]{40,}|\b\d\d:\d\d\b", "", body.replace(above, ""))
    return answer.status, {key: value for key, value in answer.headers.items() if key.lower() not in DIFFERING}, body
