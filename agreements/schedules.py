"""What do the schedules of assets and of contacts say: in a draft, frozen in the text, and on a day after every amendment and notice?"""

import datetime
import re
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from agreements import consolidated
from agreements.models import Agreement, AgreementContact
from agreements.models.contact import ABOUT, SIDES
from agreements.rendering import wording
from core import ties
from core.web.dates import say_day

LANGUAGE = "en-gb"  # of the legal texts
CLAUSE = "confidential-information"  # it names the schedule of assets
CHOSEN = "schedule_assets"  # of Agreement.variables: ids of the assets that the drafter lists; without it, all


def offered(agreement: Agreement) -> list[dict]:
    """What the work needs of ours, by the register above: {id, name, kind, asset_class}."""
    with translation.override(LANGUAGE):
        return ties.covered(agreement.vendor_id, agreement.engagement_id)


def listed(agreement: Agreement) -> list[dict]:
    chosen = agreement.variables.get(CHOSEN)
    return [row for row in offered(agreement) if chosen is None or row["id"] in chosen]


def drafted(agreement: Agreement, used: set[str], titles: dict[str, str]) -> dict:
    """The parts of the body; `titles`: what the text calls its schedules, by variable."""
    found: dict = {}
    if CLAUSE in used and titles.get("asset_schedule") and (assets := listed(agreement)):
        found |= {"asset_title": titles["asset_schedule"], "assets": assets}
    return found | _contacts(agreement, f"Schedule {_next(titles)}")


def amended(paper: Agreement) -> dict:
    """The parts of the body of an amendment's draft: the schedules that take the place of those before, each whole."""
    amends, found = paper.amendment.amends, {}
    if paper.variables.get(CHOSEN) is not None:
        found = {"asset_title": asset_title(amends), "assets": listed(paper)}
    return found | _contacts(paper, _contact_title(amends))


def asset_title(agreement: Agreement) -> str:
    """What a text in force calls its schedule of assets; empty where it speaks of none."""
    if title := _latest(agreement, "asset_title", None)[1]:
        return title
    is_named = any(section["key"] == CLAUSE for section in consolidated.text(agreement))
    return wording.say(consolidated.values(agreement).get("asset_schedule"), {"type": "text"}) if is_named else ""


def assets(agreement: Agreement, on: datetime.date | None = None) -> tuple[int, list[dict]]:
    """The schedule that binds on that day, and the number of the amendment that it comes from; 0 for the text itself."""
    number, rows = _latest(agreement, "assets", on)
    return number, rows or []


def standing(agreement: Agreement, on: datetime.date) -> list[dict]:
    """Each contact that holds on that day, by the text or the last amendment that names contacts, or by a later notice; and
    those that a notice names from a day after it."""
    named, since = _of_the_text(agreement, on)
    notices = AgreementContact.objects.filter(agreement=agreement).exclude(holds_from=None).order_by("holds_from")
    newest = {(row.side, row.about): row for row in named}
    newest |= {(row.side, row.about): row for row in notices.filter(holds_from__gt=since, holds_from__lte=on)}
    later = list(notices.filter(holds_from__gt=max(on, since)))
    return [
        {"row": row, "words": _words(row), "is_later": row in later} for row in _in_order([*newest.values(), *later])
    ]


def sections(agreement: Agreement, on: datetime.date) -> list[dict]:
    """Both schedules as they bind on that day, in the shape of agreements.rendering.consolidating."""
    with translation.override(LANGUAGE):
        number, rows = assets(agreement, on)
        covered = [f"{row['name']} ({row['kind']}; {row['asset_class']})" for row in rows]
        held = [line["row"] for line in standing(agreement, on) if not line["is_later"]]
        told = [_line(row) for row in held]
    named = _amended_contacts(agreement, on)
    found = [
        _section("schedule-assets", f"{asset_title(agreement)}: assets", covered, number),
        _section("schedule-contacts", f"{_contact_title(agreement)}: contacts", told, named.number if named else 0),
    ]
    return [section for section in found if section["sentences"]]


def _section(key: str, title: str, texts: list[str], number: int) -> dict:
    numbered = [{"number": str(place), "text": text} for place, text in enumerate(texts, 1)]
    return {"number": "", "key": key, "title": title, "sentences": numbered, "source": number, "is_struck": False}


def _contacts(agreement: Agreement, title: str) -> dict:
    with translation.override(LANGUAGE):
        rows = [_row(each) for each in _in_order(list(own_contacts(agreement)))]
    return {"contact_title": title, "contacts": rows} if rows else {}


def own_contacts(agreement: Agreement):
    """Those that the text of this very paper names."""
    return AgreementContact.objects.filter(agreement=agreement, holds_from=None)


def _of_the_text(agreement: Agreement, on: datetime.date) -> tuple[list[AgreementContact], datetime.date]:
    """Whom the text names on that day, and from which day that is so."""
    if changed := _amended_contacts(agreement, on):
        return list(own_contacts(changed.paper)), changed.paper.starts_on
    return list(own_contacts(agreement)), datetime.date.min


def _amended_contacts(agreement: Agreement, on: datetime.date | None):
    """The last amendment in effect by that day that has a schedule of contacts."""
    rows = reversed(consolidated.until(agreement, on))
    return next((row for row in rows if "contacts" in row.paper.body), None)


def _latest(agreement: Agreement, name: str, on: datetime.date | None) -> tuple[int, Any]:
    """What the last text that has it says, and the number of that amendment."""
    changed = [(row.number, row.paper.body) for row in consolidated.until(agreement, on)]
    texts = [(0, agreement.body), *changed]
    return next(((number, body[name]) for number, body in reversed(texts) if name in body), (0, None))


def _contact_title(agreement: Agreement) -> str:
    if title := _latest(agreement, "contact_title", None)[1]:
        return title
    titles = {name: agreement.body.get(name) or "" for name in ("background_title", "asset_title")}
    return f"Schedule {_next({**titles, 'asset_schedule': asset_title(agreement)})}"


def _in_order(rows: list[AgreementContact]) -> list[AgreementContact]:
    sides, about = [key for key, _words in SIDES], [key for key, _words in ABOUT]
    return sorted(
        rows, key=lambda row: (sides.index(row.side), about.index(row.about), row.holds_from or datetime.date.min)
    )


def _row(contact: AgreementContact) -> dict:
    said = {name: getattr(contact, name) for name in ("side", "about", "name", "role", "email")}
    side = "Of the company" if contact.side == "company" else "Of the subcontractor"
    return {**said, "side_words": side, "about_words": str(contact.get_about_display())}


def _line(contact: AgreementContact) -> str:
    """As the text prints it."""
    row = _row(contact)
    return ", ".join(
        filter(None, [f"{row['side_words']}, {row['about_words']}: {row['name']}", row["role"], row["email"]])
    )


def _words(row: AgreementContact) -> str:
    """Role, side, what they are told of, address, and since when where a notice named them."""
    said = [row.role, str(row.get_side_display()), str(row.get_about_display()), row.email]
    if row.holds_from:
        said.append(_("by notice from %(day)s") % {"day": say_day(row.holds_from, "full")})
    return ", ".join(filter(None, said))


def _next(titles: dict[str, str]) -> int:
    """One more than the highest number that the text gives a schedule."""
    return 1 + max((int(number) for title in titles.values() for number in re.findall(r"\d+", title or "")), default=0)
