"""Take in a certificate and decide whether it counts."""

import datetime

from core import files, references
from core.actors import Actor
from core.events import record
from vendors.actions import evidence
from vendors.models import Certificate, SchemeCatalogue, Vendor
from vendors.policies import due_diligence as policy

NAMED = ["issuer", "accreditation_body", "scope", "sites"]


def upload(
    vendor: Vendor,
    scheme: str,
    source,
    *,
    name: str,
    holder: str,
    valid_from: datetime.date,
    valid_until: datetime.date,
    by: Actor,
    at: datetime.datetime,
    number: str = "",
    replaces: Certificate | None = None,
    details: dict | None = None,
    **fields,
) -> Certificate:
    """`fields`: issuer, accreditation_body, scope, sites. `details`: what else the scheme asks for, as text.

    The same file that waits already is returned. Raises NotAllowed, LookupError for an unknown scheme, core.files.FileRefused.
    """
    policy.check_can_supply(by, vendor.pk)
    catalogue = SchemeCatalogue.objects.latest()
    if unknown := set(fields) - set(NAMED):
        raise TypeError(f"a certificate has no {sorted(unknown)}")
    if (known := catalogue.scheme(scheme)) is None:
        raise LookupError(scheme)
    stored = files.store(source, purpose="evidence", name=name, at=at, vendor=vendor, by=by.user)
    if twin := Certificate.objects.waiting().filter(vendor=vendor, scheme=scheme, stored__sha256=stored.sha256).first():
        return twin
    certificate = Certificate.objects.create(
        vendor=vendor,
        reference=references.next_of("CRT"),
        catalogue=catalogue,
        scheme=scheme,
        scheme_name=known["name"],
        holder=holder,
        number=number,
        valid_from=valid_from,
        valid_until=valid_until,
        replaces=replaces,
        details=details or {},
        stored=stored,
        uploaded_at=at,
        uploaded_by=by.user,
        **fields,
    )
    record(
        "certificate.uploaded",
        certificate,
        by=by,
        at=at,
        scheme=scheme,
        number=number,
        valid_from=valid_from,
        valid_until=valid_until,
        file=stored.pk,
        sha256=stored.sha256,
    )
    return certificate


def accept(
    certificate: Certificate, *, by: Actor, at: datetime.datetime, because: str = "", checks: list[str] | None = None
) -> Certificate:
    """It counts: the fact `certification` for its scheme. `checks`: the steps of verification that were taken."""
    return evidence.accept(
        certificate,
        requirement="certification",
        key=certificate.scheme,
        by=by,
        at=at,
        because=because,
        checks=checks or [],
    )


def reject(certificate: Certificate, *, by: Actor, at: datetime.datetime, because: str) -> Certificate:
    return evidence.reject(certificate, by=by, at=at, because=because)


def withdraw(certificate: Certificate, *, by: Actor, at: datetime.datetime) -> Certificate:
    return evidence.withdraw(certificate, by=by, at=at)


def revoke(certificate: Certificate, *, by: Actor, at: datetime.datetime, because: str) -> Certificate:
    return evidence.revoke(certificate, by=by, at=at, because=because)
