"""What do both sides see of a negotiation? The text on the table with its versions, and what is proposed for each clause."""

from agreements import drafting
from agreements.models import Agreement, ProposalRound, SharedText
from agreements.panels import deviations as panels_deviations
from agreements.panels.agreements import timeline
from agreements.panels.deviations import changes
from agreements.policies import negotiation as policy


def record(agreement: Agreement, viewer) -> dict:
    """For the desk."""
    found = _both(agreement, viewer)
    is_behind = found["is_open"] and not policy.says_the_same(drafting.look(agreement), found["shared"])
    return {**found, "is_behind": is_behind, "entries": timeline(agreement)}


def record_for_them(agreement: Agreement, viewer) -> dict:
    """For the portal, whose role reads no library: from what was shared alone."""
    found = _both(agreement, viewer)
    kept = [each for each in found["wishes"] if each["row"].status == "kept"]
    turn = [each for each in found["wishes"] if each["row"].status == "countered"]
    waiting = panels_deviations.by_clause(found["wishes"])
    sections = [
        {**section, "wishes": waiting.get(section["key"], [])}
        for section in (found["shared"].sections if found["shared"] else [])
    ]
    return {
        **found,
        "kept": kept,
        "turn": turn,
        "said": [each for each in found["wishes"] if each["row"].status != "kept"],
        "sections": sections,
    }


def _both(agreement: Agreement, viewer) -> dict:
    return {
        "shared": SharedText.objects.latest_of(agreement),
        "versions": versions(agreement),
        "is_open": agreement.status == "negotiating",
        "wishes": panels_deviations.of_agreement(agreement, viewer),
        "rounds": ProposalRound.objects.filter(agreement=agreement).order_by("-number"),
    }


def versions(agreement: Agreement) -> list[dict]:
    """Newest first, each with the clauses that it changed."""
    found = list(SharedText.objects.filter(agreement=agreement).order_by("number"))
    earlier = [None, *found]
    return [
        {"text": text, "changes": changes(before.body, text.body) if before else []}
        for before, text in reversed(list(zip(earlier, found, strict=False)))
    ]
