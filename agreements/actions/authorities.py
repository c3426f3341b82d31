"""On what ground may somebody sign for the firm? It states that, or one of us enters it; another of us looks and confirms it,
and it may end or be set aside."""

import datetime

from django.db import transaction

from agreements.actions.agreements import about, lock
from agreements.models import Agreement, Authority, AuthorityWaiver
from agreements.policies import authority as policy
from core import events, files
from core.actors import Actor
from core.workflow import become
from vendors.actions import people
from vendors.models import Person


@transaction.atomic  # a file that is refused leaves nothing behind
def state(
    person: Person,
    *,
    ground: str,
    said: str,
    manner: str,
    from_on: datetime.date,
    by: Actor,
    at: datetime.datetime,
    joint_with: str = "",
    limits: str = "",
    until_on: datetime.date | None = None,
    source=None,
    name: str = "",
) -> Authority:
    """What the firm says of one of its signatories, or what came to us of them by mail, with the file that shows it. What waits already for the same person is
    returned as it is. Raises NotAllowed, NotNow, core.files.FileRefused."""
    person = people.lock(person)
    policy.check_can_state(by, person)
    if waiting := Authority.objects.filter(person=person, status="stated").first():
        return waiting
    stored = None
    if source is not None:
        stored = files.store(source, purpose="evidence", name=name, at=at, vendor=person.vendor_id, by=by.user)
    row = Authority.objects.create(
        vendor_id=person.vendor_id, person=person, ground=ground, said=said, manner=manner, joint_with=joint_with, limits=limits,
        from_on=from_on, until_on=until_on, stored=stored, stated_at=at, stated_by=by.user,
    )  # fmt: skip
    events.record(
        "authority.stated", row, by=by, at=at, ground=ground, manner=manner, sha256=stored.sha256 if stored else "", **_about(row)
    )  # fmt: skip
    return row


def confirm(row: Authority, *, source: str, looked_on: datetime.date, by: Actor, at: datetime.datetime) -> Authority:
    """`source` is what was looked at (the register, the deed), `looked_on` the day of it."""
    policy.check_may_confirm(by)
    row = _lock(row)
    if row.status == "confirmed":
        return row
    policy.check_can_decide(by, row)
    policy.check_reason(source)
    owed = become(row, "confirmed", source=source, looked_on=looked_on, decided_at=at, decided_by=by.user)
    events.record(owed, row, by=by, at=at, source=source, looked_on=looked_on.isoformat(), **_about(row))
    return row


def refuse(row: Authority, *, because: str, by: Actor, at: datetime.datetime) -> Authority:
    policy.check_may_confirm(by)
    row = _lock(row)
    if row.status == "refused":
        return row
    policy.check_can_decide(by, row)
    policy.check_reason(because)
    owed = become(row, "refused", because=because, decided_at=at, decided_by=by.user)
    events.record(owed, row, by=by, at=at, because=because, **_about(row))
    return row


def end(row: Authority, *, because: str, by: Actor, at: datetime.datetime) -> Authority:
    """It holds no longer. What was signed on that ground before keeps it in its sealed evidence."""
    policy.check_may_confirm(by)
    row = _lock(row)
    if row.status == "ended":
        return row
    policy.check_can_end(by, row, because)
    owed = become(row, "ended", because=because, ended_at=at, ended_by=by.user)
    events.record(owed, row, by=by, at=at, because=because, **_about(row))
    return row


def set_aside(agreement: Agreement, *, because: str, by: Actor, at: datetime.datetime) -> AuthorityWaiver:
    """Let this paper be signed although it is not confirmed who may sign for the firm. The evidence says so, with the reason."""
    agreement = lock(agreement)
    policy.check_can_set_aside(by, agreement, because)
    if found := AuthorityWaiver.objects.filter(agreement=agreement).first():
        return found
    row = AuthorityWaiver.objects.create(
        agreement=agreement, vendor_id=agreement.vendor_id, because=because, waived_at=at, waived_by=by.user, waived_by_name=by.label
    )  # fmt: skip
    events.record("agreement.authority-set-aside", agreement, by=by, at=at, because=because, **about(agreement))
    return row


def _lock(row: Authority) -> Authority:
    people.lock(row.person)
    rows = Authority.objects.select_for_update(no_key=True, of=("self",)).select_related("person", "vendor")
    return rows.get(pk=row.pk)


def _about(row: Authority) -> dict:
    return {"about": row.person_id, "person_name": row.person.name}
