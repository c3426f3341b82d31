"""Is each row fit to be taken, and what becomes of whom it names? Values out, or what is wrong by row and column."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from vendors.people_files.columns import FIELDS

LENGTHS = {"hr_id": 60, "name": 150, "email": 254, "job_title": 120, "site": 120}
YES, NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0", ""}


@dataclass
class Known:
    """What the register says now. `people`: by HR id, dicts with vendor_id, left_on (None
    while they work) and the fields as they are."""

    vendors: dict[str, object]
    sponsors: dict[str, object]
    people: dict[str, dict] = field(default_factory=dict)
    addresses: dict[tuple, tuple] = field(
        default_factory=dict
    )  # (firm, lower-case address) -> (HR id, row of the file)


@dataclass
class Line:
    """One row of the file. `deed`: create, change, same or wrong; `wrong`: {row, column, value, sentence}; `said`: its
    text by our field; `changes`: (field, before, after) where a known person becomes another."""

    number: int
    deed: str = ""
    said: dict = field(default_factory=dict)
    changes: list[tuple] = field(default_factory=list)
    values: dict = field(default_factory=dict)
    wrong: list[dict] = field(default_factory=list)

    @property
    def is_about_somebody(self) -> bool:
        """A wrong row whose days are clear: it says something of whom it names, though we cannot take it."""
        first, last = self.values.get("starts_on"), self.values.get("ends_on")
        return bool(self.deed == "wrong" and self.values.get("hr_id") and first and last and first <= last)


def named(rows: Iterable[tuple[int, list[str]]], mapping: dict[str, str]) -> tuple[set[str], set[str]]:
    """The HR ids and the lower-case addresses that the rows speak of."""
    said = [cells for _number, cells in _said(rows, mapping)]
    return {each.get("hr_id", "") for each in said} - {""}, {each.get("email", "").lower() for each in said} - {""}


def lines(rows: list[tuple[int, list[str]]], mapping: dict[str, str], known: Known) -> Iterator[Line]:
    """Each row below the head, judged. The first row is the head."""
    said = list(_said(rows, mapping))
    twice = _repeated(said)
    for number, cells in said:
        yield _line(number, cells, mapping, known, twice)


def _said(rows, mapping) -> Iterator[tuple[int, dict[str, str]]]:
    """Row number and text by our field, of all rows below the head."""
    rows = iter(rows)
    _number, head = next(rows, (1, []))
    places = {name: head.index(column) for name, column in mapping.items() if column in head}
    for number, cells in rows:
        yield number, {name: cells[at] if at < len(cells) else "" for name, at in places.items()}


def _repeated(said) -> dict[str, list[int]]:
    """HR id -> its rows, where it has several: none of them is more right than the others."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, cells in said:
        found[cells.get("hr_id", "")].append(number)
    return {hr_id: numbers for hr_id, numbers in found.items() if hr_id and len(numbers) > 1}


def _line(
    number: int, said: dict[str, str], mapping: dict[str, str], known: Known, twice: dict[str, list[int]]
) -> Line:
    line = Line(number)

    def wrong(name: str, sentence: str) -> None:
        line.wrong.append(
            {"row": number, "column": mapping.get(name, name), "value": said.get(name, "")[:80], "sentence": sentence}
        )

    for name, text in said.items():
        _take(name, text, line, known, wrong)
    _judge(line, known, twice, wrong)
    line.said = said
    if line.wrong:
        line.deed = "wrong"
    else:
        _compare(line, known)
    return line


def _take(name: str, text: str, line: Line, known: Known, wrong) -> None:
    label, must, _words = FIELDS[name]
    if not text and must:
        return wrong(name, _("%(field)s is missing") % {"field": label})
    if len(text) > LENGTHS.get(name, 500):
        return wrong(name, _("%(field)s has more than %(most)d letters") % {"field": label, "most": LENGTHS[name]})
    try:
        line.values[name] = _value(name, text, known)
    except ValueError as error:
        wrong(name, str(error))


def _value(name: str, text: str, known: Known):
    """Raises ValueError with a sentence."""
    if name in ("starts_on", "ends_on"):
        return day(text)
    if name in ("is_contact", "is_signatory", "is_worker"):
        return _yes(text)
    if name == "email":
        return _address(text)
    if name == "subcontractor":
        return _found(known.vendors, text, _l("No subcontractor has this reference or name"))
    if name == "sponsor":
        return _found(known.sponsors, text.lower(), _l("No member of staff has this address")) if text else None
    if name == "country" and text and not re.fullmatch(r"[A-Za-z]{2}", text):
        raise ValueError(_("Write the country as two letters, such as IE"))
    return text.upper() if name == "country" else text


def _judge(line: Line, known: Known, twice: dict[str, list[int]], wrong) -> None:
    """What two cells, two rows, or the row and the register say together."""
    values = line.values
    if "starts_on" in values and "ends_on" in values and values["ends_on"] < values["starts_on"]:
        wrong("ends_on", _("The last day lies before the first day"))
    hr_id = values.get("hr_id", "")
    if hr_id in twice:
        rows = ", ".join(str(number) for number in twice[hr_id])
        wrong("hr_id", _("Rows %(rows)s have the same HR number; leave one of them") % {"rows": rows})
    before = known.people.get(hr_id)
    if before and "subcontractor" in values and before["vendor_id"] != values["subcontractor"]:
        wrong("subcontractor", _("This person works for another subcontractor; report the departure there first"))
    left_on = before["left_on"] if before else None
    if left_on and values.get("starts_on") and values["starts_on"] <= left_on:
        wrong("starts_on", _("This person left on %(day)s; a new start lies after it") % {"day": left_on.isoformat()})
    if "email" in values and "subcontractor" in values:
        _check_address(line, hr_id, known, wrong)


def _check_address(line: Line, hr_id: str, known: Known, wrong) -> None:
    """One person an address and firm, in the register and in the file."""
    address = (line.values["subcontractor"], line.values["email"].lower())
    owner, row = known.addresses.setdefault(address, (hr_id, line.number))
    if (owner, row) == (hr_id, line.number) or (owner == hr_id and hr_id):
        return
    sentence = _("This address belongs to somebody else at this subcontractor")
    wrong("email", _("Row %(row)d has the same address at this subcontractor") % {"row": row} if row else sentence)


def _compare(line: Line, known: Known) -> None:
    """The deed, and what changes. A sponsor that is left out stays."""
    before = known.people.get(line.values["hr_id"])
    if before is None:
        line.deed = "create"
        return
    said = {name: value for name, value in line.values.items() if name not in ("hr_id", "subcontractor")}
    if not said.get("sponsor"):
        said.pop("sponsor", None)
    line.changes = [(name, before[name], value) for name, value in said.items() if before[name] != value]
    line.deed = "change" if line.changes else "same"


@lru_cache(maxsize=2000)  # a file has few different days
def day(text: str) -> datetime.date:
    """Raises ValueError with a sentence."""
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            return datetime.datetime.strptime(text, form).date()  # noqa: DTZ007  (a date has no zone)
        except ValueError:
            continue
    raise ValueError(_("Write the day as 2026-11-24"))


def _yes(text: str) -> bool:
    if text.lower() not in YES | NO:
        raise ValueError(_("Write yes or no"))
    return text.lower() in YES


def _address(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValueError(_("Enter an address such as name@company.com")) from error
    return text


def _found(known: dict, text: str, sentence):
    if text not in known:
        raise ValueError(sentence)
    return known[text]
