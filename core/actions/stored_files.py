"""Read stored files through once a night, and wrap their keys with today's key."""

import datetime

from django.db.models import F, Q

from core import events, files
from core.actors import Actor
from core.files import keys
from core.models.file import StoredFile

FRESH = datetime.timedelta(hours=20)  # a file that was read through so lately waits for the next night
FILES, BYTES = 200, 256 * 1024**2  # of one transaction
KEYS = 1000  # wrapped anew in one transaction


def check_some(*, by: Actor, at: datetime.datetime) -> bool:
    """The files that were not read through for longest. True while more are left; the last stretch records the outcome.

    What is missing or changed is marked and told once; what is whole again is unmarked.
    """
    due = StoredFile.objects.filter(Q(checked_at=None) | Q(checked_at__lt=at - FRESH), shredded_at=None)
    found, left = list(due.order_by(F("checked_at").asc(nulls_first=True), "pk")[:FILES]), BYTES
    for stored in found:
        _check(stored, by=by, at=at)
        left -= stored.size
        if left < 0:
            break
    if found and not due.exists():
        kept = StoredFile.objects.filter(shredded_at=None)
        damaged = kept.filter(damaged_at__isnull=False).count()
        events.record("files.checked", None, by=by, at=at, files=kept.count(), damaged=damaged)
    return due.exists()


def _check(stored: StoredFile, *, by: Actor, at: datetime.datetime) -> None:
    """One that is shredded while it is read is no damage: it is looked at again under its lock."""
    is_whole = files.verify(stored)
    row = StoredFile.objects.select_for_update(no_key=True).get(pk=stored.pk)
    if row.shredded_at:
        return
    turned = is_whole is (row.damaged_at is not None)
    row.checked_at, row.damaged_at = at, None if is_whole else row.damaged_at or at
    row.save(update_fields=["checked_at", "damaged_at"])
    if turned:
        name = "file.restored" if is_whole else "file.damaged"
        events.record(name, None, by=by, at=at, vendor=row.vendor_id, file=row.pk, purpose=row.purpose)


def rewrap_some(*, by: Actor, at: datetime.datetime) -> bool:
    """Data keys that an older key wraps, as far as that key is still here. True while more are left."""
    older = StoredFile.objects.filter(shredded_at=None, key_id__in=keys.known_ids()[1:])
    found = list(older.select_for_update(skip_locked=True).order_by("pk")[:KEYS])
    done = sum(_rewraps(stored) for stored in found)
    if done:
        events.record("files.rewrapped", None, by=by, at=at, files=done, key=keys.current_id())
    return bool(done) and len(found) == KEYS


def _rewraps(stored: StoredFile) -> bool:
    """A wrapped key that is damaged stays as it is; the nightly check tells of it."""
    try:
        return files.rewrap(stored)
    except files.FileDamaged:
        return False
