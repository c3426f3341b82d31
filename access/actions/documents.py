"""Put files under an asset, version by version. The only writer of documents."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from access.models import Asset, Document, DocumentVersion
from core import events, files, page_images, references
from core.actors import Actor
from core.refusals import NotAllowed


def check_can_add(actor: Actor, asset: Asset) -> None:
    own = actor.may("documents.write") and actor.user is not None and asset.owner_id == actor.user.pk
    if not own and not actor.may("access.write"):
        raise NotAllowed(_("Only the owner of this information or a compliance officer adds documents."))


@transaction.atomic  # a file that is refused leaves no document behind
def add(asset: Asset, *, title: str, upload, by: Actor, at: datetime.datetime) -> Document:
    """A new document with its first version. The same again is a second press.

    Raises files.FileRefused for a file that cannot be shown.
    """
    check_can_add(by, asset)
    asset = Asset.objects.select_for_update(no_key=True, of=("self",)).get(pk=asset.pk)
    print_of = files.fingerprint(upload)
    if there := asset.documents.filter(title=title, added_by=by.user, versions__file__sha256=print_of).first():
        return there
    document = Document.objects.create(
        reference=references.next_of("DOC"), asset=asset, title=title, added_at=at, added_by=by.user
    )
    version = _store(document, upload, number=1, by=by, at=at)
    events.record(
        "document.added", document, by=by, at=at, asset=asset, sha256=version.file.sha256, pages=version.pages
    )
    return document


@transaction.atomic
def add_version(document: Document, *, upload, by: Actor, at: datetime.datetime) -> DocumentVersion:
    """The next version; the viewer shows the newest, older ones stay for the record. The same bytes add nothing."""
    check_can_add(by, document.asset)
    document = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    latest = document.versions.all()[:1].get()
    version = _store(document, upload, number=latest.number + 1, by=by, at=at)
    if version.file.sha256 == latest.file.sha256:
        version.delete()
        files.shred(version.file, at=at)
        return latest
    events.record(
        "document.version-added",
        document,
        by=by,
        at=at,
        number=version.number,
        sha256=version.file.sha256,
        pages=version.pages,
    )
    return version


def _store(document, upload, *, number, by, at) -> DocumentVersion:
    stored = files.store(upload, purpose="protected", name=upload.name, by=by.user, at=at, version=number)
    return DocumentVersion.objects.create(
        document=document, number=number, file=stored, pages=count_pages(stored), added_at=at, added_by=by.user
    )


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
