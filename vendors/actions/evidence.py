"""Take in and check what a subcontractor shows us: the steps that a certificate and an insurance policy share.

An acceptance writes the fact that the decision of access reads: it holds from the midnight that begins the first day
to the midnight that ends the last, in the organisation's zone, and is known from the acceptance on.
"""

import datetime
from collections.abc import Iterable
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from core import facts, files, page_images, references
from core.actors import Actor
from core.events import record
from core.files import FileRefused
from core.web.dates import say_day
from core.workflow import become
from vendors import business_days
from vendors.actions.vendors import lock as lock_vendor
from vendors.models import VendorFact
from vendors.models.evidence import Evidence
from vendors.policies import due_diligence as policy

Shown = TypeVar("Shown", bound=Evidence)


@transaction.atomic  # a file that is refused leaves nothing behind
def take_in(
    row: Shown, source, *, name: str, event: str, told: Iterable[str], by: Actor, at: datetime.datetime
) -> Shown:
    """The new row with its file, or the one that waits already with the same file. `told`: the fields that `event` names.

    Raises NotAllowed, core.files.FileRefused, also for a file that nobody could read.
    """
    policy.check_can_supply(by, row.vendor_id)
    stored = files.store(source, purpose="evidence", name=name, at=at, vendor=row.vendor, by=by.user)
    check_opens(stored)
    lock_vendor(row.vendor)
    if twin := _twin(row, stored.sha256):
        return twin
    row.reference, row.stored, row.uploaded_at, row.uploaded_by = references.next_of(row.PREFIX), stored, at, by.user
    row.save(force_insert=True)
    said = {field: getattr(row, field) for field in told}
    record(event, row, by=by, at=at, file=stored.pk, sha256=stored.sha256, **said)
    return row


def _twin(row: Shown, sha256: str) -> Shown | None:
    """The same file for the same thing, where it waits. One that counts already is no renewal: refused."""
    same = type(row).objects.filter(vendor=row.vendor, stored__sha256=sha256, status__in=["uploaded", "accepted"])
    twin = next((each for each in same.order_by("-uploaded_at") if each.key == row.key), None)
    if twin and twin.status == "accepted":
        day = say_day(business_days.day_of(twin.uploaded_at), "full")
        sentence = _("You sent this very file on %(day)s, and it is accepted. Choose the file of the new one.")
        raise FileRefused(sentence % {"day": day})
    return twin


def accept(row: Shown, *, by: Actor, at: datetime.datetime, because: str = "", **stamps) -> Shown:
    """It counts: the fact of its requirement. `stamps`: for a certificate the `checks` that were taken.

    Raises NotAllowed; NotNow where neither a check nor a reason says what was looked at.
    """
    policy.check_can_review(by)
    row = lock(row)
    if row.status in {"accepted", "superseded"}:
        return row
    policy.check_says_what_was_checked(stamps.get("checks"), because)
    event = become(row, "accepted", decided_at=at, decided_by=by.user, because=because, **stamps)
    during = business_days.whole(row.valid_from, row.valid_until)
    fact = facts.assert_fact(
        VendorFact,
        at=at,
        during=during,
        vendor=row.vendor,
        requirement=row.REQUIREMENT,
        key=row.key,
        source_kind=row._meta.label_lower,
        source_id=row.pk,
    )
    done = record(event, row, by=by, at=at, because=because, fact=fact.pk, starts=during.lower, ends=during.upper)
    _supersede(row.replaces, by=by, at=at, cause=done)
    return row


def reject(row: Shown, *, by: Actor, at: datetime.datetime, because: str) -> Shown:
    policy.check_can_review(by)
    row = lock(row)
    if row.status != "rejected":
        event = become(row, "rejected", decided_at=at, decided_by=by.user, because=because)
        record(event, row, by=by, at=at, because=because)
    return row


def withdraw(row: Shown, *, by: Actor, at: datetime.datetime) -> Shown:
    """The subcontractor takes back what nobody has checked yet."""
    policy.check_can_supply(by, row.vendor_id)
    row = lock(row)
    if row.status != "withdrawn":
        record(become(row, "withdrawn"), row, by=by, at=at)
    return row


def revoke(row: Shown, *, by: Actor, at: datetime.datetime, because: str) -> Shown:
    """It no longer counts, from now on: its issuer cancelled it, or we were wrong. What it vouched for until now stays true."""
    policy.check_can_review(by)
    row = lock(row)
    if row.status == "revoked":
        return row
    for fact in VendorFact.objects.current().filter(source_id=row.pk):
        facts.end(fact, at=at)
    record(
        become(row, "revoked", decided_at=at, decided_by=by.user, because=because), row, by=by, at=at, because=because
    )
    return row


def check_opens(stored) -> None:
    """Raises core.files.FileRefused for a file whose first page cannot be drawn."""
    try:
        page_images.check_opens(files.read(stored), stored.media_type)
    except page_images.CannotShow as cannot:
        raise files.FileRefused(cannot.sentence) from cannot


def lock(row: Shown) -> Shown:
    return type(row).objects.select_for_update(no_key=True).get(pk=row.pk)


def _supersede(old: Evidence | None, *, by: Actor, at, cause) -> None:
    """The renewed one keeps its days; only its own end is nobody's deadline any more."""
    if old and (old := lock(old)).status == "accepted":
        record(become(old, "superseded"), old, by=by, at=at, cause=cause)
