"""How does an accepted risk stand? One word for lists and headers, and a sentence for the page."""

import datetime

from django.utils.translation import gettext as _

from core.actors import Actor
from core.web.dates import say_day
from vendors import accepted_risks, score_words
from vendors.accepted_risks import COVERS, OUTGROWN
from vendors.models import RiskAcceptance, Vendor
from vendors.panels import score

Instant = datetime.datetime


def tag(row: RiskAcceptance, *, stands: bool, level: int) -> dict:
    """`level`: of the firm now."""
    if not stands:
        return _over(row)
    reach = accepted_risks.reach(row, level)
    if reach == COVERS:
        return {"text": _("Accepted"), "tone": "ok", "icon": "check"}
    if reach == OUTGROWN:
        return {"text": _("No longer covers"), "tone": "danger", "icon": "triangle-alert"}
    return {"text": _("Too little known"), "tone": "outline", "icon": "circle-dashed"}


def _over(row: RiskAcceptance) -> dict:
    if row.withdrawn_at:
        return {"text": _("Withdrawn"), "tone": "plain", "icon": "minus"}
    if row.renewals.all():
        return {"text": _("Renewed"), "tone": "plain", "icon": "refresh-cw"}
    return {"text": _("Run out"), "tone": "warn", "icon": "clock"}


def on_risk_page(vendor: Vendor, found: dict, viewer: Actor, at: Instant) -> dict:
    """{row, tag, words, last}: beside the score of now; `found` as panels.score.worked_out gives it."""
    level = found["result"]["level"]
    row = accepted_risks.standing(vendor, at)
    last = RiskAcceptance.objects.visible_to(viewer).filter(vendor=vendor).order_by("-accepted_at").first()
    over = found["result"]["score"] is not None and found["result"]["score"] > found["method"].appetite
    if row is None:
        words = _("It is above the limit, and nobody has accepted it.") if over else _("Nobody has accepted it.")
        return {"row": None, "words": words, "last": last, "is_needed": over}
    return {
        "row": row,
        "tag": tag(row, stands=True, level=level),
        "words": sentence(row, level),
        "last": last,
        "is_needed": False,
    }


def sentence(row: RiskAcceptance, level: int) -> str:
    said = {
        "accepted": score_words.level(row.level),
        "now": score_words.level(level),
        "day": say_day(row.until_on, "full"),
    }
    return {
        COVERS: _("It covers the level of now, until %(day)s.") % said,
        OUTGROWN: _("It no longer covers: %(accepted)s was accepted, and the level is %(now)s now.") % said,
    }.get(accepted_risks.reach(row, level), _("Too little is known now to say whether it covers.") % said)


def header_words(vendor: Vendor, at: Instant) -> str:
    """Below the name of the record; nothing where nobody accepted anything."""
    row = accepted_risks.standing(vendor, at)
    if row is None:
        return ""
    found = score.worked_out(vendor, at)
    if found and accepted_risks.reach(row, found["result"]["level"]) == OUTGROWN:
        return _("Risk above what was accepted")
    return _("Risk accepted until %(day)s") % {"day": say_day(row.until_on)}
