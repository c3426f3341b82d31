"""What do both sides see of a negotiation? The text that lies on the table, its earlier versions, and what changed between them."""

from agreements import drafting
from agreements import policies_negotiation as policy
from agreements.models import Agreement, SharedText
from agreements.panels import timeline
from agreements.rendering import differing


def record(agreement: Agreement, viewer) -> dict:
    """For the desk."""
    shared = SharedText.objects.latest_of(agreement)
    is_open = agreement.status == "negotiating"
    return {
        "shared": shared,
        "versions": versions(agreement),
        "is_behind": is_open and not policy.says_the_same(drafting.look(agreement), shared),
        "is_open": is_open,
        "entries": timeline(agreement),
    }


def record_for_them(agreement: Agreement, viewer) -> dict:
    """For the portal, whose role reads no library: from what was shared alone."""
    return {
        "shared": SharedText.objects.latest_of(agreement),
        "versions": versions(agreement),
        "is_open": agreement.status == "negotiating",
    }


def versions(agreement: Agreement) -> list[dict]:
    """Newest first, each with the clauses that it changed."""
    found = list(SharedText.objects.filter(agreement=agreement).order_by("number"))
    earlier = [None, *found]
    return [
        {"text": text, "changes": changes(before.body, text.body) if before else []}
        for before, text in reversed(list(zip(earlier, found, strict=False)))
    ]


def changes(before: dict, after: dict) -> list[dict]:
    """The clauses of two bodies that do not read the same, with the words that went and came."""
    old, new = ({section["key"]: section for section in body["sections"]} for body in (before, after))
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        texts = [[row["text"] for row in side[key]["sentences"]] if key in side else [] for side in (old, new)]
        if differing.differs(*texts):
            section = new.get(key) or old[key]
            rows = differing.sentences(*texts)
            found.append(
                {
                    "key": key,
                    "title": section["title"],
                    "number": section["number"],
                    "rows": rows,
                    "gone": key not in new,
                }
            )
    return found
