"""Take a subcontractor into the register, keep its details, move it from state to state."""

import datetime

from core import references
from core.actors import Actor
from core.events import record
from core.models import Event, User
from core.workflow import become
from vendors.models import Vendor
from vendors.policies import register as policy

DETAILS = [
    "name",
    "legal_name",
    "country",
    "jurisdiction",
    "work",
    "registration_number",
    "lei",
    "vat_number",
    "duns",
    "parent_name",
    "next_review_on",
    "owner",
]


def register(
    *, name: str, country: str, by: Actor, at: datetime.datetime, owner: User | None = None, id=None, **details
) -> Vendor:
    """A new prospect. With an `id` that is known already, that one is returned: the form was sent twice.

    `details`: any of DETAILS. `owner` defaults to the one who registers. Raises NotAllowed.
    """
    policy.check_can_keep(by)
    if id and (known := Vendor.objects.filter(pk=id).first()):
        return known
    vendor = Vendor(
        **({"id": id} if id else {}),
        reference=references.next_of("SUB"),
        name=name,
        country=country,
        owner=owner or by.user,
        **_only_details(details),
    )
    vendor.save(force_insert=True)
    record("subcontractor.registered", vendor, by=by, at=at, reference=vendor.reference, country=country)
    return vendor


def change(vendor: Vendor, *, by: Actor, at: datetime.datetime, cause: Event | None = None, **details) -> Vendor:
    """Details that are the same change nothing and record nothing. Raises NotAllowed."""
    policy.check_can_keep(by)
    vendor = lock(vendor)
    changed = {name: value for name, value in _only_details(details).items() if getattr(vendor, name) != value}
    if changed:
        before = {name: getattr(vendor, name) for name in changed}
        for name, value in changed.items():
            setattr(vendor, name, value)
        vendor.save(update_fields=list(changed))
        record("subcontractor.changed", vendor, by=by, at=at, cause=cause, before=before, after=changed)
    return vendor


def move(
    vendor: Vendor, status: str, *, by: Actor, at: datetime.datetime, because: str = "", cause: Event | None = None
) -> Vendor:
    """Take the step of the workflow. Where it stands already, nothing happens. Raises NotAllowed, NotNow with what is unmet."""
    vendor = lock(vendor)
    policy.check_may_move(by, status)
    if vendor.status == status:
        return vendor
    if status in Vendor.WORKFLOW.next_of(vendor.status):
        policy.check_can_move(by, vendor, status, at, because)
    begun_anew = {"told_as": ""} if status == "screening" else {}
    record(become(vendor, status, **begun_anew), vendor, by=by, at=at, because=because, cause=cause)
    return vendor


def lock(vendor: Vendor) -> Vendor:
    """The row as it is now, held until the transaction ends: first in the lock order."""
    return Vendor.objects.select_for_update(no_key=True).get(pk=vendor.pk)


def _only_details(details: dict) -> dict:
    if unknown := set(details) - set(DETAILS):
        raise TypeError(f"a subcontractor has no {sorted(unknown)}")
    return details
