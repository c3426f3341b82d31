"""Where in the workbook does what stand? One sheet a section, one more for each question that is a table.

Row 1 of every sheet is hidden and names its columns for the machine, cell A1 the section or table that it holds; column A
of each row below is hidden and names the question. A question of several answers has a row an option.
"""

import hashlib
import json

FORM = "ringfence-answers-1"
ABOUT, LISTS = "_ringfence", "_lists"  # hidden sheets: whose workbook this is, and what may be chosen
SECTION, TABLE = "section:", "table:"
COLUMNS = ("mark", "question", "how", "answer", "comment")  # B to F; column A holds the ids
ANSWER, COMMENT = "E", "F"
TOP = 4  # first row below the headings, on both kinds of sheets
OPTION = "#"  # between a question and its option
SPARE = 12  # empty rows of a table below those that are filled
TICK = "x"


def mark(version: str, value, comment: str) -> str:
    """What stood there when the workbook was made: the answer's version, and a fingerprint of its words."""
    said = json.dumps([plain(value), plain(comment)], sort_keys=True, ensure_ascii=False)
    return f"{version}|{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def plain(value):
    """The same words, whichever way their lines end: a spreadsheet has its own."""
    if isinstance(value, str):
        return "\n".join(value.splitlines()).strip()
    if isinstance(value, list):
        return [plain(each) for each in value]
    return {key: plain(each) for key, each in value.items()} if isinstance(value, dict) else value


def version_in(mark: str) -> str:
    return mark.partition("|")[0]


def table_rows(question: dict, filled: int) -> int:
    return min(question["table"]["max_rows"], filled + SPARE)
