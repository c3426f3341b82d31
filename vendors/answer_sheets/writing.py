"""How does a questionnaire become a workbook? Answers so far filled in, choices as lists, all but the answers protected."""

import datetime
import re
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation

from vendors import places, quantities
from vendors.answer_sheets import layout

OPEN = PatternFill("solid", fgColor="FFFBE6")
_NAME = re.compile(r"[\\/*?:\[\]]")


@dataclass(frozen=True)
class Line:
    """One question as it stands: `is_open` where it may be changed, `how` in words what it wants."""

    question: dict
    value: object = None
    comment: str = ""
    version: str = ""
    files: int = 0
    is_open: bool = True


@dataclass
class Lists:
    """The hidden sheet of choices: one column a list, each written once."""

    sheet: object
    ranges: dict = field(default_factory=dict)

    def range_of(self, words: tuple[str, ...]) -> str:
        if words not in self.ranges:
            at = len(self.ranges) + 1
            for number, text in enumerate(words, 1):
                _put(self.sheet, number, at, text)
            letter = self.sheet.cell(1, at).column_letter
            self.ranges[words] = f"'{layout.LISTS}'!${letter}$1:${letter}${len(words)}"
        return self.ranges[words]


def workbook(title: str, intro: list[str], about: str, sections: list[dict], lines: list[Line]) -> bytes:
    """`about` is the token that says whose workbook this is; it comes back as it went."""
    book = Workbook()
    first = book.active
    first.title = _("Read me")
    _read_me(first, title, intro)
    lists = Lists(book.create_sheet(layout.LISTS))
    for number, section in enumerate(sections, 1):
        here = [line for line in lines if line.question["section"] == section["id"]]
        _section(book, number, section, here, lists)
    hidden = book.create_sheet(layout.ABOUT)
    _put(hidden, 1, 1, about)
    book.move_sheet(layout.LISTS, offset=len(book.worksheets))
    for name in (layout.LISTS, layout.ABOUT):
        book[name].sheet_state = "veryHidden"
    for sheet in book.worksheets:
        sheet.protection.sheet = True
        sheet.protection.formatColumns = sheet.protection.formatRows = False
    book.security = WorkbookProtection(lockStructure=True)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _read_me(sheet, title: str, intro: list[str]) -> None:
    _put(sheet, 1, 1, title).font = Font(bold=True, size=14)
    for number, text in enumerate(intro, 3):
        _put(sheet, number, 1, text)
    sheet.column_dimensions["A"].width = 110


def _section(book, number: int, section: dict, lines: list[Line], lists: Lists) -> None:
    sheet = book.create_sheet(_sheet_name(number, section["title"]))
    _heads(sheet, layout.SECTION + section["id"], section["title"])
    heads = [_("Question"), _("How to answer"), _("Your answer"), _("Comment")]
    for at, (key, text) in enumerate(zip(layout.COLUMNS[1:], heads, strict=True), 3):
        _put(sheet, 1, at, key)
        _put(sheet, 3, at, text).font = Font(bold=True)
    for letter, width in {"C": 52, "D": 46, "E": 42, "F": 36}.items():
        sheet.column_dimensions[letter].width = width
    row = layout.TOP
    for place, line in enumerate(lines, 1):
        name = _sheet_name(number, f"{place} {line.question['text']}")
        row = _question(sheet, row, line, lists, name)
        if line.question["type"] == "table":
            _table(book.create_sheet(name), line, lists)


def _heads(sheet, key: str, title: str) -> None:
    _put(sheet, 1, 1, key)
    _put(sheet, 1, 2, "mark")
    _put(sheet, 2, 3, title).font = Font(bold=True, size=13)
    sheet.row_dimensions[1].hidden = True
    for letter in "AB":
        sheet.column_dimensions[letter].hidden = True
    sheet.freeze_panes = f"C{layout.TOP}"


def _question(sheet, row: int, line: Line, lists: Lists, table: str) -> int:
    """The row below those of this question."""
    asked, kind = line.question, line.question["type"]
    if kind == "multiple":
        return _options(sheet, row, line, lists)
    _names(sheet, row, line, asked["id"], asked["text"], _how(line, table))
    cell = _put(sheet, row, 5, None if kind in {"table", "file"} else _shown(asked, line.value))
    if line.is_open and kind not in {"table", "file"}:
        _open(cell)
        _limit(sheet, cell, asked, lists)
    return row + 1


def _options(sheet, row: int, line: Line, lists: Lists) -> int:
    """A row an option; the comment stands in the first."""
    asked, chosen = line.question, line.value if isinstance(line.value, list) else []
    for number, option in enumerate(asked["options"]):
        key = f"{asked['id']}{layout.OPTION}{option['id']}"
        how = _how(line, "") if number == 0 else ""
        text = f"{asked['text']}\n{option['text']}" if number == 0 else option["text"]
        _names(sheet, row, line, key, text, how, has_comment=number == 0)
        cell = _put(sheet, row, 5, layout.TICK if option["id"] in chosen else None)
        if line.is_open:
            _open(cell)
            _choose(sheet, cell, lists, (layout.TICK,))
        row += 1
    return row


