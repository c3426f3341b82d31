"""What do the pages have in common that put a text before its signers part by part?"""

from django.urls import reverse

from agreements import reading
from agreements.forms.reading import ShownForm
from agreements.models import Agreement
from agreements.policies import reading as policies_reading


def noted(agreement: Agreement, viewer, at, door: str) -> dict:
    """For templates/components/reading.html: what was shown to this viewer and what was not; nothing where it is not noted."""
    if not policies_reading.can_note(viewer, agreement, at):
        return {}
    found = reading.progress(agreement, viewer.id)
    for row in found["rows"]:
        row["url"] = reverse(f"{door}_agreement_part", args=[agreement.pk, row["number"]])
    return {
        "reading": {**found, "form": ShownForm(agreement=agreement), "url": reverse(f"{door}_agreement_reading", args=[agreement.pk])}
    }  # fmt: skip


def part(agreement: Agreement, viewer, number: int) -> dict | None:
    """One part on a page of its own, with those before and after it; None where the text has no such part."""
    found, rows = reading.parts(agreement), reading.progress(agreement, viewer.id)["rows"]
    if not 1 <= number <= len(found):
        return None
    return {
        "part": found[number - 1],
        "row": rows[number - 1],
        "number": number,
        "total": len(found),
        "before": number - 1,
    }


def after(agreement: Agreement, viewer, number: int) -> int:
    """The number of the part that comes next: the first after this one that was not shown yet, else any such; 0 for none."""
    missing = [row["number"] for row in reading.progress(agreement, viewer.id)["missing"]]
    return next((each for each in missing if each > number), missing[0] if missing else 0)
