"""How does a note or correction beside an answer read, on either side?"""

from collections import defaultdict

from vendors import answers_given
from vendors.models import Assessment, Correction


def by_question(assessment: Assessment, rows: dict) -> dict[str, list[dict]]:
    """Question -> its entries, oldest first, for desk/vendors_dd/_corrections.html and its twin of the portal; `rows` as
    vendors.answers_given.rows."""
    counting = {each.pk for each in answers_given.counting(assessment, rows).values()}
    found: dict = defaultdict(list)
    for each in assessment.corrections.prefetch_related("comments"):
        found[each.question].append(entry(assessment, each, rows.get(each.question), counts=each.pk in counting))
    return found


def entry(assessment: Assessment, row: Correction, answer, *, counts: bool) -> dict:
    """`is_past`: the answer was changed after it."""
    asked = assessment.question(row.question)
    return {
        "row": row, "says": answers_given.say(asked, row.value), "counts": counts, "comments": list(row.comments.all()),
        "is_past": answer is None or answer.value != row.answered, "answered": answers_given.say(asked, row.answered),
    }  # fmt: skip
