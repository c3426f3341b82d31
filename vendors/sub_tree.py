"""Who works for whom? The sub-suppliers of a firm as one list in the order of the tree, each with its depth and path."""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from vendors import places
from vendors.models import SubSupplier, SubSupplierDetails, SubSupplierFact
from vendors.models.sub_supplier import FLOW_DOWN


@dataclass
class Branch:
    """`opens`: a nested list begins here; `closes`: so many end after it (the template nests without recursion).

    `above`: whether all that it works through are approved. `held`: requirement -> the fact that stands.
    """

    said: SubSupplierDetails
    depth: int
    path: list[str]
    above: bool = True
    held: dict[str, SubSupplierFact] = field(default_factory=dict)
    opens: bool = False
    closes: range = range(0)
    url: str = ""

    @property
    def node(self) -> SubSupplier:
        return self.said.node

    @property
    def country(self) -> str:
        return places.name_of(self.said.country)

    @property
    def is_approved(self) -> bool:
        return self.node.status == "approved"

    @property
    def missing(self) -> list[str]:
        """Of FLOW_DOWN, what is asked for and not shown: where protected information gets there, all of it."""
        return [key for key in FLOW_DOWN if key not in self.held] if self.said.reaches else []

    @property
    def state(self) -> dict:
        """For the tag component."""
        return {
            "named": {"tone": "warn", "text": _("Not approved yet"), "icon": "hourglass"},
            "approved": {"tone": "ok", "text": _("Approved"), "icon": "check"},
            "refused": {"tone": "danger", "text": _("Refused"), "icon": "ban"},
            "ended": {"tone": "plain", "text": _("Ended"), "icon": "archive"},
        }[self.node.status]

    @property
    def warnings(self) -> list[str]:
        """What is not in order, a sentence each."""
        found = []
        if self.node.status == "refused":
            found.append(_("Refused, and not ended yet: it must not work for us."))
        elif self.node.status == "named":
            found.append(_("Not approved: it must not work for us yet."))
        if not self.above:
            found.append(_("Not everybody above it is approved."))
        words = {
            "confidentiality": _("The confidentiality agreement is not passed down."),
            "training": _("Its people are not trained."),
        }
        return found + [words[key] for key in self.missing]


def of(details: list[SubSupplierDetails], held: list[SubSupplierFact]) -> list[Branch]:
    """`details` with their nodes, of one firm. What stands below one that is not among them comes to the top."""
    here = {each.node_id for each in details}
    under: dict = {}
    for each in sorted(details, key=lambda each: (each.name.casefold(), str(each.node_id))):
        under.setdefault(each.parent_id if each.parent_id in here else None, []).append(each)
    shown: dict = {}
    for fact in held:
        shown.setdefault(fact.node_id, {})[fact.requirement] = fact
    branches: list[Branch] = []
    waiting: list[tuple] = [(each, 1, [], True) for each in reversed(under.get(None, []))]
    while waiting:
        each, depth, path, above = waiting.pop()
        branch = Branch(each, depth, [*path, each.name], above, shown.get(each.node_id, {}))
        branches.append(branch)
        good = above and branch.is_approved
        waiting += [(child, depth + 1, branch.path, good) for child in reversed(under.get(each.node_id, []))]
    return _nested(branches)


def current(viewer, vendor) -> list[Branch]:
    """Those that run now. Two queries."""
    rows = SubSupplierDetails.objects.visible_to(viewer).current().filter(vendor=vendor).exclude(node__status="ended")
    held = SubSupplierFact.objects.visible_to(viewer).current().filter(vendor=vendor)
    return of(list(rows.select_related("node", "engagement")), list(held))


def details_of(node: SubSupplier) -> SubSupplierDetails:
    """What is said of it now."""
    return SubSupplierDetails.objects.current().select_related("parent", "engagement").get(node=node)


def as_of(viewer, vendor, at: datetime.datetime, known_at: datetime.datetime) -> list[SubSupplierDetails]:
    """What we held at `known_at` to be so at `at`, in no order."""
    rows = SubSupplierDetails.objects.visible_to(viewer).filter(vendor=vendor)
    return list(rows.believed(known_at).holding(at).select_related("node"))


def _nested(branches: list[Branch]) -> list[Branch]:
    before = 0
    for place, branch in enumerate(branches):
        after = branches[place + 1].depth if place + 1 < len(branches) else 0
        branch.opens = branch.depth > before
        branch.closes = range(max(0, branch.depth - after))
        before = branch.depth
    return branches
