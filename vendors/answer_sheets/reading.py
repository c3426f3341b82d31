"""What does a workbook that comes back say, and where is something wrong with it? Cells are read and nothing is worked out."""

import datetime
import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from vendors.answer_sheets import layout, writing
from vendors.people_files import sheets

MOST_ROWS, MOST_COLUMNS, LETTERS = 2_000, 60, 32_767
# What openpyxl raises on a broken workbook; a SyntaxError is the XML.
BROKEN = (
    zipfile.BadZipFile,
    SyntaxError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
)


class Unreadable(ValueError):
    """`sentence` says what is wrong with the workbook as a whole, and what to do."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Wrong:
    """What is wrong in one cell, and how to put it right."""

    sheet: str
    cell: str
    sentence: str


@dataclass
class Said:
    """What the workbook says to one question. `value`: text; option -> text; or rows of column -> text, by type of question.
    `cells` names each cell by what stands in it: `value`, `comment`, an option, or (row from 0, column)."""

    mark: str = ""
    value: Any = None
    comment: str = ""
    sheet: str = ""
    cells: dict = field(default_factory=dict)
    table_sheet: str = ""


class Book:
    """A workbook as it came. `about` is the token that it left with. Raises Unreadable."""

    def __init__(self, content: bytes):
        from openpyxl import load_workbook  # large: read when a workbook comes

        try:
            self._book = load_workbook(io.BytesIO(content), read_only=True)
            self.about = self._only_cell()
            self._rows = {sheet.title: self._read(content, sheet) for sheet in self._book.worksheets}
        except Unreadable:
            raise
        except BROKEN as error:
            raise Unreadable(
                _("The file cannot be read as a workbook. Save it as XLSX and choose it again.")
            ) from error

    def answers(self, questions: list[dict]) -> tuple[dict[str, Said], list[Wrong]]:
        """Question -> what is said, and the cells that cannot be read."""
        self._asked = {question["id"]: question for question in questions}
        self._said: dict[str, Said] = {}
        self.wrong: list[Wrong] = []
        tables = {}
        for title, rows in self._rows.items():
            key = _text(rows.get((1, 1)))
            if key.startswith(layout.SECTION):
                self._section(title, rows)
            elif key.startswith(layout.TABLE):
                tables[key.removeprefix(layout.TABLE)] = (title, rows)
        for key, (title, rows) in tables.items():
            self._table(key, title, rows)
        self._check_whole(tables)
        return self._said, self.wrong

    def _only_cell(self) -> str:
        if layout.ABOUT not in self._book.sheetnames:
            raise Unreadable(
                _("This is not a workbook of a questionnaire. Download the one of this questionnaire and fill it in.")
            )
        return _text(next(iter(self._book[layout.ABOUT].iter_rows(max_row=1, max_col=1)), [None])[0])

    def _read(self, content: bytes, sheet) -> dict:
        """(row, column) -> cell, empty ones left out. Raises Unreadable for merged cells."""
        if sheet.title in {layout.ABOUT, layout.LISTS}:
            return {}
        if merged := sheets.merged(content, sheet._worksheet_path):
            said = {"sheet": sheet.title, "cells": merged}
            raise Unreadable(
                _(
                    "Sheet “%(sheet)s”, cells %(cells)s: these cells are merged. Unmerge them, and upload the file again."
                )
                % said
            )
        rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
        return {(cell.row, cell.column): cell for row in rows for cell in row if cell.value is not None}

    def _section(self, title: str, rows: dict) -> None:
        heads = [_text(rows.get((1, at))) for at in range(2, 2 + len(layout.COLUMNS))]
        if heads != list(layout.COLUMNS):
            return self._moved(title)
        for number in sorted({row for row, _column in rows if row >= layout.TOP}):
            self._row(title, number, rows)
        return None

    def _row(self, title: str, number: int, rows: dict) -> None:
        key, _mark, option = _text(rows.get((number, 1))).partition(layout.OPTION)
        if not key:
            if any((number, at) in rows for at in (5, 6)):
                self._find(
                    title, f"{layout.ANSWER}{number}", _("This row belongs to no question. Move the answer to its row.")
                )
            return None
        if key not in self._asked:
            return self._find(
                title, f"C{number}", _("This question is not asked in this questionnaire. Leave its row as it was.")
            )
        said = self._said.setdefault(key, Said(sheet=title))
        place = option or "value"
        if place in said.cells:
            return self._find(title, f"C{number}", _("This question stands here twice. Keep one of the rows."))
        said.mark = said.mark or _text(rows.get((number, 2)))
        said.cells[place] = f"{layout.ANSWER}{number}"
        text = self._cell(title, number, 5, rows)
        if option:
            said.value = {**(said.value or {}), option: text}
        else:
            said.value = text
        if "comment" not in said.cells:
            said.cells["comment"] = f"{layout.COMMENT}{number}"
            said.comment = self._cell(title, number, 6, rows)
        return None

    def _table(self, key: str, title: str, rows: dict) -> None:
        asked = self._asked.get(key)
        if asked is None or key not in self._said or asked["type"] != "table":
            return self._find(title, "A1", _("This table is not asked in this questionnaire. Remove its sheet."))
        columns = [column["id"] for column in asked["table"]["columns"]]
        if [_text(rows.get((1, at))) for at in range(3, 3 + len(columns))] != columns:
            return self._moved(title)
        said = self._said[key]
        found: list[dict] = []
        said.table_sheet = title
        for number in sorted({row for row, column in rows if row >= layout.TOP and column >= 3}):
            row = {name: self._cell(title, number, at, rows) for at, name in enumerate(columns, 3)}
            if any(row.values()):
                said.cells |= {(len(found), name): f"{_letter(at)}{number}" for at, name in enumerate(columns, 3)}
                found.append(row)
        most = asked["table"]["max_rows"]
        if len(found) > most:
            self._find(
                title,
                f"C{layout.TOP + most}",
                _("At most %(most)d rows can be taken. Put the rest in the comment.") % {"most": most},
            )
        said.value = found[:most]
        return None

    def _check_whole(self, tables: dict) -> None:
        """What should be there and is not."""
        for key, asked in self._asked.items():
            if key not in self._said:
                self._find(
                    "",
                    "",
                    _("The row of this question is missing; its answer stays as it is: %(question)s")
                    % {"question": asked["text"]},
                )
            elif asked["type"] == "table" and key not in tables:
                said = self._said.pop(key)
                self._find(
                    said.sheet, said.cells["value"], _("The sheet of this table is missing; its answer stays as it is.")
                )
            elif asked["type"] == "multiple" and set(self._options(asked)) - set(self._said[key].cells):
                said = self._said.pop(key)
                self._find(
                    said.sheet,
                    said.cells["comment"],
                    _("A row of this question is missing; its answer stays as it is."),
                )

    def _options(self, asked: dict) -> list[str]:
        return [option["id"] for option in asked["options"]]

    def _cell(self, title: str, row: int, column: int, rows: dict) -> str:
        cell = rows.get((row, column))
        if cell is not None and cell.data_type == "f":
            self._find(title, f"{_letter(column)}{row}", _("This is a formula. Type the answer itself."))
            return FORMULA
        if cell is not None and cell.data_type == "e":
            self._find(
                title, f"{_letter(column)}{row}", _("This cell holds an error of the spreadsheet. Type the answer.")
            )
            return FORMULA
        return _text(cell)

    def _moved(self, title: str) -> None:
        self._find(
            title, "A1",
            _("The columns of this sheet were moved, renamed or removed. Download the workbook again and copy your answers into it."),
        )  # fmt: skip

    def _find(self, sheet: str, cell: str, sentence: str) -> None:
        self.wrong.append(Wrong(sheet, cell, sentence))


FORMULA = "\x00"  # stands for what was not read, and is told already


def kept_of(column: dict, shown: str) -> str | None:
    """What is kept for a cell that offers choices, by its words or its key; None where it is none of them."""
    offered = writing.choices(column)
    return _chosen(offered, shown)


def option_of(asked: dict, shown: str) -> str | None:
    return _chosen([(option["id"], option["text"]) for option in asked["options"]], shown)


def _chosen(offered: list[tuple[str, str]], shown: str) -> str | None:
    wanted = _plain(shown)
    return next((key for key, text in offered if wanted in {_plain(text), key.lower()}), None)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", str(text)).strip().lower()


def _text(cell) -> str:
    """A cell in words: days in ISO form, whole numbers without a point."""
    value = getattr(cell, "value", cell)
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return f"{value:.12g}" if abs(value) < 10**12 else str(value)
    return str(value).strip()[:LETTERS]


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)
