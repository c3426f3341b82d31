"""Take in a certificate. What becomes of it is the same for all evidence: vendors/actions/evidence.py."""

import datetime

from core.actors import Actor
from vendors.actions.evidence import accept, reject, revoke, take_in, withdraw
from vendors.models import Certificate, SchemeCatalogue, Vendor

__all__ = ["accept", "reject", "revoke", "upload", "withdraw"]


def upload(
    vendor: Vendor, scheme: str, source, *, name: str, by: Actor, at: datetime.datetime, **fields
) -> Certificate:
    """`fields`: holder, valid_from, valid_until; where known number, issuer, accreditation_body, scope, sites, replaces,
    and `details`: what else the scheme asks for, as text.

    The same file that waits already is returned. Raises NotAllowed, LookupError for an unknown scheme, core.files.FileRefused.
    """
    catalogue = SchemeCatalogue.objects.latest()
    if (known := catalogue.scheme(scheme)) is None:
        raise LookupError(scheme)
    row = Certificate(vendor=vendor, catalogue=catalogue, scheme=scheme, scheme_name=known["name"], **fields)
    told = ["scheme", "number", "valid_from", "valid_until"]
    return take_in(row, source, name=name, event="certificate.uploaded", told=told, by=by, at=at)
