"""Put files under an asset, version by version, and say how long they are kept. The only writer of documents."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from access.actions import check_outs
from access.models import Asset, Document, DocumentVersion
from access.policies import documents as policies
from core import events, files, page_images, references
from core.actions import legal_holds
from core.actors import Actor
from core.database import locks
from core.models import LegalHold
from core.policies import check_can_keep_holds


@transaction.atomic  # a file that is refused leaves no document behind
def add(asset: Asset, *, title: str, upload, by: Actor, at: datetime.datetime) -> Document:
    """A new document with its first version. The same again is a second press.

    Raises files.FileRefused for a file that cannot be shown.
    """
    policies.check_can_add(by, asset)
    asset = Asset.objects.select_for_update(no_key=True, of=("self",)).get(pk=asset.pk)
    print_of = files.fingerprint(upload)
    if there := asset.documents.filter(
        title=title, destroyed_at=None, added_by=by.user, versions__file__sha256=print_of
    ).first():
        return there
    document = Document.objects.create(
        reference=references.next_of("DOC"), asset=asset, title=title, added_at=at, added_by=by.user
    )
    version = _store(document, upload, number=1, because="", by=by, at=at)
    events.record(
        "document.added", document, by=by, at=at, asset=asset, sha256=version.file.sha256, pages=version.pages
    )
    return document


@transaction.atomic
def add_version(document: Document, *, upload, because: str, by: Actor, at: datetime.datetime) -> DocumentVersion:
    """The next version; the viewer shows the newest, older ones stay for the record. The same bytes add nothing.

    Ends the author's own check-out. Raises NotAllowed; NotNow while somebody else edits; files.FileRefused.
    """
    policies.check_can_add(by, document.asset)
    document = _held(document)
    editing = check_outs.live(document, at)
    policies.check_is_free(by, editing)
    latest = document.versions.all()[:1].get()
    version = _store(document, upload, number=latest.number + 1, because=because, by=by, at=at)
    if version.file.sha256 == latest.file.sha256:
        version.delete()
        files.shred(version.file, at=at)
        return latest
    if editing:
        check_outs.end(editing, at=at)
    said = {"number": version.number, "sha256": version.file.sha256, "pages": version.pages}
    events.record("document.version-added", document, by=by, at=at, because=because, **said)
    return version


def set_retention(
    document: Document, *, until_on: datetime.date | None, because: str, by: Actor, at: datetime.datetime
) -> Document:
    """Nothing destroys it before `until_on` is over; None: no such day. The same day again records nothing."""
    policies.check_can_set_retention(by, document)
    document = _held(document)
    policies.check_can_shorten(by, document, until_on)
    if document.keep_until_on == until_on:
        return document
    before, document.keep_until_on = document.keep_until_on, until_on
    document.save(update_fields=["keep_until_on"])
    events.record("document.retention-set", document, by=by, at=at, because=because, before=before, until_on=until_on)
    return document


def place_hold(document: Document, *, name: str, because: str, by: Actor, at: datetime.datetime) -> LegalHold:
    """Nothing destroys it until the hold is released. The same matter holds it once."""
    check_can_keep_holds(by)
    _held(document)
    return legal_holds.place(document, name=name, because=because, by=by, at=at)


def _held(document: Document) -> Document:
    """Locked, and still there. Raises NotNow."""
    locks.one_at_a_time(document.pk)
    document = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    policies.check_stands(document)
    return document


def _store(document, upload, *, number, because, by, at) -> DocumentVersion:
    stored = files.store(
        upload, purpose="protected", name=upload.name, by=by.user, at=at, version=number, about=document.pk
    )
    return DocumentVersion.objects.create(
        document=document, number=number, file=stored, pages=count_pages(stored), because=because, added_at=at,
        added_by=by.user,
    )  # fmt: skip


def count_pages(stored) -> int:
    """How many page images this file gives. Raises files.FileRefused for a file that the viewer cannot draw."""
    if not page_images.can_show(stored.media_type):
        raise files.FileRefused(
            _("The protected viewer shows PDF, PNG, JPEG and text files. Convert the file to PDF and try again.")
        )
    try:
        return page_images.count(files.read(stored), stored.media_type)
    except page_images.CannotShow as cannot:
        raise files.FileRefused(cannot.sentence) from cannot
