"""What do the schedules of assets and of contacts say: in a draft, frozen in the text, and today after every notice?"""

import datetime
import re

from django.utils import translation
from django.utils.translation import gettext as _

from agreements.models import Agreement, AgreementContact
from agreements.models.contact import ABOUT, SIDES
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
    if contacts := list(AgreementContact.objects.filter(agreement=agreement, holds_from=None)):
        with translation.override(LANGUAGE):
            found |= {
                "contact_title": f"Schedule {_next(titles)}",
                "contacts": [_row(each) for each in _in_order(contacts)],
            }
    return found


def standing(agreement: Agreement, on: datetime.date) -> list[dict]:
    """Each contact that holds on that day, and those that a notice names from a later day."""
    rows = list(AgreementContact.objects.filter(agreement=agreement).order_by("holds_from"))
    begun = [row for row in rows if row.holds_from is None or row.holds_from <= on]
    newest = {(row.side, row.about): row for row in sorted(begun, key=lambda row: row.holds_from or datetime.date.min)}
    later = [row for row in rows if row.holds_from and row.holds_from > on]
    return [
        {"row": row, "words": _words(row), "is_later": row in later} for row in _in_order([*newest.values(), *later])
    ]


def _in_order(rows: list[AgreementContact]) -> list[AgreementContact]:
    sides, about = [key for key, _words in SIDES], [key for key, _words in ABOUT]
    return sorted(
        rows, key=lambda row: (sides.index(row.side), about.index(row.about), row.holds_from or datetime.date.min)
    )


def _row(contact: AgreementContact) -> dict:
    said = {name: getattr(contact, name) for name in ("side", "about", "name", "role", "email")}
    side = "Of the company" if contact.side == "company" else "Of the subcontractor"
    return {**said, "side_words": side, "about_words": str(contact.get_about_display())}


def _words(row: AgreementContact) -> str:
    """Role, side, what they are told of, address, and since when where a notice named them."""
    said = [row.role, str(row.get_side_display()), str(row.get_about_display()), row.email]
    if row.holds_from:
        said.append(_("by notice from %(day)s") % {"day": say_day(row.holds_from, "full")})
    return ", ".join(filter(None, said))


def _next(titles: dict[str, str]) -> int:
    """One more than the highest number that the text gives a schedule."""
    return 1 + max((int(number) for title in titles.values() for number in re.findall(r"\d+", title or "")), default=0)
