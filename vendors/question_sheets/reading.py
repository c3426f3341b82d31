"""What stands in a workbook of questions? Its sheets, cell by cell, within limits; nothing is worked out."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.exports import as_it_was
from vendors.answer_sheets.reading import BROKEN
from vendors.people_files import sheets
from vendors.people_files.tables import Unreadable
from vendors.question_sheets.columns import HEADS

ROWS, COLUMNS, HEAD_WITHIN = 600, 60, 20
DEEP = 20_000  # rows that are looked at, the empty ones included


@dataclass(frozen=True)
class Cell:
    """`name` as a spreadsheet says it: B7. `fault`: "formula" or "error" where its text is not what somebody wrote."""

    name: str
    column: int
    text: str
    fault: str = ""


@dataclass(frozen=True)
class Merged:
    """A merged range; rows and columns count from 1."""

    name: str
    top: int
    bottom: int
    left: int
    right: int


@dataclass
class Sheet:
    """`head`: the heads from the first column on, found in row `head_row`; `rows`: number -> its filled cells, below it."""

    title: str
    head_row: int = 1
    head: list[str] = field(default_factory=list)
    rows: dict[int, list[Cell]] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)

    @property
    def first(self) -> list[str]:
        """The first row below the head, as long as the head."""
        found = {cell.column: cell.text for cell in next(iter(self.rows.values()), [])}
        return [found.get(number, "") for number in range(1, len(self.head) + 1)]


@dataclass(frozen=True)
class Book:
    sheets: list[Sheet]
    hidden: list[str]

    def sheet(self, title: str) -> Sheet:
        """The one with this title; otherwise the one whose heads we know best."""
        named = [each for each in self.sheets if each.title == title]
        return (named or sorted(self.sheets, key=lambda each: -len(HEADS.propose(each.head))))[0]


def book(content: bytes) -> Book:
    """Raises Unreadable."""
    from openpyxl import load_workbook  # large: read when a workbook comes

    try:
        opened = load_workbook(io.BytesIO(content), read_only=True)
        shown = [each for each in opened.worksheets if each.sheet_state == "visible"]
        found = [_sheet(content, each) for each in shown]
    except Unreadable:
        raise
    except BROKEN as error:
        raise Unreadable(_("The file cannot be read as a workbook. Save it as XLSX and choose it again.")) from error
    filled = [each for each in found if each.rows]
    if not filled:
        raise Unreadable(
            _("No sheet has a row of heads and a question below it. Fill in the template, or add a row of heads.")
        )
    return Book(filled, [each.title for each in opened.worksheets if each not in shown])


def _sheet(content: bytes, source) -> Sheet:
    made = Sheet(source.title, merged=[_range(each) for each in sheets.ranges(content, source._worksheet_path)])
    rows = dict(_rows(source))
    made.head_row = _head_row(rows)
    made.head = _head(rows.get(made.head_row, []))
    made.rows = {number: cells for number, cells in rows.items() if number > made.head_row}
    return made


def _rows(source) -> Iterator[tuple[int, list[Cell]]]:
    found = 0
    for cells in source.iter_rows(max_row=DEEP, max_col=COLUMNS):
        filled = [_cell(cell) for cell in cells if cell.value not in (None, "")]
        kept = [cell for cell in filled if cell.text or cell.fault]
        if not kept:
            continue
        found += 1
        if found > ROWS:
            raise Unreadable(
                _("Sheet “%(sheet)s” has more than %(most)s rows. Split the questionnaire.")
                % {"sheet": source.title, "most": ROWS}
            )
        yield next(cell.row for cell in cells if cell.value is not None), kept


def _cell(cell) -> Cell:
    fault = {"f": "formula", "e": "error"}.get(cell.data_type, "")
    return Cell(f"{cell.column_letter}{cell.row}", cell.column, _text(cell.value), fault)


def _text(value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return as_it_was(str(value).strip())


def _head_row(rows: dict[int, list[Cell]]) -> int:
    """Titles and notes may stand above the heads."""
    near = list(rows)[:HEAD_WITHIN]
    return max(near, key=lambda number: (len(HEADS.sure(_head(rows[number]))), -number), default=1)


def _head(cells: list[Cell]) -> list[str]:
    found = {cell.column: cell.text for cell in cells}
    return [found.get(number, "") for number in range(1, max(found, default=0) + 1)]


def _range(name: str) -> Merged:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(name)
    return Merged(name, top, bottom, left, right)
