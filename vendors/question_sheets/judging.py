"""What does each row of a workbook of questions become, and what is wrong with it, cell by cell?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from vendors.question_sheets import cells as taking
from vendors.question_sheets.columns import FIELDS
from vendors.question_sheets.reading import Cell, Merged, Sheet


@dataclass
class Line:
    """`deed`: section (a heading), question or wrong. `question`: what the row says, by the names of a question's parts;
    `wrong`: {cell, column, value, sentence}; `notes`: what we took for granted."""

    number: int
    section: str = ""
    deed: str = "question"
    question: dict = field(default_factory=dict)
    wrong: list[dict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def lines(sheet: Sheet, mapping: dict[str, str]) -> list[Line]:
    places = {name: sheet.head.index(head) + 1 for name, head in mapping.items() if head in sheet.head}
    by_column = {column: name for name, column in places.items()}
    found, section = [], ""
    for number, filled in sheet.rows.items():
        said = {by_column[cell.column]: cell for cell in filled if cell.column in by_column}
        if heading := _heading(sheet, number, filled, places):
            section = heading
            found.append(Line(number, section, "section"))
            continue
        if not said:
            continue
        section = said["section"].text if "section" in said else section
        found.append(_line(sheet, number, section, said, places))
    _compare(found, places)
    return found


def _heading(sheet: Sheet, number: int, filled: list[Cell], places: dict[str, int]) -> str:
    """A row that names the section of those below: the section alone, or one cell drawn across the sheet."""
    if len(filled) != 1 or filled[0].fault:
        return ""
    only = filled[0]
    across = any(each.top <= number <= each.bottom and each.left < each.right for each in sheet.merged)
    is_elsewhere = "section" not in places and only.column != places.get("text")
    return only.text if across or only.column == places.get("section") or is_elsewhere else ""


def _line(sheet: Sheet, number: int, section: str, said: dict[str, Cell], places: dict[str, int]) -> Line:
    line = Line(number, section or ("" if "section" in places else sheet.title))
    for name, cell in said.items():
        if cell.fault:
            _wrong(line, name, cell, _fault(cell))
    for each in _in_the_way(sheet.merged, number, places):
        line.wrong.append({"cell": each.name, "column": "", "value": "", "sentence": _("Cells %(cells)s are merged. Unmerge them and give each row its own words") % {"cells": each.name}})  # fmt: skip
    if "section" in places and not line.section:
        _missing(line, "section", places, _("No section stands here or above it. Write one"))
    if "text" not in said:
        _missing(line, "text", places, _("The question is missing"))
    whole = {name: cell.text for name, cell in said.items() if not cell.fault}
    taken = taking.question(whole, is_known=set(places))
    line.question, line.notes = taken.question, taken.notes
    for name, sentence in taken.wrong:
        _wrong(line, name, said[name], sentence) if name in said else _missing(line, name, places, sentence)
    return line


def _fault(cell: Cell) -> str:
    if cell.fault == "formula":
        return _("A formula is not read. Put its result there as words")
    return _("The spreadsheet could not work this cell out. Write what it should say")


def _in_the_way(merged: list[Merged], number: int, places: dict[str, int]) -> Iterator[Merged]:
    """Merged cells of columns that we read; a section may be drawn down beside its questions."""
    for each in merged:
        if not each.top <= number <= each.bottom:
            continue
        columns = {column for column in places.values() if each.left <= column <= each.right}
        if columns and not (each.left == each.right == places.get("section")):
            yield each


def _compare(found: list[Line], places: dict[str, int]) -> None:
    """A question that stands there twice, and the deed of each row."""
    first: dict[str, int] = {}
    for line in (each for each in found if each.deed != "section"):
        key = same(line.question.get("text", ""))
        if key and key in first:
            sentence = _("Row %(row)s asks the same. Leave one of them") % {"row": first[key]}
            _missing(line, "text", places, sentence, value=line.question["text"])
        first.setdefault(key, line.number)
        line.deed = "wrong" if line.wrong else "question"


def same(text: str) -> str:
    """What two questions have in common that ask the same: their words."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _wrong(line: Line, name: str, cell: Cell, sentence: str) -> None:
    line.wrong.append(
        {"cell": cell.name, "column": str(FIELDS[name][0]), "value": cell.text[:80], "sentence": sentence}
    )


def _missing(line: Line, name: str, places: dict[str, int], sentence: str, value: str = "") -> None:
    from openpyxl.utils import get_column_letter

    cell = f"{get_column_letter(places[name])}{line.number}" if name in places else str(line.number)
    line.wrong.append({"cell": cell, "column": str(FIELDS[name][0]), "value": value[:80], "sentence": sentence})
