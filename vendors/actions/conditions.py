"""Answer the condition of an approval, from the subcontractor's side, and say on ours that it is met."""

import datetime

from django.db import transaction

from core import files
from core.actors import Actor
from core.database import locks
from core.events import record
from vendors.actions.evidence import check_opens
from vendors.models import ConditionAnswer, ScreeningCondition
from vendors.policies import due_diligence as policy


@transaction.atomic  # a file that is refused leaves nothing behind
def answer(
    condition: ScreeningCondition, *, text: str, source=None, name: str = "", by: Actor, at: datetime.datetime
) -> ConditionAnswer:
    """How the firm meets it, with the file that shows it, if there is one. The same words without a file add nothing.

    Raises NotAllowed, NotNow once it is met, core.files.FileRefused.
    """
    policy.check_can_supply(by, condition.vendor_id)
    locks.one_at_a_time(condition.pk)
    condition.refresh_from_db()
    policy.check_is_open(condition)
    newest = condition.answers.first()
    if newest and source is None and newest.text == text:
        return newest
    stored = None
    if source is not None:
        stored = files.store(source, purpose="evidence", name=name, at=at, vendor=condition.vendor_id, by=by.user)
        check_opens(stored)
    made = ConditionAnswer.objects.create(
        vendor_id=condition.vendor_id, condition=condition, text=text, stored=stored, given_at=at, given_by=by.user
    )
    record(
        "condition.answered", condition, by=by, at=at, answer=made.pk, screening=condition.screening_id,
        sha256=stored.sha256 if stored else "",
    )  # fmt: skip
    return made


def meet(condition: ScreeningCondition, *, by: Actor, at: datetime.datetime, because: str) -> ScreeningCondition:
    """The condition is fulfilled; `because` says how we know."""
    policy.check_can_meet(by, condition)
    locks.one_at_a_time(condition.pk)
    condition = ScreeningCondition.objects.select_for_update(no_key=True).get(pk=condition.pk)
    if condition.met_at is None:
        condition.met_at, condition.met_by = at, by.user
        condition.save(update_fields=["met_at", "met_by"])
        record(
            "screening.condition-met", condition.screening, by=by, at=at, because=because, condition=condition.text,
            told=condition.text if condition.is_theirs else "",
        )  # fmt: skip
    return condition
