"""What stands in the file? Rows of text out of CSV or XLSX, one at a time, within limits."""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.exports import as_it_was
from vendors.people_files import sheets

ROWS, COLUMNS, LETTERS = 20_000, 60, 500
UTF_8, WINDOWS = "utf-8", "windows-1252"


class Unreadable(ValueError):
    """`sentence` says what is wrong with the file as a whole."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


def rows(content: bytes, *, is_sheet: bool) -> Iterator[tuple[int, list[str]]]:
    """(row number as a spreadsheet counts, cells), the head first; empty rows are passed over. Raises Unreadable."""
    found = 0
    for number, cells in enumerate(_sheet(content) if is_sheet else _csv(content), 1):
        if not any(cells):
            continue
        found += 1
        if found > ROWS + 1:
            raise Unreadable(_("The file has more than %(most)s rows. Split it.") % {"most": ROWS})
        if len(cells) > COLUMNS:
            raise Unreadable(_("The file has more than %(most)s columns.") % {"most": COLUMNS})
        yield number, [cell[:LETTERS] for cell in cells]


def encoding_of(content: bytes) -> str:
    """How the letters of a CSV are written: what Excel calls "CSV UTF-8", or its plain "CSV" in the west of Europe."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return WINDOWS
    return UTF_8


def _csv(content: bytes) -> Iterator[list[str]]:
    text = content.decode("cp1252" if encoding_of(content) == WINDOWS else "utf-8-sig", "replace")
    first = text[: text.find("\n") if "\n" in text else len(text)]
    mark = max(",;\t", key=first.count)
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True):
            yield [as_it_was(cell.strip()) for cell in cells]
    except csv.Error as error:
        raise Unreadable(_("The file is not a well-formed CSV: %(why)s") % {"why": error}) from error


def _sheet(content: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook  # large: read when a workbook comes
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Unreadable(_("The file is not a workbook that can be read.")) from error
    sheet = book.worksheets[0]
    if merged := sheets.merged(content, sheet._worksheet_path):
        raise Unreadable(
            _(
                "Cells %(cells)s are merged. A row must have its own cells: unmerge them, fill them, and upload the file again."
            )
            % {"cells": merged}
        )
    for cells in sheet.iter_rows(values_only=True, max_col=COLUMNS + 1):
        kept = [_word(cell) for cell in cells]
        while kept and not kept[-1]:
            kept.pop()
        yield kept


def _word(value) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
