"""Declaring, confirming and disputing what each side owned before, and opening the proof that is kept under seal."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agreements import background_papers
from agreements.models import BackgroundItem, ProofOpening
from agreements.models.background_item import OURS
from agreements.policies import background as policy
from core import files, pdf, signing
from core.actors import Actor
from core.events import record
from core.models import Organisation
from core.workflow import become
from vendors.actions import vendors as firms


@transaction.atomic  # a file that is refused leaves nothing behind
def declare(
    vendor, *, by: Actor, at: datetime.datetime, title: str, proof: str = "none", source=None, name: str = "", sha256: str = "", **said
) -> BackgroundItem:  # fmt: skip
    """`proof` kept or hashed takes `source`, an upload whose fingerprint is worked out here; typed takes `sha256`.

    The same said twice is one. Raises NotAllowed, core.files.FileRefused.
    """
    policy.check_can_declare(by, vendor.pk)
    side, vendor = policy.side_of(by, vendor.pk), firms.lock(vendor)
    digest = files.fingerprint(source) if proof in {"kept", "hashed"} else sha256.lower()
    same = {"side": side, "title": title, "proof": proof, "proof_sha256": digest, **said}
    if known := BackgroundItem.objects.filter(vendor=vendor, **same).exclude(status="withdrawn").first():
        return known
    stored = _kept(source, name, vendor, by, at) if proof == "kept" else None
    item = BackgroundItem.objects.create(
        vendor=vendor, stored=stored, declared_at=at, declared_by=by.user, declared_by_name=by.label, **same
    )
    record("background.declared", item, by=by, at=at, side=side, sha256=digest, proof=proof, kept=stored is not None)
    return item


def confirm(item: BackgroundItem, *, by: Actor, at: datetime.datetime, because: str = "") -> BackgroundItem:
    """The other side agrees: it goes into the schedule."""
    return _settle(item, "confirmed", by=by, at=at, because=because)


def dispute(item: BackgroundItem, *, by: Actor, at: datetime.datetime, because: str) -> BackgroundItem:
    policy.check_can_answer(by, item)
    policy.check_says_why(because)
    return _settle(item, "disputed", by=by, at=at, because=because)


def withdraw(item: BackgroundItem, *, by: Actor, at: datetime.datetime) -> BackgroundItem:
    policy.check_can_withdraw(by, item)
    item = lock(item)
    if item.status == "withdrawn":
        return item
    policy.check_is_open(item)
    owed = become(item, "withdrawn", settled_at=at, settled_by=by.user, settled_by_name=by.label)
    record(owed, item, by=by, at=at, side=item.side)
    return item


def ask_to_open(item: BackgroundItem, *, by: Actor, at: datetime.datetime, because: str) -> ProofOpening:
    """One of us wants to see a proof; waits for a second person. Asked again before that, it is the same."""
    policy.check_can_ask_to_open(by)
    item = lock(item)
    policy.check_has_a_file(item)
    policy.check_says_why(because)
    if waiting := item.openings.filter(asked_by=by.user, agreed_at=None).first():
        return waiting
    opening = ProofOpening.objects.create(
        vendor_id=item.vendor_id, item=item, asked_at=at, asked_by=by.user, because=because
    )
    record("background.opening-asked", item, by=by, at=at, because=because, opening=opening.pk)
    return opening


def agree_to_open(opening: ProofOpening, *, by: Actor, at: datetime.datetime) -> ProofOpening:
    policy.check_may_agree_to_open(by)
    item = lock(opening.item)
    opening = ProofOpening.objects.get(pk=opening.pk)
    if opening.agreed_at:
        return opening
    policy.check_is_second(by, opening)
    opening.agreed_at, opening.agreed_by = at, by.user
    opening.save(update_fields=["agreed_at", "agreed_by"])
    record("background.opening-agreed", item, by=by, at=at, because=opening.because, asked_by=opening.asked_by_id)
    return opening


def open_proof(item: BackgroundItem, *, by: Actor, at: datetime.datetime):
    """The stored file, once it is written down that this person opens it. Each opening is a line of its own."""
    policy.check_can_open(by, item, at)
    policy.check_has_a_file(item)
    record("background.proof-opened", item, by=by, at=at, sha256=item.proof_sha256)
    return item.stored


def seal_next(*, by: Actor, at: datetime.datetime) -> bool:
    """Print and seal the receipt of one deposit that has none. False when none is left."""
    waiting_ = BackgroundItem.objects.select_for_update(skip_locked=True, no_key=True, of=["self"]).filter(receipt=None)
    item = waiting_.exclude(proof="none").select_related("vendor").order_by("declared_at").first()
    if item is None:
        return False
    content = pdf.render(background_papers.TEMPLATE, background_papers.context(item))
    sealed = signing.seal(content, reason=_("Receipt of a deposit"), at=at, name=Organisation.current().name)
    item.receipt = files.store(
        sealed.content, purpose="sealed", name=background_papers.file_name(item), vendor=item.vendor_id, at=at
    )
    item.save(update_fields=["receipt"])
    record("background.receipt-sealed", item, by=by, at=at, sha256=sealed.sha256, level=sealed.level, side=item.side)
    return True


def lock(item: BackgroundItem) -> BackgroundItem:
    rows = BackgroundItem.objects.select_for_update(no_key=True, of=["self"]).select_related("vendor", "stored")
    return rows.get(pk=item.pk)


def _settle(item: BackgroundItem, status: str, *, by: Actor, at, because: str) -> BackgroundItem:
    policy.check_can_answer(by, item)
    item = lock(item)
    if item.status == status:
        return item
    policy.check_is_open(item)
    owed = become(item, status, settled_at=at, settled_by=by.user, settled_by_name=by.label, because=because)
    record(owed, item, by=by, at=at, because=because, side=item.side)
    return item


def _kept(source, name: str, vendor, by: Actor, at: datetime.datetime):
    """Our own deposits lie with the firm's record as well, but no row of the firm's files names them."""
    owner = None if policy.side_of(by, vendor.pk) == OURS else vendor
    return files.store(source, purpose="deposit", name=name, vendor=owner, by=by.user, at=at)
