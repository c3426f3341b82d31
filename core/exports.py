"""How does a list leave as CSV or XLSX, so that a spreadsheet shows it and never runs it?

The one writer. A cell that a spreadsheet could take for a formula gets a quote in front (CSV) or is
typed as text (XLSX). Dates are ISO 8601, moments in UTC.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

TRIGGERS = frozenset("=+-@|%")  # after NFKC, so full-width and small forms count; | and % begin DDE calls
MOST_ROWS, LONGEST_CELL = 1_048_575, 32_767  # of one XLSX sheet below its heading, and of one of its cells
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_IGNORED = {"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"}  # what a reader does not see
_INNER = re.compile(r"([;\t\r\n][^\S\t\r\n]*)(?=[=+\-@|%])")
Columns = Sequence[tuple[str, Any]]  # key and label


def respond(
    request: HttpRequest, name: str, columns: Columns, rows: Iterable[Sequence], kind: str = "csv"
) -> HttpResponse:
    """`rows` is read once, row by row, before the answer leaves, so that its queries run within the request's scope.

    `name` is the file's name without an ending. Raises KeyError for an unknown `kind`.
    """
    media_type = TYPES[kind]
    content = b"".join(csv_chunks(columns, rows)) if kind == "csv" else xlsx_bytes(columns, rows)
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{get_valid_filename(name)}.{kind}")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def csv_chunks(columns: Columns, rows: Iterable[Sequence]) -> Iterator[bytes]:
    """UTF-8 with a byte-order mark, every cell in quotes, lines end in CR LF (RFC 4180)."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    yield b"\xef\xbb\xbf"
    writer.writerow([defuse(str(label)) for _key, label in columns])
    for number, row in enumerate(rows, 1):
        writer.writerow([_csv_cell(value) for value in row])
        if number % 500 == 0:
            yield _drained(out)
    yield _drained(out)


def xlsx_bytes(columns: Columns, rows: Iterable[Sequence]) -> bytes:
    """One sheet, its heading bold and frozen; further sheets where the rows do not fit into one."""
    book, sheet = Workbook(write_only=True), None
    for number, row in enumerate(rows):
        if number % MOST_ROWS == 0:
            sheet = _sheet(book, columns)
        sheet.append([_xlsx_cell(sheet, value) for value in row])
    if sheet is None:
        _sheet(book, columns)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def defuse(text: str) -> str:
    """The same text with a quote before it where its first visible character could begin a formula.

    Blanks, control and invisible characters before it do not hide it; so do not line breaks, tabs and
    semicolons within, at which some spreadsheets cut cells.
    """
    inner = _INNER.sub(r"\1'", text)
    return "'" + inner if _is_risky(text) else inner


def as_it_was(text: str) -> str:
    """The text without the quote that `defuse` put before it: what left the house may be mended and come back."""
    return text[1:] if text.startswith("'") and defuse(text[1:]) == text else text


def as_text(value: Any) -> str:
    """A value in words: "" for None, yes or no, ISO dates, moments in UTC, lists with commas."""
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value.tzinfo else value.isoformat()
        case date():
            return value.isoformat()
        case list() | tuple() | set():
            return ", ".join(as_text(part) for part in value)
    return str(value)


def _is_risky(text: str) -> bool:
    for letter in unicodedata.normalize("NFKC", text):
        if letter in "\t\r\n\x00":
            return True
        if letter in TRIGGERS:
            return True
        if unicodedata.category(letter) not in _IGNORED:
            return False
    return False


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _csv_cell(value: Any) -> str:
    return str(value) if _is_number(value) else defuse(as_text(value))


def _xlsx_cell(sheet, value: Any):
    if _is_number(value):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", as_text(value))[:LONGEST_CELL]
    cell = WriteOnlyCell(sheet, text)
    cell.data_type, cell.number_format, cell.quotePrefix = "s", "@", True
    return cell


def _sheet(book: Workbook, columns: Columns):
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    heading = [_xlsx_cell(sheet, str(label)) for _key, label in columns]
    for cell in heading:
        cell.font = Font(bold=True)
    sheet.append(heading)
    return sheet


def _drained(out: StringIO) -> bytes:
    content = out.getvalue().encode("utf-8", "replace")
    out.seek(0)
    out.truncate()
    return content
