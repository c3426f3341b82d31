"""What does a sheet of agreements that were signed elsewhere say, row by row, and what is wrong in which cell? Pure but for its words."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements import key_data
from agreements.models.elsewhere import FIXED, NO_SECRECY, OPEN_END, UNTIL, WITHOUT_END
from vendors.heads import Heads
from vendors.people_files.reading import day

# Our field -> what its column is called, whether the column must be there, and the heads that mean it.
FIELDS = {
    "file": (_l("File"), True, "file file_name filename pdf document datei"),
    "subcontractor": (_l("Subcontractor"), True, "subcontractor company firm vendor supplier reference_here firma"),
    "template": (_l("Kind"), True, "kind template agreement type art"),
    "title": (_l("Title"), False, "title name titel"),
    "person": (_l("Worker"), False, "worker person employee"),
    "our_name": (_l("Our company"), False, "our_company our_name us"),
    "their_name": (_l("Other party"), False, "other_party their_name counterparty party"),
    "signed_for_us": (_l("Signed for us"), False, "signed_for_us"),
    "signed_for_them": (_l("Signed for them"), False, "signed_for_them"),
    "jurisdiction": (_l("Governing law"), True, "governing_law law jurisdiction recht"),
    "signed_on": (_l("Signed on"), True, "signed_on signed signature_date signed_at"),
    "starts_on": (_l("First day"), True, "first_day starts_on start start_date effective_on effective_date from"),
    "ends_on": (_l("Last day"), True, "last_day ends_on end end_date until expires expiry"),
    "secrecy": (_l("Secrecy until"), True, "secrecy_until secrecy confidentiality_until"),
    "origin": (_l("Where it was signed"), False, "where_it_was_signed origin system source"),
    "origin_reference": (_l("Reference there"), False, "reference_there reference number id"),
    "clauses": (_l("Clauses and pages"), False, "clauses_and_pages clauses"),
}  # fmt: skip
HEADS = Heads(FIELDS)
LENGTHS = {
    "title": 200,
    "our_name": 200,
    "their_name": 200,
    "signed_for_us": 150,
    "signed_for_them": 150,
    "origin": 120,
    "origin_reference": 120,
}
ENDLESS, NEVER = {"without end", "no end", "unlimited", "endless"}, {"none", "no", "-"}
_PIECE = re.compile(r"^(?P<name>.+?)[\s:,]+(?:p\.?|page)?\s*(?P<page>\d{1,4})$", re.IGNORECASE)
EXAMPLES = [
    ("nda-2024.pdf", "SUB-0001", "confidentiality-ip-tier-2", "Master NDA 2024", "", "", "", "Ann Own", "Ben Their", "IE", "2024-03-01", "2024-03-01",
     "2027-02-28", "2032-02-28", "Contract archive", "C-118", "secrecy-term 2; penalty 5"),
    ("undertaking.pdf", "SUB-0001", "own-undertaking", "", "worker@firm.example", "", "", "", "", "DE", "2024-03-04", "2024-03-04", "", "without end", "", "", ""),
]  # fmt: skip


@dataclass
class Known:
    """What the rows may name, by lower-case words. `files`: name -> (pages, fingerprint); `taken`: (firm's id, fingerprint) that is here."""

    today: datetime.date
    files: dict[str, tuple[int, str]]
    vendors: dict[str, object]
    templates: dict[str, object]
    people: dict[tuple, object]
    countries: dict[str, str]
    clauses: dict[str, str]
    taken: set[tuple] = field(default_factory=set)


@dataclass
class Line:
    """One row. `values`: keyword arguments of actions.elsewhere.enter, without `vendor` and `file`; `wrong`: {column, value, sentence}."""

    number: int
    said: dict[str, str]
    vendor: object = None
    file: str = ""
    values: dict = field(default_factory=dict)
    wrong: list[dict] = field(default_factory=list)


def head() -> list[str]:
    return [str(label) for label, _must, _words in FIELDS.values()]


def lines(rows: Iterable[tuple[int, list[str]]], mapping: dict[str, str], known: Known) -> Iterator[Line]:
    """Each row below the head, judged."""
    numbered = iter(rows)
    _number, top = next(numbered, (1, []))
    places = {name: top.index(column) for name, column in mapping.items()}
    said = [
        (number, {name: cells[at].strip() if at < len(cells) else "" for name, at in places.items()})
        for number, cells in numbered
    ]
    named = Counter(row.get("file", "").lower() for _number, row in said)
    for number, row in said:
        yield _judged(Line(number, row), mapping, known, named)


def _judged(line: Line, mapping: dict[str, str], known: Known, named: Counter) -> Line:
    def wrong(name: str, sentence: str) -> None:
        line.wrong.append(
            {
                "column": mapping.get(name, str(FIELDS[name][0])),
                "value": line.said.get(name, "")[:80],
                "sentence": sentence,
            }
        )

    _take_file(line, known, named, wrong)
    for name, read in (("subcontractor", _vendor), ("template", _template), ("person", _person), ("jurisdiction", _country), ("signed_on", _day), ("starts_on", _day), ("ends_on", _ends), ("secrecy", _secrecy), ("clauses", _clauses)):  # fmt: skip
        try:
            read(name, line.said.get(name, ""), line, known)
        except ValueError as error:
            wrong(name, str(error))
    for name, most in LENGTHS.items():
        if text := line.said.get(name, ""):
            line.values[name] = text[:most]
            if len(text) > most:
                wrong(name, _("Has more than %(most)d letters") % {"most": most})
    template = line.values.get("template")
    line.values.setdefault("title", template.title if template else "")
    said_wrong = {each["column"] for each in line.wrong}
    pages = known.files.get(line.file, (10_000, ""))[0]
    found = {**key_data.missing(_complete(line)), **key_data.wrong(line.values, today=known.today, pages=pages)}
    for name, sentence in found.items():
        column = {"term": "ends_on", "secret_until": "secrecy"}.get(name, name)
        if column in FIELDS and mapping.get(column, str(FIELDS[column][0])) not in said_wrong:
            wrong(column, sentence)
    return line


def _complete(line: Line) -> dict:
    """The names of the parties are proposed by the record where the sheet leaves them out."""
    return {"our_name": "-", "their_name": "-", **line.values}


def _take_file(line: Line, known: Known, named: Counter, wrong) -> None:
    line.file = line.said.get("file", "").lower()
    if not line.file:
        wrong("file", _("Name the file of this agreement, as it is called in the ZIP"))
    elif line.file not in known.files:
        wrong("file", _("No file of this name was uploaded. Names must be the same, with .pdf at the end"))
    elif named[line.file] > 1:
        wrong("file", _("Two rows name this file. One file is one agreement"))


def _vendor(name: str, text: str, line: Line, known: Known) -> None:
    line.vendor = _found(
        known.vendors,
        text,
        _("Name the subcontractor by its reference or name"),
        _("No subcontractor has this reference or name"),
    )
    if line.file in known.files and (getattr(line.vendor, "pk", None), known.files[line.file][1]) in known.taken:
        raise ValueError(_("This file was taken over for this subcontractor already"))


def _template(name: str, text: str, line: Line, known: Known) -> None:
    line.values[name] = _found(
        known.templates,
        text,
        _("Say what kind of agreement it is"),
        _("No kind of agreement is called so. The list stands below the form"),
    )


def _person(name: str, text: str, line: Line, known: Known) -> None:
    if text:
        firm = getattr(line.vendor, "pk", None)
        line.values[name] = _found({key[1]: row for key, row in known.people.items() if key[0] == firm}, text, "", _("Nobody of this subcontractor has this name or address"))  # fmt: skip


def _country(name: str, text: str, line: Line, known: Known) -> None:
    line.values[name] = _found(
        known.countries, text, _("Name the country, such as IE"), _("No country of the library has this code or name")
    )


def _day(name: str, text: str, line: Line, known: Known) -> None:
    if text:
        line.values[name] = day(text)


def _ends(name: str, text: str, line: Line, known: Known) -> None:
    """Empty: it runs until it is ended."""
    line.values["term"] = FIXED if text else OPEN_END
    if text:
        line.values[name] = day(text)


def _secrecy(name: str, text: str, line: Line, known: Known) -> None:
    if text.lower() in ENDLESS | NEVER:
        line.values[name] = WITHOUT_END if text.lower() in ENDLESS else NO_SECRECY
    elif text:
        line.values |= {name: UNTIL, "secret_until": _secret(text)}
    else:
        raise ValueError(_("Write a day, “without end” or “none”"))


def _secret(text: str) -> datetime.date:
    try:
        return day(text)
    except ValueError as error:
        raise ValueError(_("Write a day as 2032-02-28, “without end” or “none”")) from error


def _clauses(name: str, text: str, line: Line, known: Known) -> None:
    found = []
    for piece in filter(None, (each.strip() for each in text.split(";"))):
        match = _PIECE.match(piece)
        if match is None:
            raise ValueError(_("Write each clause with its page, such as “penalty 5”, with a semicolon between them"))
        key = _found(
            known.clauses,
            match["name"],
            "",
            _("No clause of the library is called “%(name)s”") % {"name": match["name"]},
        )
        found.append({"key": key, "page": int(match["page"])})
    line.values[name] = list({row["key"]: row for row in found}.values())


def _found(known: dict, text: str, missing: str, unknown: str):
    if not text:
        raise ValueError(missing)
    if text.lower() not in known:
        raise ValueError(unknown)
    return known[text.lower()]
