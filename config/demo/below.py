"""Who works for the subcontractors of the demo, and for those in turn?"""

from config.demo.story import Story
from vendors.actions import sub_approvals, sub_suppliers
from vendors.models import SubSupplier

# short name: (firm, contact, hired by, name, country, key person, what they do, whether information reaches them, since days)
BELOW = {
    "plating": ("northfell", "owen", None, "Ostrava Plating", "CZ", "Karel Dvorsky", "Coats the housings", True, 58),
    "haulage": ("northfell", "owen", "plating", "Moravia Haulage", "CZ", "", "Carries castings to the plater and back", False, 57),
    "patterns": ("northfell", "owen", None, "Lindqvist Patterns", "SE", "Anders Lindqvist", "Makes foundry patterns from our drawings", True, 9),
    "boards": ("kestrel", "katrin", None, "Shenton Boards", "TW", "Wei-Lin Hsu", "Builds prototype boards", True, 55),
    "assembly": ("kestrel", "katrin", "boards", "Harbour Assembly", "VN", "Wei-Lin Hsu", "Solders what Shenton prints", True, 4),
    "tools": ("tallis", "marek", None, "Ostrava Plating s.r.o.", "CZ", "Karel Dvorsky", "Hardens the tools", False, 20),
}  # fmt: skip


def name(tale: Story) -> None:
    """Most are approved; one waits, one has half of its two approvals."""
    nodes: dict[str, SubSupplier] = {}
    for key, (firm, who, parent, called, country, person, work, reaches, days) in BELOW.items():
        nodes[key] = sub_suppliers.name(
            tale.firms[firm], name=called, country=country, registration_number="", key_person=person, work=work, reaches=reaches,
            engagement=tale.works.get(firm), parent=nodes.get(parent), since=tale.day(-days), by=tale.person(who), at=tale.ago(days),
        )  # fmt: skip
    for key in ("plating", "haulage", "boards", "tools"):
        _approve(tale, nodes[key], BELOW[key][-1] - 1)
    for key, who, requirement, words in (
        ("plating", "owen", "confidentiality", "Signed by both directors; our clause 7 word for word"),
        ("plating", "owen", "training", "Four people, by our works manager"),
        ("boards", "katrin", "confidentiality", "Part of the frame contract"),
    ):
        sub_suppliers.pass_down(
            nodes[key], requirement, on=tale.day(-50), words=words, by=tale.person(who), at=tale.ago(49)
        )
    half = nodes["assembly"]
    sub_approvals.approve(half, because="Known from an earlier order", by=tale.staff("officer"), at=tale.ago(2))


def _approve(tale: Story, node: SubSupplier, days: int) -> None:
    """By as many as it needs."""
    for role in ("officer", "approver"):
        node = sub_approvals.approve(node, because="Known, and sound", by=tale.staff(role), at=tale.ago(days))
