"""What does a risk score say, and why? Each factor in words, on a track of a hundred points."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from core.actors import Actor
from core.web.dates import say_day
from vendors import score_inputs, score_words
from vendors.models import RiskScore, ScoreMethod, Vendor
from vendors.scoring import arithmetic

Instant = datetime.datetime


def worked_out(vendor: Vendor, at: Instant, known_at: Instant | None = None) -> dict | None:
    """{method, known, result} as of `at`; None where no method is loaded."""
    method = ScoreMethod.objects.order_by("-version").first()
    if method is None:
        return None
    known = score_inputs.of([vendor], at, known_at)[vendor.pk]
    return {"method": method, "known": known, "result": arithmetic.score(method.content, known)}


def panel(vendor: Vendor, viewer: Actor, at: Instant) -> list[dict]:
    """The residual risk on the record, worked out now."""
    found = worked_out(vendor, at) if viewer.is_staff else None
    if found is None or found["result"]["score"] is None:
        return []
    return [
        {
            "title": _("Residual risk"),
            "template": "desk/vendors/risk_verdict.html",
            "context": verdict(found, vendor),
            "url": reverse("subcontractor_risk", args=[vendor.pk]),
            "more": _("Show the arithmetic"),
        }
    ]


def verdict(found: dict, vendor: Vendor) -> dict:
    """For desk/vendors/risk_verdict.html."""
    result, before = found["result"], _before(vendor, found["result"])
    return {
        "score": result["score"], "of": 100, "level": result["level"] or None, "confidence": result["confidence"],
        "since": _("was %(score)s on %(day)s") % {"score": before.score, "day": say_day(before.made_at.date())} if before else "",
        "over": result["score"] is not None and result["score"] > found["method"].appetite, "appetite": found["method"].appetite,
        "factors": factors(found, vendor, with_nought=False), "method": found["method"],
    }  # fmt: skip


def _before(vendor: Vendor, result: dict) -> RiskScore | None:
    """The last result that was another number."""
    rows = RiskScore.objects.filter(vendor=vendor).exclude(score=None).exclude(score=result["score"])
    return rows.order_by("-made_at").first()


def factors(found: dict, vendor: Vendor, *, with_nought: bool = True) -> list[dict]:
    """For components/factors.html, in the order in which they add up, with what each rests on as `rest`. Without noughts, those
    that could have counted stay: what is missing is part of the answer."""
    shown, total = [], 0
    for factor in found["result"]["factors"]:
        start, total = total, total + factor["points"]
        if not (factor["points"] or with_nought or factor.get("counts")):
            continue
        tone = "base" if factor["key"] == "inherent" else "up" if factor["points"] > 0 else "down"
        shown.append(
            {
                **factor, "text": score_words.text(factor), "rest": score_words.rest(factor), "url": _url(factor["key"], found["known"], vendor), "value": factor["points"],
                "seen_on": score_words.day(factor.get("fresh_on")),
                "start": max(0, min(start, total)), "width": min(100, abs(factor["points"])), "tone": tone,
            }
        )  # fmt: skip
    return shown


def _url(key: str, known: dict, vendor: Vendor) -> str:
    """Where the evidence lies."""
    if key == "inherent":
        return reverse("subcontractor_tier", args=[vendor.pk])
    if key == "questionnaire" and known["questionnaire"]:
        return reverse("assessment", args=[known["questionnaire"]["assessment"]])
    if key in known["dimensions"]:
        return reverse("screening", args=[known["dimensions"][key]["screening"]])
    tab = {"certifications": "certificates", "insurance": "certificates", "findings": "audits"}.get(key)
    return reverse("subcontractor_tab", args=[vendor.pk, tab]) if tab else ""
