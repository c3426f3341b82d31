"""OFAC's SDN list: SDN.XML, or SDN.CSV with ALT.CSV (aliases) and ADD.CSV (addresses)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from vendors.watchlists import rows, values
from vendors.watchlists.listed import About, Listed, Unreadable
from vendors.watchlists.xml import Elements, joined, text, texts

KINDS = {"individual": "person", "entity": "organisation", "": "organisation"}
NOTHING = "-0-"


def xml(files: dict[str, Iterable[bytes]], about: About) -> Iterator[Listed]:
    def root(name: str, attributes: dict) -> None:
        if name != "sdnList":
            raise Unreadable(_("This is not OFAC's SDN list in XML: it begins with <%(name)s>.") % {"name": name})

    for found in Elements({"publshInformation", "sdnEntry"}, root).read(files["main"]):
        if found.tag == "sdnEntry":
            yield _entry(found)
        else:
            about.published_on = values.date(text(found, "Publish_Date"), americans=True)
            count = text(found, "Record_Count")
            about.said = int(count) if count.isdigit() else None


def _entry(found: Element) -> Listed:
    aliases = [
        (joined(text(aka, "firstName"), text(aka, "lastName")), text(aka, "category") == "weak")
        for aka in found.iterfind("akaList/aka")
    ]
    places = [f"{part}List/{part}/country" for part in ("address", "nationality", "citizenship")]
    return Listed(
        uid=text(found, "uid"),
        kind=KINDS.get(text(found, "sdnType").lower(), "other"),
        names=[(joined(text(found, "firstName"), text(found, "lastName")), False), *aliases],
        births=[values.date(said) for said in texts(found, "dateOfBirthList/dateOfBirthItem/dateOfBirth")],
        countries=[values.country(said) for path in places for said in texts(found, path)],
        identifiers=texts(found, "idList/id/idNumber"),
        programmes=texts(found, "programList/program"),
        remarks=text(found, "remarks"),
    )


def flat(files: dict[str, Iterable[bytes]], about: About) -> Iterator[Listed]:
    """The three files have no heads; they are told by their columns. Aliases and addresses are read first."""
    aliases, places = defaultdict(list), defaultdict(list)
    for row in _rows(files.get("aliases", ()), 5, "ALT.CSV"):
        aliases[row[0]].append((row[3], "weak" in row[2]))
    for row in _rows(files.get("addresses", ()), 6, "ADD.CSV"):
        places[row[0]].append(values.country(row[4]))
    for row in _rows(files["main"], 12, "SDN.CSV"):
        uid, name, kind, programmes, remarks = row[0], row[1], row[2], row[3], row[11]
        yield Listed(
            uid=uid,
            kind=KINDS.get(kind.lower(), "other"),
            names=[
                (name, False),
                *aliases[uid],
                *((said, False) for said in re.findall(r"a\.k\.a\. '([^']+)'", remarks)),
            ],
            births=[values.date(said) for said in re.findall(r"(?:alt\. )?DOB ([^;.]+)", remarks)],
            countries=[
                *places[uid],
                *(values.country(said) for said in re.findall(r"(?:nationality|citizen) ([^;.(]+)", remarks)),
            ],
            identifiers=re.findall(
                r"(?:Passport|ID No\.|Number|Registration ID|License|IMO) ([A-Z0-9][\w./-]{4,})", remarks
            ),
            programmes=values.many(programmes.replace("] [", ";").strip("[]")),
            remarks=remarks,
        )


def _rows(chunks: Iterable[bytes], width: int, name: str) -> Iterator[list[str]]:
    for row in rows.cells(chunks, ","):
        if not row or row[0].strip() in ("", "\x1a"):
            continue
        if len(row) != width or not row[0].strip().isdigit():
            raise Unreadable(_("This is not OFAC's %(name)s, or it is not whole.") % {"name": name})
        yield ["" if cell.strip() == NOTHING else cell.strip() for cell in row]
