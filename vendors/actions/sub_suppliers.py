"""A contact names who works for the company on our work, corrects that, ends it, and shows what was passed down.

One of us corrects and ends as well, with a reason that the contacts read.
"""

import datetime

from django.db import transaction

from core import facts, files
from core.actors import Actor
from core.events import record
from core.models import Event
from core.workflow import become
from vendors import business_days
from vendors.actions import vendors
from vendors.actions.evidence import check_opens
from vendors.models import SubSupplier, SubSupplierDetails, SubSupplierFact, Vendor
from vendors.policies import sub_suppliers as policy
from vendors.sub_tree import details_of

# A change of these asks for the approval anew: it rested on them.
RESTS_ON = {"name", "country", "registration_number", "key_person", "reaches", "parent", "engagement"}


def name(vendor: Vendor, *, since: datetime.date, by: Actor, at: datetime.datetime, parent=None, **said) -> SubSupplier:
    """One more, below `parent` or directly. The same said twice is one. Raises NotAllowed, NotNow."""
    policy.check_can_name(by, vendor.pk)
    policy.check_are_its_own(vendor.pk, parent, said.get("engagement"))
    vendor = vendors.lock(vendor)
    twin = SubSupplierDetails.objects.current().filter(vendor=vendor, parent=parent, **said)
    if known := twin.exclude(node__status="ended").select_related("node").first():
        return known.node
    policy.check_is_not_too_much(vendor)
    if parent:
        policy.check_is_running(lock(parent))
    node = SubSupplier.objects.create(
        vendor=vendor, name=said["name"], named_at=at, named_by=by.user, named_by_name=by.label
    )
    facts.assert_fact(
        SubSupplierDetails, at=at, during=facts.span(business_days.start_of(since)), vendor=vendor, node=node,
        parent=parent, said_by_name=by.label, **said,
    )  # fmt: skip
    told = {key: _id(value) for key, value in {**said, "parent": parent, "since": since}.items()}
    record("sub-supplier.named", node, by=by, at=at, said=told)
    return node


def correct(
    node: SubSupplier, *, since: datetime.date, by: Actor, at: datetime.datetime, because: str = "", **said
) -> SubSupplier:
    """What was said before stays readable. A change of what the approval rested on asks for it anew. `because`: asked of
    one of us. Raises NotAllowed, NotNow."""
    policy.check_can_correct(by, node)
    policy.check_says_why(by, because)
    policy.check_are_its_own(node.vendor_id, said.get("parent"), said.get("engagement"))
    vendors.lock(node.vendor)
    node = lock(node)
    policy.check_is_running(node)
    if said.get("parent"):
        policy.check_is_running(lock(said["parent"]))
    policy.check_makes_no_circle(node, said.get("parent"))
    old = details_of(node)
    during = facts.span(business_days.start_of(since))
    changed = [key for key, value in said.items() if getattr(old, key) != value]
    if not changed and old.during == during:
        return node
    policy.check_is_not_said_too_often(by, node, SubSupplierDetails.objects)
    facts.correct(old, at=at, during=during, said_by_name=by.label, because=because, **said)
    if node.name != said["name"]:
        node.name = said["name"]
        node.save(update_fields=["name"])
    before, after = ({key: _id(value) for key, value in each} for each in _both(old, said, changed))
    why = {"because": because, "note": because} if because else {}
    event = record("sub-supplier.changed", node, by=by, at=at, since=since, before=before, after=after, **why)
    if RESTS_ON & set(changed):
        _ask_again(node, by=by, at=at, cause=event)
    return node


def end(node: SubSupplier, *, last_on: datetime.date, because: str, by: Actor, at: datetime.datetime) -> SubSupplier:
    """It no longer works for them after that day, nor do those below it. Raises NotAllowed, NotNow."""
    policy.check_can_correct(by, node)
    policy.check_says_why(by, because)
    vendors.lock(node.vendor)
    node = lock(node)
    if node.status != "ended":
        event = _end(node, last_on, because, by=by, at=at, cause=None)
        for each in _below(node):
            _end(each, last_on, because, by=by, at=at, cause=event)
    return node


