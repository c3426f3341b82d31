"""How is it said what opens and what closes when a rule changes?"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access import wording
from access.outcomes import Outcome, Turn

MOST = 20  # grants named on the page, of those that open or close


def said(outcome: Outcome, names: dict) -> dict:
    """Two sentences, a row for each grant up to `MOST`, and how many more: {closes, opens, rows, more}."""
    turns = [(turn, "danger") for turn in outcome.closes] + [(turn, "warn") for turn in outcome.opens]
    return {
        "closes": _closes(outcome.closes),
        "opens": _opens(outcome.opens),
        "rows": [_row(turn, tone, names) for turn, tone in turns[:MOST]],
        "more": max(0, len(turns) - MOST),
    }


def _people(turns) -> str:
    count = len({turn.grant.person_id for turn in turns})
    return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}


def _closes(turns) -> str:
    if not turns:
        return _("Closes nothing that is open now.")
    text = ngettext(
        "Closes %(count)d grant of %(people)s now.", "Closes %(count)d grants of %(people)s now.", len(turns)
    )
    return text % {"count": len(turns), "people": _people(turns)}


def _opens(turns) -> str:
    if not turns:
        return _("Opens nothing that is closed now.")
    text = ngettext("Opens %(count)d grant of %(people)s now.", "Opens %(count)d grants of %(people)s now.", len(turns))
    return text % {"count": len(turns), "people": _people(turns)}


def _row(turn: Turn, tone: str, names: dict) -> dict:
    grant, closes = turn.grant, tone == "danger"
    misses = ", ".join(wording.name_of(reason, names) for reason in turn.unmet)
    return {
        "title": grant.person.name,
        "url": reverse("grant", args=[grant.pk]),
        "meta": ", ".join(filter(None, [grant.vendor.name, grant.asset.name, closes and _("misses: %s") % misses])),
        "state": {
            "tone": tone,
            "text": _("Closes") if closes else _("Opens"),
            "icon": "lock" if closes else "key-round",
        },
    }
