"""Opening a draft to the other side, putting a changed text before it, closing the talks: the writer of SharedText."""

import datetime

from agreements import drafting
from agreements.actions.agreements import about, lock
from agreements.models import Agreement, SharedText
from agreements.policies import agreements as policies
from agreements.policies import negotiation as policy
from core import events
from core.actors import Actor
from core.workflow import become

Instant = datetime.datetime


def open_talks(
    agreement: Agreement, *, answers_due_on: datetime.date, by: Actor, at: Instant, note: str = ""
) -> SharedText:
    """The firm's contacts and signatories read the draft as it stands and may propose changes; nobody can sign it yet.

    `answers_due_on` is the last day, in the agreement's zone, for their proposals. Raises NotAllowed, NotNow.
    """
    policies.check_can_write(by)
    agreement = lock(agreement)
    if agreement.status == "negotiating":
        return SharedText.objects.latest_of(agreement)
    found = drafting.look(agreement)
    policy.check_can_open(by, agreement, found, answers_due_on, at)
    owed = become(agreement, "negotiating")
    text = put(agreement, found.to_share, by, at, note=note, answers_due_on=answers_due_on)
    events.record(
        owed,
        agreement,
        by=by,
        at=at,
        note=note,
        due_on=answers_due_on,
        zone=agreement.zone,
        text=text.number,
        **about(agreement),
    )
    return text


def share(agreement: Agreement, *, by: Actor, at: Instant, note: str = "") -> SharedText:
    """Put the draft as it is now before the other side. What it reads already is not put there twice."""
    policies.check_can_write(by)
    agreement = lock(agreement)
    found, latest = drafting.look(agreement), SharedText.objects.latest_of(agreement)
    if agreement.status == "negotiating" and policy.says_the_same(found, latest):
        return latest
    policy.check_can_share(by, agreement, found)
    text = put(agreement, found.to_share, by, at, note=note, answers_due_on=latest.answers_due_on)
    events.record("agreement.shared", agreement, by=by, at=at, note=note, text=text.number, **about(agreement))
    return text


def close(agreement: Agreement, *, because: str, by: Actor, at: Instant) -> Agreement:
    """Back to a draft of ours. What was shared and said stays to be read by both sides."""
    policies.check_can_write(by)
    agreement = lock(agreement)
    if agreement.status == "draft" and SharedText.objects.filter(agreement=agreement).exists():
        return agreement
    policy.check_can_close(by, agreement, because)
    owed = become(agreement, "draft")
    events.record(owed, agreement, by=by, at=at, because=because, **about(agreement))
    return agreement


def put(agreement: Agreement, body: dict, by: Actor, at: Instant, **said) -> SharedText:
    """The next version; for actions that have asked."""
    number = SharedText.objects.filter(agreement=agreement).count() + 1
    return SharedText.objects.create(
        agreement=agreement, vendor_id=agreement.vendor_id, number=number, body=body, made_at=at, made_by=by.user,
        made_by_name=by.label, **said,
    )  # fmt: skip
