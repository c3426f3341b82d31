"""What do the newest accounts of these subcontractors come to against what their tier asks for? Set-based: two queries.

As values for vendors.scoring.arithmetic, so that a score can be worked out again without the accounts themselves.
"""

import datetime
from collections.abc import Iterable, Mapping

from vendors.finance import altman, judging, ratios
from vendors.models import FinanceMethod, Statement

Instant = datetime.datetime


def of(vendors: Iterable, tiers: Mapping, today: datetime.date, known_at: Instant) -> dict:
    """Vendor id -> {statement, ends_on, assurance, method, states, zone}, of the newest year that is over and known.

    `states`: what is asked for -> met, short or unknown; `zone`: fine or short, "" where the model has no score or none fits.
    """
    method = FinanceMethod.objects.order_by("-version").first()
    rows = Statement.objects.filter(vendor__in=list(vendors), ends_on__lte=today).believed(known_at)
    newest = rows.order_by("vendor", "-ends_on", "-pk").distinct("vendor")
    return {row.vendor_id: judged(row, tiers.get(row.vendor_id), method) for row in newest} if method else {}


def judged(row: Statement, tier: int | None, method: FinanceMethod) -> dict:
    found = ratios.of(row.figures, row.months)
    states = {key: judging.state(method.content, tier, key, each) for key, each in found.items()}
    states = {key: state for key, state in states.items() if state}
    zone = ""
    if score := altman.of(row.kind, row.figures, row.months):
        zone = "short" if score.zone in method.content["short_zones"] else "fine" if score.zone else ""
        states["altman"] = {"short": "short", "fine": "met"}.get(zone, "unknown")
    return {
        "statement": str(row.pk), "ends_on": row.ends_on.isoformat(), "assurance": row.assurance, "method": method.version,
        "states": states, "zone": zone,
    }  # fmt: skip
