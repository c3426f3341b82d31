"""Who names the sub-suppliers of a subcontractor, and who of us lets them work?"""

from django.utils.translation import gettext as _

from core import limits
from core.actors import Actor
from core.refusals import NotAllowed, NotNow, can
from vendors.models import SubSupplier, SubSupplierDetails


def check_can_name(actor: Actor, vendor_id) -> None:
    if not can_name(actor, vendor_id):
        raise NotAllowed(_("Only a contact of the subcontractor names who works for it."))


def can_name(actor: Actor, vendor_id) -> bool:
    return actor.is_person and actor.vendor_id == vendor_id and "contact" in actor.hats


def check_can_correct(actor: Actor, node: SubSupplier) -> None:
    """Its contacts, and of us who keeps the register, with a reason."""
    if not (can_name(actor, node.vendor_id) or can_keep(actor)):
        raise NotAllowed(
            _("Only a contact of the subcontractor, or who keeps the register, corrects what is said of it.")
        )


def can_keep(actor: Actor) -> bool:
    return actor.is_staff and actor.may("vendors.write")


def check_says_why(actor: Actor, because: str) -> None:
    if not actor.is_person and not because.strip():
        raise NotNow(_("Say why: the subcontractor reads it."))


def check_may_decide(actor: Actor) -> None:
    if not may_decide(actor):
        raise NotAllowed(_("Your role does not include deciding on sub-suppliers."))


def may_decide(actor: Actor) -> bool:
    return actor.may("vendors.decide")


def check_can_approve(actor: Actor, node: SubSupplier) -> None:
    """Two different people approve one that protected information reaches. Raises NotAllowed, NotNow."""
    check_may_decide(actor)
    if node.status != "named":
        raise NotNow(_("There is nothing to decide: it was decided, or it has ended."))
    if node.first_by_id and node.first_by_id == actor.id:
        raise NotAllowed(_("You approved it already. Somebody else has to approve it as well."))


def can_approve(actor: Actor, node: SubSupplier) -> bool:
    return can(check_can_approve, actor, node)


def check_is_what_was_seen(details: SubSupplierDetails, seen) -> None:
    if seen and seen != details.pk:
        raise NotNow(_("What is said of it was corrected meanwhile. Look at it again, then decide."))


def check_can_link(actor: Actor) -> None:
    if not can_keep(actor):
        raise NotAllowed(_("Your role does not include keeping the register of subcontractors."))


def check_is_running(node: SubSupplier) -> None:
    if node.status == "ended":
        raise NotNow(_("%(name)s has ended; name it again if it works for you again.") % {"name": node})


def check_is_not_too_much(vendor) -> None:
    if SubSupplier.objects.filter(vendor=vendor).running().count() >= limits.SUB_SUPPLIERS:
        words = _("%(most)s sub-suppliers is the most that can be named here. End those that no longer work for you.")
        raise NotNow(words % {"most": limits.SUB_SUPPLIERS})
    if SubSupplier.objects.filter(vendor=vendor).count() >= limits.SUB_SUPPLIERS_EVER:
        words = _(
            "%(most)s sub-suppliers were named here, those that have ended included; no more are kept. Write to us."
        )
        raise NotNow(words % {"most": limits.SUB_SUPPLIERS_EVER})


def check_is_not_said_too_often(actor: Actor, node: SubSupplier, rows) -> None:
    """`rows`: what was said so far. We ourselves may still put it right."""
    if actor.is_person and rows.filter(node=node).count() >= limits.SUB_SUPPLIER_WORDS:
        words = _(
            "What is said of %(name)s was changed %(most)s times, and no more is kept from here. Write to us: we put it right."
        )
        raise NotNow(words % {"name": node, "most": limits.SUB_SUPPLIER_WORDS})


def check_are_its_own(vendor_id, *named) -> None:
    """Who hired it, and the engagement, belong to the same subcontractor. Raises NotAllowed."""
    if any(row is not None and row.vendor_id != vendor_id for row in named):
        raise NotAllowed(_("Only what belongs to this subcontractor can be named here."))


def check_makes_no_circle(node: SubSupplier, parent: SubSupplier | None) -> None:
    """Raises NotNow where `parent` is the node itself or stands below it."""
    above = dict(SubSupplierDetails.objects.current().filter(vendor=node.vendor_id).values_list("node_id", "parent_id"))
    seen, here = set(), parent.pk if parent else None
    while here is not None and here not in seen:
        if here == node.pk:
            raise NotNow(_("%(name)s cannot work for itself, or for one that works for it.") % {"name": node})
        seen.add(here)
        here = above.get(here)
