"""Where does a paper read otherwise than the library, by whose word, and why? For drafts and issued ones alike."""

from dataclasses import replace

from agreements import drafting
from agreements.models import Agreement
from agreements.panels import deviations as panels_deviations


def against(agreement: Agreement) -> dict:
    """Each clause that differs, with the deviation that was agreed for it; and what the drafter left out."""
    found = drafting.look(agreement)
    said = agreement.body if agreement.issued_at else found.body
    by_clause = {each["row"].clause: each for each in panels_deviations.agreed(agreement)}
    standard = replace(found, agreed=()).body
    return {
        "changes": [{**change, "agreed": by_clause.get(change["key"])} for change in panels_deviations.changes(standard, said)],
        "left_out": [choice.clause["title"] for choice in found.choices if choice.fits and not choice.is_in],
    }  # fmt: skip
