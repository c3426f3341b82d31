"""Each firm's own answers as a sheet: a row a firm, a column a question. What leaves as CSV or XLSX comes back filled in."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agreements.models import BulkIssue
from agreements.rendering import wording
from vendors import places
from vendors.people_files import tables

MOST_SAID = 20  # wrong cells that are named at once
YES, NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0"}


@dataclass(frozen=True)
class Sheet:
    """`definitions`: name -> definition of what each firm answers; `laws`: code -> name of those that can be chosen."""

    run: BulkIssue
    definitions: dict[str, dict]
    laws: dict[str, str]

    def head(self) -> list[tuple[str, str]]:
        own = [(name, row["label"]) for name, row in self.definitions.items()]
        return [("reference", _("Our number")), ("name", _("Firm")), ("law", _("Governing law")), *own]

    def rows(self, proposed) -> list[list]:
        """`proposed(line)`: name -> value that would be taken where the firm's row says nothing."""
        found = []
        for line in self.run.lines.select_related("vendor").order_by("vendor__name", "pk"):
            values = {**proposed(line), **line.variables}
            own = [_shown(values.get(name), row) for name, row in self.definitions.items()]
            found.append([line.vendor.reference, line.vendor.name, line.jurisdiction, *own])
        return found

    def read(self, content: bytes, *, is_sheet: bool) -> tuple[list[tuple], list[str]]:
        """(rows as actions.bulk_issues.answer_for takes them, sentences about what is wrong); with either none of the other."""
        try:
            lines = list(tables.rows(content, is_sheet=is_sheet))
        except tables.Unreadable as unreadable:
            return [], [unreadable.sentence]
        titles = {label: key for key, label in self.head()}
        columns = {at: titles[cell] for at, cell in enumerate(lines[0][1]) if cell in titles} if lines else {}
        if "reference" not in columns.values():
            words = _("The first row has to name the columns as they were downloaded, with “%(column)s” among them.")
            return [], [words % {"column": _("Our number")}]
        firms = dict(self.run.lines.values_list("vendor__reference", "vendor_id"))
        found, wrong = {}, []
        for number, cells in lines[1:]:
            said = {key: cells[at] for at, key in columns.items() if at < len(cells)}
            vendor = firms.get(said.get("reference", ""))
            if vendor is None or vendor in found:
                words = (
                    _("Row %(row)s: “%(number)s” is no firm of this act.")
                    if vendor is None
                    else _("Row %(row)s: “%(number)s” stands there twice.")
                )
                wrong.append(words % {"row": number, "number": said.get("reference", "")})
                continue
            law, variables, bad = self._taken(said, number)
            wrong += bad
            found[vendor] = (vendor, law, variables)
        return ([], wrong[:MOST_SAID]) if wrong else (list(found.values()), [])

    def _taken(self, said: dict[str, str], number: int) -> tuple[str, dict, list[str]]:
        law, bad, variables = said.get("law", ""), [], {}
        codes = {name.casefold(): code for code, name in self.laws.items()} | {
            code.casefold(): code for code in self.laws
        }
        if law and law.casefold() not in codes:
            bad.append(
                _("Row %(row)s: no law of “%(law)s” can be chosen.") % {"row": number, "law": places.name_of(law)}
            )
        for name, definition in self.definitions.items():
            if said.get(name):
                try:
                    variables[name] = _value(said[name], definition)
                except ValueError as error:
                    bad.append(
                        _("Row %(row)s, “%(column)s”: %(why)s")
                        % {"row": number, "column": definition["label"], "why": error}
                    )
        return codes.get(law.casefold(), ""), variables, bad


def _shown(value, definition: dict) -> str:
    if wording.is_empty(value):
        return ""
    if definition["type"] == "list":
        return "; ".join(str(each) for each in value)
    if definition["type"] == "boolean":
        return _("yes") if value else _("no")
    return str(value)


def _value(text: str, definition: dict):
    """As JSON keeps it. Raises ValueError with a sentence."""
    match definition["type"]:
        case "list":
            return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
        case "date":
            if (day := wording.as_date(text)) is None:
                raise ValueError(_("write the day as 2027-01-31."))
            return day.isoformat()
        case "boolean":
            if text.casefold() not in {*YES, *NO, _("yes"), _("no")}:
                raise ValueError(_("write yes or no."))
            return text.casefold() in {*YES, _("yes")}
        case "integer" | "money" | "decimal":
            if (number := wording.as_number(text.replace(",", ""))) is None or not 0 <= number < 10**12:
                raise ValueError(_("write a number."))
            return str(number) if definition["type"] == "decimal" else int(number)
        case "choice":
            known = {row["id"]: row["id"] for row in definition["choices"]} | {
                row["text"]: row["id"] for row in definition["choices"]
            }
            if text not in known:
                raise ValueError(
                    _("write one of: %(choices)s.")
                    % {"choices": "; ".join(row["text"] for row in definition["choices"])}
                )
            return known[text]
    return text