def _names(sheet, row: int, line: Line, key: str, text: str, how: str, *, has_comment: bool = True) -> None:
    _put(sheet, row, 1, key)
    _put(sheet, row, 2, layout.mark(line.version, line.value, line.comment))
    _put(sheet, row, 3, text)
    _put(sheet, row, 4, how)
    comment = _put(sheet, row, 6, (line.comment or None) if has_comment else None)
    if line.is_open and has_comment:
        _open(comment)


def _table(sheet, line: Line, lists: Lists) -> None:
    """A row a row; the comment stands beside the question."""
    columns = line.question["table"]["columns"]
    rows = line.value if isinstance(line.value, list) else []
    _heads(sheet, layout.TABLE + line.question["id"], line.question["text"])
    for at, column in enumerate(columns, 3):
        _put(sheet, 1, at, column["id"])
        label = column["label"] + (_(" (needed)") if column.get("required") else "")
        _put(sheet, 3, at, label).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(1, at).column_letter].width = 28
    for number in range(layout.table_rows(line.question, len(rows))):
        row = rows[number] if number < len(rows) else {}
        for at, column in enumerate(columns, 3):
            cell = _put(sheet, layout.TOP + number, at, cell_shown(column, row.get(column["id"], "")))
            if line.is_open:
                _open(cell)
                if words := choices(column):
                    _choose(sheet, cell, lists, tuple(text for _key, text in words))


def choices(column: dict) -> list[tuple[str, str]]:
    """(kept, shown) of a column that offers some."""
    if column["type"] == "choice":
        return [(each["id"], each["text"]) for each in column["choices"]]
    if column["type"] == "yes_no":
        return [("yes", _("Yes")), ("no", _("No"))]
    return places.countries() if column["type"] == "country" else []


def cell_shown(column: dict, text: str):
    return dict(choices(column)).get(text, text) or None


def _shown(asked: dict, value):
    """A value as its cell shows it."""
    if value in (None, "", []):
        return None
    if asked.get("options"):
        return {option["id"]: option["text"] for option in asked["options"]}.get(value, value)
    if asked["type"] == "number":
        return Decimal(value)
    return datetime.date.fromisoformat(value) if asked["type"] == "date" else value


def _how(line: Line, table: str) -> str:
    asked, kind = line.question, line.question["type"]
    words = {
        "single": _("Choose one from the list"), "yes_no": _("Choose one from the list"), "confirm": _("Choose it from the list to confirm"),
        "multiple": _("Put an x beside each that is true"), "date": _("A day, such as 2026-11-24"),
        "table": _("Fill in the sheet “%(name)s”") % {"name": table}, "file": _("Attach the file in the portal"),
        "number": " ".join([_("A number"), quantities.asked_in(asked.get("number", {}).get("unit", "")) or ""]).strip(),
    }.get(kind, _("In words"))  # fmt: skip
    found = [words, asked.get("help", "")]
    if asked.get("evidence", {}).get("need", "none") != "none":
        found.append(_("File: %(what)s. Attach it in the portal.") % {"what": asked["evidence"]["what"]})
    if line.files:
        found.append(_("Files attached: %(count)s") % {"count": line.files})
    if not line.is_open:
        found.append(_("Accepted as it was sent; not to be changed"))
    return "\n".join(part for part in found if part)


def _limit(sheet, cell, asked: dict, lists: Lists) -> None:
    kind = asked["type"]
    if asked.get("options"):
        return _choose(sheet, cell, lists, tuple(option["text"] for option in asked["options"]))
    if kind == "number":
        rules = asked["number"]
        least, most = rules.get("min", -(10**12)), rules.get("max", 10**12)
        rule = DataValidation("decimal", operator="between", formula1=str(least), formula2=str(most), allow_blank=True)
    elif kind == "date":
        rule = DataValidation("date", operator="greaterThan", formula1="1", allow_blank=True)
        cell.number_format = "yyyy-mm-dd"
    else:
        return None
    rule.error = _("This cannot be taken. See how to answer, beside it.")
    sheet.add_data_validation(rule)
    rule.add(cell)
    return None


def _choose(sheet, cell, lists: Lists, words: tuple[str, ...]) -> None:
    where = f"={lists.range_of(words)}"
    rule = next((each for each in sheet.data_validations.dataValidation if each.formula1 == where), None)
    if rule is None:
        rule = DataValidation("list", formula1=where, allow_blank=True)
        rule.error = _("Choose one from the list.")
        sheet.add_data_validation(rule)
    rule.add(cell)


def _open(cell) -> None:
    cell.protection = Protection(locked=False)
    cell.fill = OPEN


def _put(sheet, row: int, column: int, value):
    """Text is typed as text, whatever it begins with: a spreadsheet shows it and never runs it."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type, cell.quotePrefix = "s", True
    elif value is not None:
        cell.value = value
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _sheet_name(number: int, title: str) -> str:
    return f"{number} {_NAME.sub(' ', title)}"[:31].strip(" '")
