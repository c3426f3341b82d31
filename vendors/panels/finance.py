"""What do the accounts of a subcontractor come to? Ratios year by year, beside what its tier is asked for, in words."""

import datetime

from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.actors import Actor
from core.web.dates import say_day
from vendors import business_days, finance_words
from vendors.finance import altman, judging, ratios
from vendors.models import FinanceMethod, Statement, Vendor

Instant = datetime.datetime
YEARS = 5  # that stand side by side
TAGS = {"met": ("plain", "check"), "short": ("danger", "circle-x"), "unknown": ("outline", "circle-dashed")}


def vendor_panels(vendor: Vendor, viewer: Actor, at: Instant) -> list[dict]:
    """On the record: what falls short in the newest accounts, or that there are none."""
    if not viewer.is_staff:
        return []
    found = of(vendor, viewer, at)
    return [
        {
            "tab": "assessments",
            "title": _("Financial health"),
            "template": "desk/vendors/finance_verdict.html",
            "context": found,
            "url": reverse("subcontractor_finance", args=[vendor.pk]),
            "more": _("Show the ratios") if found["years"] else _("Enter accounts"),
        }
    ]


def of(vendor: Vendor, viewer: Actor, at: Instant) -> dict:
    """{years, newest, ratios, altman, short, notes, method}: the newest YEARS years, oldest first, by the newest method."""
    newest = Statement.objects.visible_to(viewer).current().filter(vendor=vendor).order_by("-ends_on")
    years = list(newest.select_related("stored", "entered_by")[:YEARS])[::-1]
    method = FinanceMethod.objects.order_by("-version").first()
    if not years or method is None:
        return {"years": [], "newest": None, "ratios": [], "altman": None, "short": [], "notes": [], "method": method}
    found = [ratios.of(row.figures, row.months) for row in years]
    rows = [_row(method.content, vendor.tier, key, years, found) for key in ratios.RATIOS]
    model = _altman(years)
    return {
        "years": years, "newest": years[-1], "ratios": rows, "altman": model, "short": _short(method.content, rows, model),
        "notes": _notes(method.content, years, business_days.day_of(at)), "method": method,
        "unknown": sum(row["state"] == "unknown" for row in rows), "asked": sum(bool(row["state"]) for row in rows),
    }  # fmt: skip


def _row(method: dict, tier: int | None, key: str, years: list[Statement], found: list[dict]) -> dict:
    rule, newest = ratios.RATIOS[key], found[-1][key]
    name, formula = finance_words.RATIOS[key]
    state = judging.state(method, tier, key, newest)
    asked = judging.limit(method, tier, key)
    direction, steps = judging.trend(method, rule.better, [year[key].value for year in found])
    words = {"met": _("Met"), "short": _("Falls short"), "unknown": _("Unknown")}
    return {
        "key": key, "name": name, "formula": formula, "group": finance_words.GROUPS[rule.group],
        "values": [(say_day(row.ends_on, "full"), finance_words.value(year[key], rule.form, key)) for row, year in zip(years, found, strict=True)], "lacking": finance_words.lacking(newest),
        "value": finance_words.value(newest, rule.form, key), "limit": _limit(rule, asked), "state": state,
        "tag": {"text": words[state], "tone": TAGS[state][0], "icon": TAGS[state][1]} if state else None,
        "trend": finance_words.trend(direction, steps), "is_worse": direction == "worse",
        "why": next((each["why"] for each in method["limits"] if each["ratio"] == key), ""),
    }  # fmt: skip


def _limit(rule, asked) -> str:
    if asked is None:
        return ""
    words = _("at least %(value)s") if rule.better == "higher" else _("at most %(value)s")
    return words % {"value": finance_words.figure(asked, rule.form)}


def _altman(years: list[Statement]) -> dict:
    """The model for the kind of firm that the newest accounts name, for each year that names the same."""
    newest = years[-1]
    score = altman.of(newest.kind, newest.figures, newest.months)
    if score is None:
        return {
            "name": "",
            "reason": _("It is a financial firm, for which no model of Altman is made."),
            "parts": [],
            "past": [],
        }
    name, reason = finance_words.MODELS[score.model.key]
    past = [(row, altman.of(row.kind, row.figures, row.months)) for row in years[:-1] if row.kind == newest.kind]
    return {
        "name": name, "reason": reason, "value": finance_words.value(score.found, "times"), "zone": score.zone,
        "lacking": finance_words.lacking(score.found), "tag": _zone(score.zone), "parts": _parts(score),
        "safe": finance_words.figure(score.model.safe, "times"), "distress": finance_words.figure(score.model.distress, "times"),
        "past": [{"ends_on": row.ends_on, "value": finance_words.value(each.found, "times"), "tag": _zone(each.zone)} for row, each in past if each],
    }  # fmt: skip


def _zone(zone: str) -> dict:
    if not zone:
        return {"text": _("Unknown"), "tone": "outline", "icon": "circle-dashed"}
    text, tone, icon = finance_words.ZONES[zone]
    return {"text": text, "tone": tone, "icon": icon}


def _parts(score: altman.Score) -> list[dict]:
    is_market = score.model.worth == "market_value"
    return [
        {
            "name": finance_words.MARKET_X4 if key == "x4" and is_market else finance_words.VARIABLES[key],
            "ratio": finance_words.figure(ratio, "times", 3), "weight": str(weight), "points": finance_words.figure(points, "times"),
        }
        for key, (ratio, weight, points) in score.parts.items()
    ] if score.zone else []  # fmt: skip


def _short(method: dict, rows: list[dict], model: dict) -> list[str]:
    """One sentence for each thing that falls short."""
    found = [
        _("%(name)s: %(value)s, asked for %(limit)s")
        % {"name": row["name"], "value": row["value"], "limit": row["limit"]}
        for row in rows
        if row["state"] == "short"
    ]
    if model.get("zone") in method["short_zones"]:
        found.append(
            _("%(model)s: %(value)s, in the distress zone") % {"model": model["name"], "value": model["value"]}
        )
    return found


def _notes(method: dict, years: list[Statement], today: datetime.date) -> list[str]:
    """What to bear in mind when the years are read side by side."""
    newest = years[-1]
    old = newest.ends_on + relativedelta(months=method["fresh_months"]) < today
    words = {
        _("The newest accounts end on %(day)s. They are old.") % {"day": say_day(newest.ends_on, "full")}: old,
        _("The newest accounts are neither audited nor reviewed."): newest.assurance == "none",
        _("The years are not all in the same currency; ratios can be compared, amounts cannot."): _differ(years, "currency"),
        _("Some years are of the firm alone, others of its group; they are not alike."): _differ(years, "is_consolidated"),
        _("A period is not twelve months long; what flows in it is scaled to twelve."): any(row.months != 12 for row in years),
        ngettext("%(n)d year alone shows no trend.", "%(n)d years alone show no trend.", len(years)) % {"n": len(years)}: len(years) < 2,
    }  # fmt: skip
    return [sentence for sentence, holds in words.items() if holds]


def _differ(years: list[Statement], name: str) -> bool:
    return len({getattr(row, name) for row in years}) > 1
