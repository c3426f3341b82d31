"""What did we know of these subcontractors at a moment, as far as their risk goes? Set-based: the same number of queries for
one firm and for a thousand.

Facts are read with both of their times (ADR 0003): what held at `at`, by what was known at `known_at`. Everything else
counts from the moment it was decided. The name of a parent is the one of today; it has no history.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count
from django.db.models.functions import Upper

from vendors import accounts_judged, answers_given, business_days, evidence_terms, questionnaire_engine
from vendors.models import (
    Assessment,
    Engagement,
    InsurancePolicy,
    LineCatalogue,
    ScoreOverride,
    Screening,
    ScreeningScore,
    TierAssessment,
    Vendor,
    VendorFact,
    Weakness,
)
from vendors.models.screening import DECIDED

Instant = datetime.datetime


def of(vendors: Iterable[Vendor], at: Instant, known_at: Instant | None = None) -> dict:
    """Vendor id -> `known`, as vendors.scoring.arithmetic takes it; all values are plain JSON."""
    firms = {vendor.pk: vendor for vendor in vendors}
    known_at = known_at or at
    here = business_days.zone()
    today = business_days.day_of(at, here)
    tiers = _tiers(firms, min(at, known_at))
    marks, answers = _marks(firms, min(at, known_at)), _answers(firms, min(at, known_at), here)
    facts, weak = _facts(firms, at, known_at), _weaknesses(firms, at, known_at)
    lines, running, related = _lines(firms, tiers, facts), _running(today), _related(firms)
    overrides = _overrides(firms, at, today, here)
    accounts = accounts_judged.of(firms, {key: row.tier for key, row in tiers.items()}, today, known_at)
    return {
        key: {
            "today": today.isoformat(),
            "tier": _tier(tiers.get(key), here),
            "dimensions": marks.get(key, {}),
            "accounts": accounts.get(key),
            "questionnaire": answers.get(key),
            "certificates": _certificates(tiers.get(key), facts[key]["certification"]),
            "insurance": lines.get(key, []),
            "findings": weak.get(key, []),
            "concentration": {
                "same_parent": related.get(key, 0),
                "engagements": running[key],
                "all_engagements": running.total(),
            },
            "override": overrides.get(key),
        }
        for key in firms
    }


def _tiers(firms, known_at) -> dict:
    rows = TierAssessment.objects.filter(vendor__in=firms, made_at__lte=known_at).order_by("vendor", "-made_at", "-pk")
    return {row.vendor_id: row for row in rows.distinct("vendor")}


def _tier(row: TierAssessment | None, here) -> dict | None:
    if row is None:
        return None
    return {"tier": row.tier, "points": row.points, "assessed_on": business_days.day_of(row.made_at, here).isoformat()}


def _marks(firms, known_at) -> dict:
    """The dimensions of the newest decided screening; those that nobody assessed are not there."""
    decided = Screening.objects.filter(vendor__in=firms, status__in=DECIDED, decided_at__lte=known_at)
    newest = decided.order_by("vendor", "-decided_at", "-pk").distinct("vendor").values("pk")
    found: dict = defaultdict(dict)
    for row in ScreeningScore.objects.filter(screening__in=newest).exclude(score=None):
        found[row.vendor_id][row.dimension] = {
            "score": row.score,
            "confidence": row.confidence,
            "fresh_on": row.fresh_on.isoformat(),
            "screening": str(row.screening_id),
        }
    return found


def _answers(firms, known_at, here) -> dict:
    accepted = Assessment.objects.filter(vendor__in=firms, status="accepted", accepted_at__lte=known_at)
    rows = accepted.order_by("vendor", "-accepted_at").distinct("vendor")
    return {
        row.vendor_id: {
            "reference": row.reference,
            "assessment": str(row.pk),
            "percent": row.percent if row.percent is not None else _percent(row),
            "accepted_on": business_days.day_of(row.accepted_at, here).isoformat(),
        }
        for row in rows.defer("questions")
    }


def _percent(row: Assessment) -> int | None:
    """Of answers that were accepted before the result was kept with them."""
    rows = answers_given.rows(row)
    return questionnaire_engine.result(row.questions, answers_given.weighed(row, rows)).percent


def _facts(firms, at, known_at) -> dict:
    """Vendor id -> requirement -> [fact], of certificates and insurance that were in force."""
    found: dict = defaultdict(lambda: defaultdict(list))
    rows = VendorFact.objects.filter(vendor__in=firms, requirement__in=["certification", "insurance"])
    for fact in rows.holding(at).believed(known_at).order_by("key", "pk"):
        found[fact.vendor_id][fact.requirement].append(fact)
    return found


def _certificates(tier: TierAssessment | None, held: list[VendorFact]) -> list[dict]:
    """What the tier asks for, and whether one of those that answer it is in force."""
    keys = {fact.key for fact in held}
    return [
        {"title": demand["title"], "held": bool(keys & set(demand.get("any_of") or [demand["refers_to"]]))}
        for demand in (tier.demanded("certificate") if tier else [])
    ]


def _lines(firms, tiers, facts) -> dict:
    """Vendor id -> [{title, held}], a line of insurance that the tier asks for each; held where limit and deductible are enough."""
    catalogue = LineCatalogue.objects.order_by("-version").first()
    if catalogue is None:
        return {}
    sources = [fact.source_id for key in firms for fact in facts[key]["insurance"]]
    policies = defaultdict(list)
    for policy in InsurancePolicy.objects.filter(pk__in=sources):
        policies[policy.vendor_id].append(policy)
    names = {line["id"]: line["name"] for line in catalogue.content["lines"]}
    return {
        key: [
            {"title": names.get(need.line, need.line), "held": need.is_met}
            for need in evidence_terms.needs(catalogue.required(row.tier), policies[key])
        ]
        for key, row in tiers.items()
    }


def _weaknesses(firms, at, known_at) -> dict:
    found: dict = defaultdict(list)
    rows = Weakness.objects.filter(vendor__in=firms).holding(at).believed(known_at)
    for row in rows.order_by("reference"):
        found[row.vendor_id].append(
            {
                "reference": row.reference,
                "title": row.title,
                "severity": row.severity,
                "due_on": row.due_on.isoformat() if row.due_on else None,
                "finding": str(row.source_id),
            }
        )
    return found


def _running(today: datetime.date) -> Counter:
    rows = Engagement.objects.filter(starts_on__lte=today, ends_on__gte=today)
    return Counter(dict(rows.values_list("vendor").annotate(count=Count("pk")).order_by()))


def _related(firms) -> dict:
    """Vendor id -> how many other subcontractors of the register belong to the same parent."""
    parents = {key: vendor.parent_name.strip().upper() for key, vendor in firms.items() if vendor.parent_name.strip()}
    if not parents:
        return {}
    rows = Vendor.objects.exclude(status="archived").annotate(parent=Upper("parent_name"))
    counts = dict(
        rows.filter(parent__in=set(parents.values())).values_list("parent").annotate(count=Count("pk")).order_by()
    )
    return {key: max(0, counts.get(parent, 0) - (firms[key].status != "archived")) for key, parent in parents.items()}


def _overrides(firms, at, today, here) -> dict:
    rows = ScoreOverride.objects.filter(vendor__in=firms).standing(at, today).select_related("set_by")
    return {
        row.vendor_id: {
            "value": row.value, "because": row.because, "until_on": row.until_on.isoformat(), "by": row.set_by.name,
            "set_on": business_days.day_of(row.set_at, here).isoformat(),
        }
        for row in rows.order_by("set_at")
    }  # fmt: skip
