"""A spreadsheet shows what we export and never runs it."""

import csv
import uuid
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.test import RequestFactory
from openpyxl import load_workbook

from core import exports

COLUMNS = [("name", "Name"), ("note", "Note")]
FORMULA = "=HYPERLINK(1)"
LEADS = [
    "", " ", "  ", "\t", "\n", "\r", "\r\n", "\x00", "\x0b", "\x0c", "\x1f", "\u00a0", "\u2003", "\u3000", "\ufeff", "\u200b",
    "\u200e", "\u202e", "\u2060", "\u00ad", "\u2028", "\u180e", "\ue000", " \t\u200b\ufeff",
]  # fmt: skip
STARTS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\uff1d1+1", "\uff0b1+1", "\uff0d1+1", "\uff20SUM(A1)", "\ufe661+1", "\ufe62+1",
    "\ufe63 1", "\ufe6bSUM", "=cmd|' /C calc'!A0", "|cmd", "%0A=1", "-2+3+cmd|' /C calc'!A0",
]  # fmt: skip
PAYLOADS = [lead + FORMULA for lead in LEADS] + STARTS
HARMLESS = [
    "Alpha & Söhne GmbH",
    "O'Neill",
    "a=b",
    "1-2",
    "x, -5 degrees",
    "",
    "e@mail",
    "Łódź",
    "'quoted",
    "日本",
    "a+b",
    "\u00fc=1",
]


def rows_of(kind: str, rows: list) -> list[list]:
    content = exports.respond(RequestFactory().get("/"), "list", COLUMNS, iter(rows), kind).content
    if kind == "csv":
        return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    return [[cell.value or "" for cell in row] for row in load_workbook(BytesIO(content)).active.rows]


def test_there_are_forty_payloads():
    assert len(PAYLOADS) == len(set(PAYLOADS)) == 40


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_no_payload_begins_a_csv_cell(payload):
    assert rows_of("csv", [[payload, "x"]])[1][0].startswith("'")


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_no_payload_is_a_formula_in_xlsx(payload):
    content = exports.xlsx_bytes(COLUMNS, [[payload, "x"]])
    cell = load_workbook(BytesIO(content)).active["A2"]
    assert cell.data_type == "s" and cell.quotePrefix and cell.number_format == "@"


@pytest.mark.parametrize("cut", [";", "\t", "\n", "\r\n", "; ", "\n\u00a0"])
def test_a_cell_that_is_cut_elsewhere_still_holds_no_formula(cut):
    written = rows_of("csv", [[f"words{cut}=1+1", "x"]])[1][0]
    assert written == f"words{cut}'=1+1"


@pytest.mark.parametrize("text", HARMLESS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_harmless_text_is_left_as_it_is(text, kind):
    assert rows_of(kind, [[text, "x"]])[1][0] == text


def test_headings_are_guarded_too():
    columns = [("a", "=1+1"), ("b", "B")]
    assert b'"\'=1+1"' in b"".join(exports.csv_chunks(columns, []))
    assert load_workbook(BytesIO(exports.xlsx_bytes(columns, []))).active["A1"].data_type == "s"


def test_values_become_iso_and_words():
    moment = datetime(2026, 11, 24, 9, 0, tzinfo=timezone(timedelta(hours=2)))
    ident = uuid.uuid4()
    values = [None, True, date(2026, 1, 2), moment, ["a", "b"], ident]
    assert [exports.as_text(value) for value in values] == [
        "",
        "yes",
        "2026-01-02",
        "2026-11-24T07:00:00Z",
        "a, b",
        str(ident),
    ]
    assert exports.as_text(moment.astimezone(UTC)) == "2026-11-24T07:00:00Z"


def test_numbers_stay_numbers():
    assert rows_of("csv", [[-5, Decimal("-1.50")]])[1] == ["-5", "-1.50"]
    assert rows_of("xlsx", [[-5, 1.5]])[1] == [-5, 1.5]


def test_csv_opens_in_a_spreadsheet_and_survives_quotes_and_breaks():
    response = exports.respond(RequestFactory().get("/"), "Sub contractors/2026", COLUMNS, [['say "hi"', "two\nlines"]])
    assert response.content.startswith(b'\xef\xbb\xbf"Name","Note"\r\n')
    assert rows_of("csv", [['say "hi"', "two\nlines"]])[1] == ['say "hi"', "two\nlines"]
    assert response["Content-Disposition"] == 'attachment; filename="Sub_contractors2026.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_heading_is_bold_and_stays_in_sight():
    sheet = load_workbook(BytesIO(exports.xlsx_bytes(COLUMNS, [["a", "b"]]))).active
    assert sheet.freeze_panes == "A2" and sheet["A1"].font.bold and not sheet["A2"].font.bold


def test_rows_that_do_not_fit_one_sheet_go_on_the_next(monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 3)
    book = load_workbook(BytesIO(exports.xlsx_bytes(COLUMNS, ([n, "x"] for n in range(7)))))
    assert [sheet.max_row for sheet in book] == [4, 4, 2]


def test_a_cell_longer_than_xlsx_allows_is_cut_not_lost():
    content = exports.xlsx_bytes(COLUMNS, [["x" * 40_000, "\x08bell"]])
    assert [len(cell.value) for cell in list(load_workbook(BytesIO(content)).active.rows)[1]] == [32_767, 4]
