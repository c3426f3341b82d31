"""Take in an insurance certificate and decide whether it counts."""

import datetime
from decimal import Decimal

from core import files, references
from core.actors import Actor
from core.events import record
from vendors.actions import evidence
from vendors.models import InsurancePolicy, LineCatalogue, Vendor
from vendors.policies import due_diligence as policy

NAMED = ["insurer_rating", "retroactive_on", "exclusions", "details"]


def upload(
    vendor: Vendor,
    line: str,
    source,
    *,
    name: str,
    holder: str,
    insurer: str,
    currency: str,
    limit: Decimal,
    aggregate: Decimal,
    deductible: Decimal,
    valid_from: datetime.date,
    valid_until: datetime.date,
    by: Actor,
    at: datetime.datetime,
    number: str = "",
    replaces: InsurancePolicy | None = None,
    **fields,
) -> InsurancePolicy:
    """`fields`: insurer_rating, retroactive_on, exclusions, details. The same file that waits already is returned.

    Raises NotAllowed, LookupError for an unknown line, core.files.FileRefused.
    """
    policy.check_can_supply(by, vendor.pk)
    catalogue = LineCatalogue.objects.latest()
    if unknown := set(fields) - set(NAMED):
        raise TypeError(f"a policy has no {sorted(unknown)}")
    if (known := catalogue.line(line)) is None:
        raise LookupError(line)
    stored = files.store(source, purpose="evidence", name=name, at=at, vendor=vendor, by=by.user)
    if twin := InsurancePolicy.objects.waiting().filter(vendor=vendor, line=line, stored__sha256=stored.sha256).first():
        return twin
    row = InsurancePolicy.objects.create(
        vendor=vendor,
        reference=references.next_of("INS"),
        catalogue=catalogue,
        line=line,
        line_name=known["name"],
        holder=holder,
        number=number,
        insurer=insurer,
        currency=currency,
        limit=limit,
        aggregate=aggregate,
        deductible=deductible,
        valid_from=valid_from,
        valid_until=valid_until,
        replaces=replaces,
        stored=stored,
        uploaded_at=at,
        uploaded_by=by.user,
        **fields,
    )
    record(
        "insurance.uploaded",
        row,
        by=by,
        at=at,
        line=line,
        number=number,
        limit=limit,
        currency=currency,
        valid_from=valid_from,
        valid_until=valid_until,
        file=stored.pk,
        sha256=stored.sha256,
    )
    return row


def accept(row: InsurancePolicy, *, by: Actor, at: datetime.datetime, because: str = "") -> InsurancePolicy:
    """It counts: the fact `insurance` for its line."""
    return evidence.accept(row, requirement="insurance", key=row.line, by=by, at=at, because=because)


def reject(row: InsurancePolicy, *, by: Actor, at: datetime.datetime, because: str) -> InsurancePolicy:
    return evidence.reject(row, by=by, at=at, because=because)


def withdraw(row: InsurancePolicy, *, by: Actor, at: datetime.datetime) -> InsurancePolicy:
    return evidence.withdraw(row, by=by, at=at)


def revoke(row: InsurancePolicy, *, by: Actor, at: datetime.datetime, because: str) -> InsurancePolicy:
    return evidence.revoke(row, by=by, at=at, because=because)
