"""How do the factors of a risk score speak? Their names, how each stands, and how its points came about."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from core.web.dates import say_day

ACCEPTED = _l("Residual risk accepted")
LEVELS = [_l("Not assessed"), _l("Low"), _l("Medium"), _l("High"), _l("Critical")]


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def name_of(key: str) -> str:
    return {
        "inherent": _("Inherent risk"), "legal": _("Legal"), "financial": _("Financial"), "reputation": _("Reputation"),
        "culture": _("Working practice"), "safeguards": _("Safeguards"), "questionnaire": _("Questionnaire"),
        "certifications": _("Certificates"), "insurance": _("Insurance"), "findings": _("Findings"), "same_parent": _("Same parent"),
        "share": _("Share of our engagements"), "bounds": _("Limit of the scale"), "override": _("Set by hand"),
    }[key]  # fmt: skip


def text(factor: dict) -> str:
    """One line: what it is and how it stands."""
    return f"{name_of(factor['key'])}: {_standing(factor)}"


def _standing(factor: dict) -> str:
    key = factor["key"]
    if key == "inherent":
        return _("%(points)s points of the form, tier %(tier)s") % {
            "points": factor["form_points"],
            "tier": factor["tier"],
        }
    if key == "findings":
        return _findings(factor)
    if key == "same_parent":
        return ngettext("%(n)d other firm of the group", "%(n)d other firms of the group", factor["firms"]) % {
            "n": factor["firms"]
        }
    if key == "share":
        return _("%(own)s of %(running)s that run") % {"own": factor["own"], "running": factor["running"]}
    if key == "bounds":
        return _("a score ends at 0 and at 100")
    if key == "override":
        return _("%(name)s, until %(day)s") % {"name": factor["by"], "day": say_day(day(factor["until_on"]))}
    return _control(factor)


def _findings(factor: dict) -> str:
    words = ngettext("%(n)d open", "%(n)d open", factor["open"]) % {"n": factor["open"]}
    if not factor["late"]:
        return words
    return words + ", " + ngettext("%(n)d past its day", "%(n)d past their day", factor["late"]) % {"n": factor["late"]}


def _control(factor: dict) -> str:
    if "wanted" in factor:
        if not factor["counts"]:
            return _("none asked for")
        words = (
            _("%(held)s of %(wanted)s as asked for")
            if factor["key"] == "insurance"
            else _("%(held)s of %(wanted)s in force")
        )
        return words % {"held": factor["held"], "wanted": factor["wanted"]}
    if not factor["is_known"]:
        return _("not assessed")
    if "met" in factor:
        return _accounts(factor)
    if "percent" in factor:
        return _("%(percent)s %% confirmed") % {"percent": factor["percent"]}
    return _("%(mark)s of 4") % {"mark": factor["mark"]}


def _accounts(factor: dict) -> str:
    """By the accounts: how much of what is asked for is met."""
    said = {"met": factor["met"], "asked": factor["met"] + factor["short"] + factor["unknown"]}
    words = [
        _("by the accounts to %(day)s") % {"day": say_day(day(factor["fresh_on"]))},
        _("%(met)s of %(asked)s met") % said,
    ]
    if factor["unknown"]:
        words.append(_("%(n)s unknown") % {"n": factor["unknown"]})
    if factor["zone"] == "short":
        words.append(_("in the distress zone of Altman's model"))
    return ", ".join(words)


def rest(factor: dict) -> str:
    """How the points of a factor came about, in figures."""
    key = factor["key"]
    if key == "inherent":
        return _("%(by)s by points, at least %(least)s by its tier") % {
            "by": factor["by_points"],
            "least": factor["least"],
        }
    if key == "override":
        return _("%(worked)s by the arithmetic. %(because)s") % {
            "worked": factor["worked_out"],
            "because": factor["because"],
        }
    if "weight" not in factor or not factor["counts"]:
        return ""
    if not factor["is_known"]:
        return _("at most −%(most)s; unknown takes nothing away") % {"most": factor["most"]}
    said = {"most": factor["most"], "credit": factor["credit"], "rests": factor["rests_on"]}
    return _("at most −%(most)s, × %(credit)s %% for how it stands, × %(rests)s %% for how sure and fresh it is") % said


def level(number: int) -> str:
    return str(LEVELS[number])
