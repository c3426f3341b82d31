"""What stands in a column, and what does it become in a file?"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

KINDS = {"text", "id", "number", "day", "moment", "tag", "risk", "person", "company", "notes"}
_WORDS = {"text", "id", "number", "person", "company"}  # kinds that show nothing for None; the others say so in words


@dataclass(frozen=True)
class Cell:
    """One cell of a page. `kind` picks the look (`notes`: each {label, text} or {label, before, after}), `tone` and `icon` dress a tag, `sub` is the small second line.

    `reference` is the record's own number, shown before `sub`. `label` goes before it on a small screen, where the
    column's head is not seen: of itself before a figure or date, before words where the cell names one.
    """

    value: Any
    kind: str = "text"
    sub: Any = ""
    url: str = ""
    tone: str = ""
    icon: str = ""
    reference: str = ""
    label: Any = ""


@dataclass(frozen=True)
class Column:
    """`show` is an attribute path ("vendor.name") or a function of the row that returns a value or a Cell.

    `sort` is a field path or database expression; a column without it cannot be sorted by. `hidden` columns wait in
    the column chooser. `export` is a function of the row where the file shall say something else than the page.
    `filed` columns stand in every file and on no page: what joins a row with other data, or what the page says beside.
    """

    key: str
    label: Any
    show: str | Callable | None = None
    sort: Any = None
    kind: str = "text"
    hidden: bool = False
    export: Callable | None = None
    filed: bool = False

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"no cell is of kind {self.kind!r}")

    def value(self, row):
        return self.show(row) if callable(self.show) else _follow(row, self.show or self.key)

    def cell(self, row) -> Cell:
        value = self.value(row)
        if isinstance(value, Cell):
            return value
        label = "" if self.kind == "text" else self.label
        return Cell("" if value is None and self.kind in _WORDS else value, kind=self.kind, label=label)

    def plain(self, row):
        """The value for CSV and XLSX: what the page says, without dress."""
        value = self.export(row) if self.export else self.value(row)
        value = value.value if isinstance(value, Cell) else value
        return value if isinstance(value, int | datetime.date) else "" if value is None else str(value)


def _follow(row, path: str):
    """An attribute path from our own code; a missing link in the middle gives None."""
    for name in path.split("."):
        row = row.get(name) if isinstance(row, dict) else getattr(row, name) if row is not None else None
    return row
