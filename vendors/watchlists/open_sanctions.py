"""OpenSanctions: targets.simple.csv, or entities in FollowTheMoney as JSON lines (flat, or nested targets)."""

import json
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from vendors.watchlists import rows, values
from vendors.watchlists.listed import About, Listed, Unreadable

COLUMNS = {"id", "schema", "name", "aliases", "birth_date", "countries", "identifiers", "last_change"}
SCHEMAS = {
    "Person": "person", "Company": "organisation", "Organization": "organisation", "LegalEntity": "organisation",
    "PublicBody": "organisation", "Vessel": "other", "Airplane": "other", "CryptoWallet": "other", "Security": "other",
}  # fmt: skip
NAMES, WEAK = ["name", "alias", "previousName"], ["weakAlias", "abbreviation"]
COUNTRIES = ["country", "nationality", "citizenship", "jurisdiction", "flag"]
IDENTIFIERS = ["registrationNumber", "idNumber", "passportNumber", "taxNumber", "leiCode", "innCode", "ogrnCode", "vatCode", "imoNumber"]  # fmt: skip


def targets(files: dict[str, Iterable[bytes]], about: About) -> Iterator[Listed]:
    what = _("a list of OpenSanctions (targets.simple.csv)")
    for row in rows.named(files["main"], ",", COLUMNS, what):
        about.published_on = max(about.published_on, values.date(row["last_change"]))
        yield Listed(
            uid=row["id"],
            kind=SCHEMAS.get(row["schema"], "other"),
            names=[(row["name"], False), *((alias, False) for alias in values.many(row["aliases"]))],
            births=[values.date(day) for day in values.many(row["birth_date"])],
            countries=[values.country(code) for code in values.many(row["countries"])],
            identifiers=values.many(row["identifiers"]),
            programmes=values.many(row.get("program_ids") or row.get("dataset", "")),
            remarks=row.get("sanctions", ""),
        )


def entities(files: dict[str, Iterable[bytes]], about: About) -> Iterator[Listed]:
    """People, firms and other things that can be named; what only describes them (addresses, sanctions) is passed over."""
    for number, line in enumerate(rows.lines(files["main"]), 1):
        if line.strip():
            found = _parsed(line, number)
            if found["schema"] in SCHEMAS and found.get("target", True):
                yield _entity(found, about)


def _parsed(line: str, number: int) -> dict:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise Unreadable(_("The file is not whole, or not JSON lines: line %(line)s.") % {"line": number}) from error
    if not (isinstance(found, dict) and {"id", "schema", "properties"} <= set(found)):
        raise Unreadable(
            _("This is not a list in FollowTheMoney: line %(line)s has no id, schema and properties.")
            % {"line": number}
        )
    return found


def _entity(found: dict, about: About) -> Listed:
    held = found["properties"]

    def values_of(names: list[str]) -> list[str]:
        return [said for name in names for said in held.get(name, []) if isinstance(said, str)]

    about.published_on = max(about.published_on, values.date(found.get("last_change") or ""))
    names = values_of(NAMES)
    if caption := found.get("caption"):
        names.insert(0, caption)
    return Listed(
        uid=found["id"],
        kind=SCHEMAS[found["schema"]],
        names=[*((name, False) for name in names), *((name, True) for name in values_of(WEAK))],
        births=[values.date(day) for day in values_of(["birthDate", "incorporationDate"])],
        countries=[values.country(code) for code in values_of(COUNTRIES)],
        identifiers=values_of(IDENTIFIERS),
        programmes=[*values_of(["programId", "program"]), *found.get("datasets", [])],
        remarks=" ".join(values_of(["notes", "summary"]))[:4000],
    )
