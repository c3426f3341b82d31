"""Take evidence in and write down every hand that it passes through. The only writer of evidence and custody."""

import datetime

from django.utils.translation import gettext as _

from core import events, files, references
from core.actors import Actor
from core.refusals import NotNow
from incidents import policies, receipts
from incidents.actions import entries
from incidents.models import Case, CustodyEntry, EvidenceItem

Instant = datetime.datetime
INTAKES = {
    "portal": "portal-report",
    "desk": "officer-record",
    "anonymous": "anonymous-report",
}  # the playbook's, by the way of the report


def take_in(
    case: Case,
    *,
    title: str,
    method: str,
    source: str,
    acquired_at: Instant,
    acquired_by: str,
    by: Actor,
    at: Instant,
    upload=None,
    place: str = "",
    seal: str = "",
    note: str = "",
) -> EvidenceItem:
    """A file, hashed twice on receipt, or a thing under seal. The same again is a second press.

    Raises files.FileRefused, and NotNow where neither is given.
    """
    case = _locked(case.pk)
    policies.check_can_handle(by, case)
    if case.playbook.intake(method) is None:
        raise NotNow(_("Choose how the evidence came in from the list."))
    if acquired_at > at:
        raise NotNow(_("Evidence was acquired before it is taken in; the moment you gave is still to come."))
    if upload is None and not seal:
        raise NotNow(_("Give a file, or the number of the seal of a thing."))
    said = {
        "title": title,
        "method": method,
        "source": source,
        "acquired_at": acquired_at,
        "acquired_by": acquired_by,
        "place": place,
        "seal": seal,
        "note": note,
    }
    digest = files.fingerprint(upload) if upload else ""
    there = EvidenceItem.objects.filter(case=case, sha256=digest, taken_in_by=by.user, **said).first()
    return there or _keep(case, upload, by=by, at=at, **said)


def keep_of_reporter(case: Case, upload, *, by: Actor, at: Instant) -> tuple[EvidenceItem, bool]:
    """What the reporter adds to the report, and whether it is new: the same file again is a second press.

    Raises files.FileRefused.
    """
    policies.check_can_add_to_report(by, case)
    case = case if case.is_anonymous else _locked(case.pk)  # the reporter's role holds a lock of its own
    mine = EvidenceItem.objects.filter(case=case, taken_in_by=by.user).only("id")
    if there := mine.filter(sha256=files.fingerprint(upload)).first():
        return there, False
    with receipts.kept_in(by):
        source = _("Added to the report")
    made = _keep(
        case,
        upload,
        by=by,
        at=at,
        title=upload.name,
        method=INTAKES[case.way],
        source=source,
        acquired_at=at,
        acquired_by=by.label,
    )
    return made, True


def keep_unless_refused(case: Case, upload, *, by: Actor, at: Instant) -> str:
    """The same, where a file that is refused holds up nothing else: why it was, or nothing."""
    try:
        keep_of_reporter(case, upload, by=by, at=at)
    except files.FileRefused as refused:
        return refused.sentence
    return ""


def _keep(case: Case, upload, *, by, at, **values) -> EvidenceItem:
    stored = (
        files.store(upload, purpose="report", name=upload.name, vendor=case.vendor_id, by=by.user, at=at)
        if upload
        else None
    )
    hashes = {"sha256": stored.sha256, "sha512": stored.sha512} if stored else {}
    item = EvidenceItem.objects.create(
        vendor_id=case.vendor_id,
        case=case,
        reference=references.next_of("EVD"),
        file=stored,
        taken_in_at=at,
        taken_in_by=by.user,
        **hashes,
        **values,
    )
    _custody(item, "intake", by=by, at=at, received_by=by.label, place=item.place, seal=item.seal)
    with receipts.kept_in(by):
        said = _("Taken in: %(reference)s, %(title)s") % {"reference": item.reference, "title": item.title}
    entries.write(case, "evidence", said, by=by, at=at)
    events.record("evidence.taken-in", item, by=by, at=at, sha256=item.sha256, method=item.method, case=case)
    return item


def hand_over(
    item: EvidenceItem,
    *,
    released_by: str,
    received_by: str,
    purpose: str,
    by: Actor,
    at: Instant,
    place: str = "",
    seal: str = "",
) -> CustodyEntry:
    """From one hand to another. Place and seal stay as they were unless said."""
    policies.check_can_handle(by, _locked(item.case_id))
    last = where_it_is(item)
    made = _custody(
        item,
        "transfer",
        by=by,
        at=at,
        released_by=released_by,
        received_by=received_by,
        purpose=purpose,
        place=place or last.place,
        seal=seal or last.seal,
    )
    events.record("evidence.handed-over", item, by=by, at=at, received_by=received_by)
    return made


def record_view(item: EvidenceItem, *, by: Actor, at: Instant) -> CustodyEntry:
    """Somebody looked at the item's page."""
    policies.check_can_read_evidence(by)
    made = _custody(item, "view", by=by, at=at)
    events.record("evidence.viewed", item, by=by, at=at)
    return made


def export(item: EvidenceItem, *, purpose: str, by: Actor, at: Instant) -> EvidenceItem:
    """A copy leaves; what for is written down first. Raises NotNow for a thing without a file."""
    policies.check_can_read_evidence(by)
    if item.file is None:
        raise NotNow(_("This is a thing, not a file. Hand it over instead."))
    _custody(item, "export", by=by, at=at, received_by=by.label, purpose=purpose)
    events.record("evidence.exported", item, by=by, at=at, sha256=item.sha256)
    return item


def compare(item: EvidenceItem, *, by: Actor, at: Instant) -> CustodyEntry:
    """Read the file again and compare both hashes with those taken on receipt."""
    policies.check_can_read_evidence(by)
    if item.file is None:
        raise NotNow(_("A thing has a seal, not a hash. Look at the seal and hand it over with its state."))
    is_intact = (item.file.sha256, item.file.sha512) == (item.sha256, item.sha512) and files.verify(item.file)
    made = _custody(item, "check", by=by, at=at, is_intact=is_intact)
    events.record("evidence.verified" if is_intact else "evidence.damaged", item, by=by, at=at, sha256=item.sha256)
    return made


def where_it_is(item: EvidenceItem) -> CustodyEntry:
    """The line that says where it lies and under which seal; the intake writes the first."""
    return item.custody.filter(deed__in=["intake", "transfer"]).reverse()[:1].get()


def _locked(case_id) -> Case:
    return Case.objects.select_for_update(no_key=True, of=("self",)).select_related("playbook").get(pk=case_id)


def _custody(item: EvidenceItem, deed: str, *, by: Actor, at: Instant, **said) -> CustodyEntry:
    return CustodyEntry.objects.create(
        vendor_id=item.vendor_id, item=item, deed=deed, at=at, by=by.user, by_name=by.label, **said
    )
