"""We let a sub-supplier work, or refuse it with a reason; we say which firm of our register it is."""

import datetime
import uuid

from core import facts
from core.actors import Actor
from core.events import record
from core.workflow import become
from vendors.actions import vendors
from vendors.actions.sub_suppliers import end_approval, lock
from vendors.models import SubSupplier, SubSupplierFact, SubSupplierLink, Vendor
from vendors.policies import sub_suppliers as policy
from vendors.sub_tree import details_of


def approve(
    node: SubSupplier, *, because: str, by: Actor, at: datetime.datetime, seen: uuid.UUID | None = None
) -> SubSupplier:
    """The approval; where protected information reaches it, the first of two. `seen`: the description that was looked at.

    Raises NotAllowed, NotNow, also where the description was corrected meanwhile.
    """
    policy.check_may_decide(by)
    vendors.lock(node.vendor)
    node = lock(node)
    if node.status == "approved":
        return node
    policy.check_can_approve(by, node)
    details = details_of(node)
    policy.check_is_what_was_seen(details, seen)
    if details.reaches and not node.first_by_id:
        node.first_at, node.first_by = at, by.user
        node.save(update_fields=["first_at", "first_by"])
        record("sub-supplier.half-approved", node, by=by, at=at, because=because)
        return node
    event = become(node, "approved", decided_at=at, decided_by=by.user, because=because)
    facts.assert_fact(
        SubSupplierFact, at=at, during=facts.span(at), vendor_id=node.vendor_id, node=node, requirement="approved",
        words=because, said_by_name=by.label,
    )  # fmt: skip
    record(event, node, by=by, at=at, because=because, note=because)
    return node


def refuse(node: SubSupplier, *, because: str, by: Actor, at: datetime.datetime) -> SubSupplier:
    """Also one that was approved: from now on it must not work for us. The contacts read the reason."""
    policy.check_may_decide(by)
    vendors.lock(node.vendor)
    node = lock(node)
    if node.status == "refused":
        return node
    policy.check_is_running(node)
    end_approval(node, at=at)
    event = become(node, "refused", decided_at=at, decided_by=by.user, because=because)
    record(event, node, by=by, at=at, because=because, note=because)
    return node


def link(node: SubSupplier, firm: Vendor, *, by: Actor, at: datetime.datetime) -> SubSupplierLink:
    """It is this firm of our register; one that stood before is replaced. Nothing of it reaches the subcontractor."""
    policy.check_can_link(by)
    node = lock(node)
    standing = SubSupplierLink.objects.filter(node=node).first()
    if standing and standing.firm_id == firm.pk:
        return standing
    if standing:
        standing.delete()
    row = SubSupplierLink.objects.create(
        vendor_id=node.vendor_id, node=node, firm=firm, linked_at=at, linked_by=by.user
    )
    record("sub-supplier.linked", node, by=by, at=at, firm=firm.pk)
    return row


def unlink(node: SubSupplier, *, by: Actor, at: datetime.datetime) -> None:
    policy.check_can_link(by)
    node = lock(node)
    standing = SubSupplierLink.objects.filter(node=node).first()
    if standing:
        standing.delete()
        record("sub-supplier.unlinked", node, by=by, at=at, firm=standing.firm_id)
