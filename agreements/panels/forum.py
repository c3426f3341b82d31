"""Courts or arbitration? What the country of the agreement offers, and where an award or a judgment can be enforced."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from agreements import drafting, shelves
from agreements.models import Agreement
from agreements.rendering import reading
from core.models import Organisation
from vendors import places

CLAUSE = "arbitration"


@dataclass(frozen=True)
class Option:
    """`variables` and `choices` are what choosing it says to the draft."""

    key: str
    title: str
    text: str
    variables: dict
    choices: dict


def options(found: drafting.Draft) -> list[Option]:
    """The courts of the country, and its arbitration where the template has the clause and its conditions let it in."""
    has_clause = any(choice.clause["id"] == CLAUSE and not choice.locked for choice in found.choices)
    courts = [
        Option(f"court-{row['id']}", _("Courts: %(courts)s") % {"courts": row["wording"]}, row.get("text", ""), {"courts": row["wording"]}, {CLAUSE: False} if has_clause else {})
        for row in found.country.get("courts", ())
    ]  # fmt: skip
    arbitration = [
        Option(
            f"arbitration-{row['id']}", _("Arbitration: %(rules)s, seat in %(seat)s") % {"rules": row["institution"], "seat": row["seat"]}, row.get("text", ""),
            {"arbitration_rules": row["institution"], "arbitration_seat": row["seat"]}, {CLAUSE: True},
        )
        for row in found.country.get("arbitration", ())
    ]  # fmt: skip
    return courts + (arbitration if has_clause else [])


def chosen(found: drafting.Draft, offered: list[Option]) -> str:
    """The option that the draft says now; none where it says something of its own."""
    decided = {choice.clause["id"]: choice.is_in for choice in found.choices}
    for option in offered:
        is_in = all(decided.get(key) == value for key, value in option.choices.items())
        if is_in and all(found.values.get(name, value) == value for name, value in option.variables.items()):
            return option.key
    return ""


def facts(agreement: Agreement, found: drafting.Draft) -> list[dict]:
    """For the governing country and that of each side: what is known of awards and judgments there, with source and date."""
    ours, firm = Organisation.current().jurisdiction, agreement.vendor.jurisdiction or agreement.vendor.country
    asked = {
        agreement.jurisdiction: [_("Governing law")], ours: [_("Our side")], firm: [_("Their side")],
    }  # fmt: skip
    for code, said in ((ours, _("Our side")), (firm, _("Their side"))):
        if said not in asked[code]:
            asked[code].append(said)
    profiles = shelves.profiles([*asked])
    return [_fact(code, roles, profiles) for code, roles in asked.items() if code]


def _fact(code: str, roles: list[str], profiles: dict[str, dict]) -> dict:
    profile = profiles.get(code, {})
    return {
        "place": profile.get("name") or places.name_of(code),
        "roles": ", ".join(roles),
        "lines": [
            {"label": reading.FACTS[key], **profile[key]} for key in ("new_york_convention", "judgments") if profile.get(key)
        ],
    }  # fmt: skip
