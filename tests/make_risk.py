"""How does a test get a risk that somebody accepted? Through the actions, with what is not said filled in."""

import datetime

from core import clock
from tests import make, make_dd
from vendors.actions import risk_acceptances, scores
from vendors.models import RiskAcceptance, ScoreMethod, Vendor
from vendors.panels import score


def boss(name: str = "Rosa Lind"):
    return make.staff_member("approver", name=name)


def override(firm: Vendor, level: int, *, by=None) -> None:
    """Set by hand to where this level begins."""
    begins = next(row["from"] for row in ScoreMethod.objects.latest().content["levels"] if row["level"] == level)
    said = {"value": begins, "because": "x", "until_on": make_dd.days(200)}
    scores.override(firm, **said, by=by or make.officer("Setter"), at=clock.now())


def known_firm(level: int = 3, *, by=None) -> Vendor:
    """Tier 1, with a level that is known."""
    firm = make.vendor(tier=1)
    override(firm, level, by=by)
    return firm


def seen(firm: Vendor, at: datetime.datetime | None = None) -> dict:
    """What the page shows of the score."""
    result = score.worked_out(firm, at or clock.now())["result"]
    return {name: result[name] for name in ("score", "level")}


def accept(firm: Vendor, *, by=None, at=None, **more) -> RiskAcceptance:
    said = {"what": "No second site", "because": "The work ends soon", "measures": "Weekly look", "factor": "totp"}
    said |= {"until_on": make_dd.days(90), **seen(firm), **more}
    return risk_acceptances.accept(firm, **said, by=by or boss(), at=at or clock.now())


def typed(firm: Vendor, **more) -> dict:
    """What the page sends."""
    day = make_dd.days(60)
    until = {"until_on_day": day.day, "until_on_month": day.month, "until_on_year": day.year}
    return {"what": "No second site", "because": "Ends soon", "measures": "", **until, **seen(firm), **more}
