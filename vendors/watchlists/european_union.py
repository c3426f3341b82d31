"""The consolidated list of financial sanctions of the European Union: XML 1.1, or CSV 1.1 with a row for every detail."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from vendors.watchlists import rows, values
from vendors.watchlists.listed import About, Listed, Unreadable
from vendors.watchlists.xml import Elements, joined, text

COLUMNS = {"Entity_LogicalId", "Entity_SubjectType_ClassificationCode", "NameAlias_WholeName"}
KINDS = {"person": "person", "P": "person", "enterprise": "organisation", "E": "organisation"}


def xml(files: dict[str, Iterable[bytes]], about: About) -> Iterator[Listed]:
    def root(name: str, attributes: dict) -> None:
        if name != "export" or "generationDate" not in attributes:
            raise Unreadable(
                _("This is not the consolidated list of the EU: it begins with <%(name)s>.") % {"name": name}
            )
        about.published_on = values.date(attributes["generationDate"])

    for found in Elements({"sanctionEntity"}, root).read(files["main"]):
        yield _entry(found)


def _entry(found: Element) -> Listed:
    subject = found.find("subjectType")
    code = subject.get("code", subject.get("classificationCode", "")) if subject is not None else ""
    names = [
        (alias.get("wholeName") or joined(*(alias.get(part, "") for part in ("firstName", "middleName", "lastName"))), alias.get("strong") == "false")
        for alias in found.iterfind("nameAlias")
    ]  # fmt: skip
    return Listed(
        uid=found.get("logicalId", "") or found.get("euReferenceNumber", ""),
        kind=KINDS.get(code, "other"),
        names=names,
        births=[
            values.date(birth.get("birthdate") or birth.get("year") or "") for birth in found.iterfind("birthdate")
        ],
        countries=[
            values.country(each.get("countryIso2Code", ""))
            for path in ("citizenship", "address")
            for each in found.iterfind(path)
        ],
        identifiers=[each.get("number", "") for each in found.iterfind("identification")],
        programmes=[each.get("programme", "") for each in found.iterfind("regulation")],
        remarks=text(found, "remark"),
    )


def flat(files: dict[str, Iterable[bytes]], about: About) -> Iterator[Listed]:
    """The rows of one entry stand together. An entry that comes back later is refused: it would hide the first part."""
    seen: set[str] = set()
    found = rows.named(files["main"], ";", COLUMNS, _("the consolidated list of the EU in CSV"))
    for uid, group in groupby(found, lambda row: row["Entity_LogicalId"].strip()):
        if uid in seen:
            raise Unreadable(_("The entry %(uid)s stands at two places of the file.") % {"uid": uid})
        seen.add(uid)
        if uid:
            yield _grouped(uid, list(group), about)


def _grouped(uid: str, group: list[dict[str, str]], about: About) -> Listed:
    def column(name: str) -> list[str]:
        return [row.get(name, "").strip() for row in group]

    about.published_on = about.published_on or values.date(column("fileGenerationDate")[0])
    births = zip(column("BirthDate_BirthDate"), column("BirthDate_Year"), strict=True)
    codes = [*column("Citizenship_CountryIso2Code"), *column("Address_CountryIso2Code")]
    return Listed(
        uid=uid,
        kind=KINDS.get(column("Entity_SubjectType_ClassificationCode")[0], "other"),
        names=[(name, False) for name in column("NameAlias_WholeName")],
        births=[values.date(day or year) for day, year in births],
        countries=[values.country(code) for code in codes],
        identifiers=column("Identification_Number"),
        programmes=column("Entity_Regulation_Programme"),
        remarks=column("Entity_Remark")[0],
    )
