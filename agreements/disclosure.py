"""Which steps has a disclosure, what is missing in it, and what is odd about it?"""

import datetime
import hashlib
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements.models import Agreement, Contributor, Invention
from core import events

STEPS = {
    "what": _l("What it is"),
    "who": _l("Who contributed"),
    "when": _l("When, and how it shows"),
    "with": _l("What it is built on"),
    "public": _l("Who may hear of it"),
}
WHOLE = Decimal(100)


def missing(invention: Invention) -> list[str]:
    """What has to be said before it can be sent, a sentence each."""
    found = []
    if not invention.problem.strip():
        found.append(_("Say which problem it solves."))
    if not invention.solution.strip():
        found.append(_("Say how it solves it."))
    if not invention.contributors.exists():
        found.append(_("Name everybody who contributed."))
    if invention.conceived_on is None:
        found.append(_("Say when you had the idea."))
    return found


def total(contributors: list[Contributor]) -> Decimal:
    return sum((each.share for each in contributors), Decimal(0))


def share_words(contributors: list[Contributor]) -> str:
    """What is wrong with the shares, or nothing."""
    whole = total(contributors)
    if not contributors or whole == WHOLE:
        return ""
    said = {"total": say_share(whole)}
    if whole > WHOLE:
        return _("The shares sum to %(total)s %%, which is more than the whole.") % said
    return _("The shares sum to %(total)s %%; the rest belongs to nobody named here.") % said


def say_share(share: Decimal) -> str:
    return f"{share.normalize():f}"


def report_days(vendor) -> int | None:
    """Within how many days the firm's agreement in force wants an invention reported; None where none says so."""
    rows = Agreement.objects.filter(vendor=vendor, person=None, status="signed").order_by("-signed_at")
    for variables in rows.values_list("variables", flat=True):
        if str(variables.get("report_days") or "").isdigit():
            return int(variables["report_days"])
    return None


def late_by(invention: Invention, today: datetime.date) -> int:
    """Days beyond the agreement's time to report; 0 where it was in time or no time was agreed."""
    days = report_days(invention.vendor)
    if days is None or invention.conceived_on is None:
        return 0
    told = invention.disclosed_at.date() if invention.disclosed_at else today
    return max((told - invention.conceived_on).days - days, 0)


def digest(invention: Invention) -> str:
    """SHA-256 of what was disclosed, with names and shares."""
    words = [
        "title",
        "problem",
        "solution",
        "conceived_on",
        "evidence",
        "background",
        "third_party",
        "publication",
        "publication_on",
    ]
    said: dict = {name: str(getattr(invention, name) or "") for name in words}
    said["proof"] = invention.stored.sha256 if invention.stored else ""
    said["inventors"] = [[each.name, each.employer, str(each.share)] for each in invention.contributors.all()]
    return hashlib.sha256(events.canonical(said)).hexdigest()
