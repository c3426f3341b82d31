"""What does the expectations sheet say to the people of this firm? The sheet with its variables filled in."""

from dataclasses import dataclass

from core.models import Organisation
from vendors.models import ExpectationSheet, Vendor


@dataclass(frozen=True)
class Sheet:
    title: str
    intro: str
    minutes: int
    sections: list[dict]
    acknowledgement: str


def filled(sheet: ExpectationSheet, vendor: Vendor) -> Sheet:
    content = sheet.content["sheet"]
    words = _words(content, vendor)
    sections = [
        {
            "id": section["id"],
            "title": _fill(section["title"], words),
            "paragraphs": [_fill(text, words) for text in section.get("paragraphs", [])],
            "points": [_fill(text, words) for text in section.get("points", [])],
        }
        for section in content["sections"]
    ]
    return Sheet(
        content["title"],
        _fill(content["intro"], words),
        content.get("minutes", 3),
        sections,
        _fill(content["acknowledgement"], words),
    )


def as_text(sheet: ExpectationSheet, vendor: Vendor) -> str:
    """The whole sheet as plain text: what is hashed and kept when somebody acknowledges it."""
    shown = filled(sheet, vendor)
    lines = [shown.title, shown.intro]
    for section in shown.sections:
        lines += ["", section["title"], *section["paragraphs"], *[f"- {point}" for point in section["points"]]]
    return "\n".join([*lines, "", shown.acknowledgement])


def _words(content: dict, vendor: Vendor) -> dict[str, str]:
    organisation, steward = Organisation.current(), vendor.owner
    known = {
        "company.name": organisation.name,
        "company.help_phone": organisation.help_phone,
        "vendor.steward_name": steward.name if steward else organisation.help_name,
        "vendor.steward_email": steward.email if steward else organisation.help_email,
    }
    return {
        variable["name"]: str(known.get(variable.get("from", "")) or variable["default"])
        for variable in content["variables"]
    }


def _fill(text: str, words: dict[str, str]) -> str:
    for name, value in words.items():
        text = text.replace("{{" + name + "}}", value)
    return " ".join(text.split())
