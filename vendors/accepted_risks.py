"""Does somebody's acceptance cover the risk of a subcontractor as it is now?"""

import datetime

from vendors.models import AcceptedRisk, RiskAcceptance, Vendor

COVERS, OUTGROWN, UNKNOWN = "covers", "outgrown", "unknown"


def standing(vendor: Vendor, at: datetime.datetime) -> RiskAcceptance | None:
    """The acceptance that counts at `at`, by what is known now."""
    facts = AcceptedRisk.objects.filter(vendor=vendor).holding(at).current()
    row = facts.select_related("acceptance__method", "acceptance__accepted_by", "acceptance__vendor").first()
    return row.acceptance if row else None


def newest(vendor: Vendor, at: datetime.datetime) -> RiskAcceptance | None:
    """The last acceptance that has not ended by `at`, begun or not: what a moment from before the lock does not hide."""
    facts = AcceptedRisk.objects.filter(vendor=vendor, during__endswith__gt=at).current()
    row = facts.select_related("acceptance").order_by("-acceptance__accepted_at").first()
    return row.acceptance if row else None


def reach(acceptance: RiskAcceptance, level: int) -> str:
    """`level`: of now; 0 is too little known to say, which is never low."""
    if not level:
        return UNKNOWN
    return COVERS if level <= acceptance.level else OUTGROWN