@transaction.atomic  # a file that is refused leaves nothing behind
def pass_down(
    node: SubSupplier, requirement: str, *, on: datetime.date, words: str, by: Actor, at: datetime.datetime,
    source=None, name: str = "",
) -> SubSupplierFact:  # fmt: skip
    """From that day the agreement is passed down, or its people are trained: as stated, or as the file shows.

    The same said again is what stands. Raises NotAllowed, NotNow, core.files.FileRefused.
    """
    policy.check_can_name(by, node.vendor_id)
    vendors.lock(node.vendor)
    node = lock(node)
    policy.check_is_running(node)
    during = facts.span(business_days.start_of(on))
    old = SubSupplierFact.objects.current().filter(node=node, requirement=requirement).first()
    if old and source is None and (old.words, old.during) == (words, during):
        return old
    policy.check_is_not_said_too_often(by, node, SubSupplierFact.objects.filter(requirement=requirement))
    stored = None
    if source is not None:
        stored = files.store(source, purpose="evidence", name=name, at=at, vendor=node.vendor, by=by.user)
        check_opens(stored)
    if old:
        facts.retract(old, at=at)
    made = facts.assert_fact(
        SubSupplierFact, at=at, during=during, vendor_id=node.vendor_id, node=node, requirement=requirement,
        words=words, stored=stored, said_by_name=by.label,
    )  # fmt: skip
    record(
        "sub-supplier.passed-down", node, by=by, at=at, requirement=requirement, on=on, note=words,
        sha256=stored.sha256 if stored else "",
    )  # fmt: skip
    return made


def lock(node: SubSupplier) -> SubSupplier:
    rows = SubSupplier.objects.select_for_update(no_key=True, of=["self"]).select_related("vendor")
    return rows.get(pk=node.pk)


def end_approval(node: SubSupplier, *, at: datetime.datetime) -> None:
    for fact in SubSupplierFact.objects.current().filter(node=node, requirement="approved"):
        facts.end(fact, at=at)


def _ask_again(node: SubSupplier, *, by: Actor, at, cause: Event) -> None:
    """What was approved, once or by half, waits again."""
    nothing: dict = {"first_at": None, "first_by": None, "decided_at": None, "decided_by": None, "because": ""}
    if node.status != "named":
        end_approval(node, at=at)
        record(become(node, "named", **nothing), node, by=by, at=at, cause=cause)
    elif node.first_by_id:
        node.first_at = node.first_by = None
        node.save(update_fields=["first_at", "first_by"])


def _end(node: SubSupplier, last_on, because: str, *, by: Actor, at, cause) -> Event:
    facts.end(details_of(node), at=at, ends_at=business_days.end_of(last_on))
    end_approval(node, at=at)
    said = {"ended_by_name": by.label, "ended_because": because, "is_ended_by_us": not by.is_person}
    event = become(node, "ended", ended_at=at, **said)
    return record(event, node, by=by, at=at, cause=cause, because=because, note=because, last_on=last_on)


def _below(node: SubSupplier) -> list[SubSupplier]:
    """Those that still run, however deep."""
    under: dict = {}
    rows = SubSupplierDetails.objects.current().filter(vendor=node.vendor_id).exclude(node__status="ended")
    for parent, child in rows.values_list("parent_id", "node_id"):
        under.setdefault(parent, []).append(child)
    found, open_ = [], [node.pk]
    while open_:
        children = under.pop(open_.pop(), [])
        found += children
        open_ += children
    return list(SubSupplier.objects.select_for_update(no_key=True).filter(pk__in=found).order_by("pk"))


def _both(old, said: dict, changed: list[str]):
    return [(key, getattr(old, key)) for key in changed], [(key, said[key]) for key in changed]


def _id(value):
    return getattr(value, "pk", value)
