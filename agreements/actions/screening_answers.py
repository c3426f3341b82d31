"""What the drafter answers to the clauses that screening proposes: taken in, or left out with a reason that stays with the agreement."""

import datetime

from agreements import drafting, screening
from agreements.actions.agreements import about, lock
from agreements.models import Agreement, ScreeningAnswer
from agreements.models.screening_answer import LEFT, TAKEN
from agreements.policies import agreements as policies
from core import events
from core.actors import Actor


def answer(
    agreement: Agreement, clause: str, *, decision: str, by: Actor, at: datetime.datetime, because: str = ""
) -> ScreeningAnswer:
    """Changes the draft with it; the same again records nothing. Raises NotNow where screening does not propose it any more."""
    policies.check_can_write(by)
    agreement = lock(agreement)
    policies.check_is_draft(agreement)
    found = {row.key: row for row in screening.proposed(drafting.look(agreement))}
    policies.check_can_answer_screening(found.get(clause), decision, because)
    said, row = {"decision": decision, "because": because.strip()}, found[clause]
    if row.answer and all(getattr(row.answer, name) == value for name, value in said.items()):
        return row.answer
    if row.can_be_taken:
        agreement.choices = {**agreement.choices, clause: decision == TAKEN}
        agreement.save(update_fields=["choices"])
    kept, _made = ScreeningAnswer.objects.update_or_create(
        agreement=agreement, clause=clause,
        defaults={**said, "vendor_id": agreement.vendor_id, "finding": row.finding, "proposal": row.text, "answered_at": at, "answered_by": by.user},
    )  # fmt: skip
    name = "agreement.proposal-left" if decision == LEFT else "agreement.proposal-taken"
    events.record(
        name, agreement, by=by, at=at, because=because, clause=clause, finding=row.finding, **about(agreement)
    )
    return kept
