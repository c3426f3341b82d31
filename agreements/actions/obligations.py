"""What a signed paper obliges people to do: written down, asked for when it falls due, handed in, and looked at."""

import datetime

from django.db import transaction

from agreements import due_days, duties, in_force
from agreements.models import AMENDMENT, Agreement, Duty, Obligation
from agreements.policies.obligations import (
    check_can_accept,
    check_can_judge,
    check_can_submit,
    check_can_waive,
    check_may_submit,
)
from agreements.rendering import terms
from core import events, files
from core.actors import Actor
from core.workflow import become


def owe(agreement: Agreement, *, at: datetime.datetime, on: datetime.date) -> None:
    """Bring the duties in line with the text that binds: what an amendment took away stops, what it brought begins."""
    wanted = duties.owed(agreement)
    for duty in agreement.duties.filter(stopped_on=None).select_for_update(no_key=True):
        row = wanted.get(duty.key)
        if row is not None and all(getattr(duty, name) == value for name, value in row.items() if name != "number"):
            del wanted[duty.key]
            continue
        duty.stopped_on = on
        duty.save(update_fields=["stopped_on"])
    Duty.objects.bulk_create(
        Duty(vendor_id=agreement.vendor_id, agreement=agreement, owed_from=on, **row) for row in wanted.values()
    )
    raise_for(agreement, at=at)


def raise_for(agreement: Agreement, *, at: datetime.datetime) -> int:
    """Put on the list what falls due soon; what is there stays. Returns how many are new."""
    term, today = in_force.days(agreement), terms.day_of(at, agreement.zone)
    there = set(Obligation.objects.filter(agreement=agreement).values_list("duty_id", "due_on"))
    new = [
        Obligation(vendor_id=agreement.vendor_id, agreement=agreement, duty=duty, due_on=day)
        for duty in agreement.duties.filter(stopped_on=None)
        for day in due_days.falling(duty, term, today)
        if (duty.pk, day) not in there
    ]
    Obligation.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def raise_all(*, by: Actor, at: datetime.datetime) -> int:
    """The worker's round: every paper that binds, or has ended and left something to wind up."""
    rows = Agreement.objects.exclude(signed_at=None).exclude(template_key__startswith=AMENDMENT)
    return sum(raise_for(agreement, at=at) for agreement in rows.defer("html"))


@transaction.atomic  # a file that is refused leaves nothing behind
def submit(
    obligation: Obligation, *, said: str, source=None, name: str = "", by: Actor, at: datetime.datetime
) -> Obligation:
    """How it was fulfilled, with a file where there is one. Raises NotAllowed, NotNow, core.files.FileRefused."""
    check_may_submit(by, obligation)
    obligation = _lock(obligation)
    if obligation.status == "submitted" and source is None and obligation.said == said:
        return obligation
    check_can_submit(by, obligation)
    stored = obligation.stored
    if source is not None:
        stored = files.store(source, purpose="evidence", name=name, at=at, vendor=obligation.vendor_id, by=by.user)
    owed = become(obligation, "submitted", said=said, stored=stored, submitted_at=at, submitted_by=by.user)
    events.record(owed, obligation, by=by, at=at, sha256=stored.sha256 if stored else "", **_about(obligation))
    return obligation


def accept(obligation: Obligation, *, by: Actor, at: datetime.datetime, because: str = "") -> Obligation:
    """What was handed in is enough; or, of a duty of ours, it is done: `because` says how we know."""
    check_can_judge(by)
    obligation = _lock(obligation)
    if obligation.status == "accepted":
        return obligation
    check_can_accept(by, obligation, because)
    return _decide(obligation, "accepted", by, at, because)


def send_back(obligation: Obligation, *, by: Actor, at: datetime.datetime, because: str) -> Obligation:
    check_can_judge(by)
    obligation = _lock(obligation)
    if obligation.status == "returned":
        return obligation
    return _decide(obligation, "returned", by, at, because)


def waive(obligation: Obligation, *, by: Actor, at: datetime.datetime, because: str) -> Obligation:
    """This once it need not be done."""
    check_can_judge(by)
    obligation = _lock(obligation)
    if obligation.status == "waived":
        return obligation
    check_can_waive(by, obligation, because)
    return _decide(obligation, "waived", by, at, because)


def _decide(obligation: Obligation, status: str, by: Actor, at, because: str) -> Obligation:
    owed = become(obligation, status, decided_at=at, decided_by=by.user, because=because)
    events.record(owed, obligation, by=by, at=at, because=because, **_about(obligation))
    return obligation


def _about(obligation: Obligation) -> dict:
    return {
        "agreement": obligation.agreement_id,
        "due_on": obligation.due_on,
        "duty": obligation.duty.key,
        "what": obligation.duty.title,
        "kind": obligation.agreement.kind,
        "about": obligation.agreement.person_id,
    }


def _lock(obligation: Obligation) -> Obligation:
    rows = Obligation.objects.select_for_update(no_key=True, of=("self",)).select_related("duty", "agreement", "stored")
    return rows.get(pk=obligation.pk)
