"""Which column means what, and is each row fit to be taken? Values out, or what is wrong by row and column."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

# Our field -> what it is called on screens, whether it must be there, and the heads that mean it.
FIELDS = {
    "hr_id": (_l("HR number"), True, "hr_id hrid employee_id employeeid personnel_number staff_id id number"),
    "name": (_l("Name"), True, "name full_name fullname employee person display_name"),
    "email": (_l("E-mail"), True, "email e_mail mail email_address work_email"),
    "subcontractor": (_l("Subcontractor"), True, "subcontractor company firm employer vendor supplier reference"),
    "starts_on": (_l("First day"), True, "starts_on start start_date first_day from hire_date"),
    "ends_on": (_l("Last day"), True, "ends_on end end_date last_day until to contract_end termination_date"),
    "job_title": (_l("Job"), False, "job_title job title position role"),
    "site": (_l("Site"), False, "site location office place"),
    "country": (_l("Country"), False, "country country_code"),
    "sponsor": (_l("Sponsor's e-mail"), False, "sponsor sponsor_email manager_email"),
    "is_contact": (_l("Contact"), False, "is_contact contact"),
    "is_signatory": (_l("May sign"), False, "is_signatory signatory may_sign"),
    "is_worker": (_l("Worker"), False, "is_worker worker"),
}
LENGTHS = {"hr_id": 60, "name": 150, "email": 254, "job_title": 120, "site": 120}
YES, NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0", ""}


@dataclass
class Known:
    """What the register says now. `people`: by HR id, dicts with vendor_id, departed, ends_on and the fields as they are."""

    vendors: dict[str, object]
    sponsors: dict[str, object]
    people: dict[str, dict] = field(default_factory=dict)
    addresses: dict[tuple, str] = field(default_factory=dict)  # (firm, lower-case address) -> HR id


@dataclass
class Line:
    """One row of the file. `deed`: create, change, same or wrong; `wrong`: {row, column, value, sentence}."""

    number: int
    deed: str = ""
    values: dict = field(default_factory=dict)
    wrong: list[dict] = field(default_factory=list)


def guess(head: list[str]) -> dict[str, str]:
    """Our field -> the column whose head means it."""
    plain = {_plain(cell): cell for cell in head if cell}
    return {
        name: plain[word] for name, (_label, _must, words) in FIELDS.items() for word in [_first(words, plain)] if word
    }


def missing(mapping: dict[str, str], head: list[str]) -> list[str]:
    """The labels of what must be mapped and is not."""
    return [str(label) for name, (label, must, _words) in FIELDS.items() if must and mapping.get(name) not in head]


def lines(rows: Iterable[tuple[int, list[str]]], mapping: dict[str, str], known: Known) -> Iterator[Line]:
    """Each row below the head, judged. The first row is the head."""
    rows = iter(rows)
    _number, head = next(rows, (1, []))
    places = {name: head.index(column) for name, column in mapping.items() if column in head}
    seen: dict[str, int] = {}
    for number, cells in rows:
        yield _line(
            number, {name: cells[at] if at < len(cells) else "" for name, at in places.items()}, mapping, known, seen
        )


def _line(number: int, said: dict[str, str], mapping: dict[str, str], known: Known, seen: dict[str, int]) -> Line:
    line = Line(number)

    def wrong(name: str, sentence: str) -> None:
        line.wrong.append(
            {"row": number, "column": mapping.get(name, name), "value": said.get(name, "")[:80], "sentence": sentence}
        )

    for name, text in said.items():
        _take(name, text, line, known, wrong)
    _judge(line, known, seen, wrong)
    line.deed = "wrong" if line.wrong else _deed(line, known)
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
        return _day(text)
    if name in ("is_contact", "is_signatory", "is_worker"):
        return _yes(text)
    if name == "email":
        return _address(text)
    if name == "subcontractor":
        return _found(known.vendors, text, _("No subcontractor has this reference or name"))
    if name == "sponsor":
        return _found(known.sponsors, text.lower(), _("No member of staff has this address")) if text else None
    if name == "country" and text and not re.fullmatch(r"[A-Za-z]{2}", text):
        raise ValueError(_("Write the country as two letters, such as IE"))
    return text.upper() if name == "country" else text


def _judge(line: Line, known: Known, seen: dict[str, int], wrong) -> None:
    """What two cells, two rows, or the row and the register say together."""
    values = line.values
    if "starts_on" in values and "ends_on" in values and values["ends_on"] < values["starts_on"]:
        wrong("ends_on", _("The last day lies before the first day"))
    hr_id = values.get("hr_id", "")
    if hr_id in seen:
        wrong("hr_id", _("Row %(row)d has the same HR number") % {"row": seen[hr_id]})
    if hr_id:
        seen.setdefault(hr_id, line.number)
    before = known.people.get(hr_id)
    if before and "subcontractor" in values and before["vendor_id"] != values["subcontractor"]:
        wrong("subcontractor", _("This person works for another subcontractor; report the departure there first"))
    if before and before["departed"] and values.get("starts_on") and values["starts_on"] <= before["ends_on"]:
        wrong(
            "starts_on",
            _("This person left on %(day)s; a new start lies after it") % {"day": before["ends_on"].isoformat()},
        )
    if "email" in values and "subcontractor" in values:
        owner = known.addresses.setdefault((values["subcontractor"], values["email"].lower()), hr_id)
        if owner != hr_id:
            wrong("email", _("This address belongs to somebody else at this subcontractor"))


def _deed(line: Line, known: Known) -> str:
    before = known.people.get(line.values["hr_id"])
    if before is None:
        return "create"
    compared = {name: value for name, value in line.values.items() if name not in ("hr_id", "subcontractor")}
    same = all(before[name] == value for name, value in compared.items() if name != "sponsor" or value)
    return "same" if same else "change"


def _day(text: str) -> datetime.date:
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


def _found(known: dict, text: str, sentence: str):
    if text not in known:
        raise ValueError(sentence)
    return known[text]


def _plain(head: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", head.lower()).strip("_")


def _first(words: str, plain: dict) -> str:
    return next((word for word in words.split() if word in plain), "")
