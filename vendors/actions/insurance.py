"""Take in an insurance certificate. What becomes of it is the same for all evidence: vendors/actions/evidence.py.

Only a yes asks for more here: what falls short of the tier's requirement is accepted for a reason.
"""

import datetime

from core.actors import Actor
from vendors.actions import evidence
from vendors.actions.evidence import reject, revoke, take_in, withdraw
from vendors.models import InsurancePolicy, LineCatalogue, Vendor
from vendors.policies import due_diligence as policy

__all__ = ["accept", "reject", "revoke", "upload", "withdraw"]


def upload(
    vendor: Vendor, line: str, source, *, name: str, by: Actor, at: datetime.datetime, **fields
) -> InsurancePolicy:
    """`fields`: holder, insurer, currency, limit, aggregate, deductible, valid_from, valid_until; where known number,
    insurer_rating, retroactive_on, exclusions, replaces, details.

    The same file that waits already is returned. Raises NotAllowed, LookupError for an unknown line, core.files.FileRefused.
    """
    catalogue = LineCatalogue.objects.latest()
    if (known := catalogue.line(line)) is None:
        raise LookupError(line)
    row = InsurancePolicy(vendor=vendor, catalogue=catalogue, line=line, line_name=known["name"], **fields)
    told = ["line", "number", "limit", "currency", "valid_from", "valid_until"]
    return take_in(row, source, name=name, event="insurance.uploaded", told=told, by=by, at=at)


def accept(row: InsurancePolicy, *, by: Actor, at: datetime.datetime, because: str = "") -> InsurancePolicy:
    """It counts. Raises NotAllowed, NotNow for one that falls short of what the tier asks for and no reason."""
    policy.check_can_review(by)
    if row.status == "uploaded":
        policy.check_is_enough_or_says_why(row, because)
    return evidence.accept(row, by=by, at=at, because=because)
