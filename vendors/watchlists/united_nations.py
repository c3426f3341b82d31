"""The consolidated list of the Security Council of the United Nations, in XML."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from vendors.watchlists import values
from vendors.watchlists.listed import About, Listed, Unreadable
from vendors.watchlists.xml import Elements, joined, text, texts

PARTS = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"]


def xml(files: dict[str, Iterable[bytes]], about: About) -> Iterator[Listed]:
    def root(name: str, attributes: dict) -> None:
        if name != "CONSOLIDATED_LIST":
            raise Unreadable(
                _("This is not the consolidated list of the UN: it begins with <%(name)s>.") % {"name": name}
            )
        about.published_on = values.date(attributes.get("dateGenerated", ""))

    for found in Elements({"INDIVIDUAL", "ENTITY"}, root).read(files["main"]):
        yield _entry(found, found.tag)


def _entry(found: Element, tag: str) -> Listed:
    aliases = [
        (text(alias, "ALIAS_NAME"), text(alias, "QUALITY").lower() == "low") for alias in found.iterfind(f"{tag}_ALIAS")
    ]
    births = [
        values.date(text(birth, "DATE") or text(birth, "YEAR") or text(birth, "FROM_YEAR"))
        for birth in found.iterfind("INDIVIDUAL_DATE_OF_BIRTH")
    ]
    return Listed(
        uid=text(found, "DATAID") or text(found, "REFERENCE_NUMBER"),
        kind="person" if tag == "INDIVIDUAL" else "organisation",
        names=[
            (joined(*(text(found, part) for part in PARTS)), False),
            (text(found, "NAME_ORIGINAL_SCRIPT"), False),
            *aliases,
        ],
        births=births,
        countries=[
            values.country(said)
            for path in ("NATIONALITY/VALUE", f"{tag}_ADDRESS/COUNTRY")
            for said in texts(found, path)
        ],
        identifiers=texts(found, "INDIVIDUAL_DOCUMENT/NUMBER"),
        programmes=[joined(text(found, "UN_LIST_TYPE"), text(found, "REFERENCE_NUMBER"))],
        remarks=text(found, "COMMENTS1"),
    )
