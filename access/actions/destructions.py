"""Destroy a document for good: the keys of its files go, and a sealed certificate says so."""

import datetime

from access import copies
from access.actions import check_outs
from access.models import Destruction, Document
from access.policies import documents as policies
from core import events, files, legal_holds, nudges, pdf, signing
from core.actors import Actor
from core.database import locks
from core.models import Organisation
from vendors import business_days

TEMPLATE = "documents/destruction.html"


def destroy(document: Document, *, because: str, seen: int, by: Actor, at: datetime.datetime) -> Destruction:
    """`seen`: how many marked files were out, as the person was shown. Doing it again changes nothing.

    Raises NotAllowed; NotNow under a legal hold, before the retention is over, while somebody else edits it, and where the
    copies that are out are others by now.
    """
    policies.check_can_keep(by, document)
    locks.one_at_a_time(document.pk)
    document = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    if document.destroyed_at:
        return document.destruction
    editing, out = check_outs.live(document, at), copies.still_out(document)
    policies.check_is_free(by, editing)
    policies.check_can_destroy(document, holds=legal_holds.over(document), today=business_days.day_of(at))
    policies.check_copies_are_seen(seen, len(out))
    if editing:
        check_outs.end(editing, at=at)
    versions = list(document.versions.select_related("file").order_by("number"))
    made = Destruction.objects.create(
        document=document, at=at, by=by.user, by_name=by.label, because=because, files=[_file(each) for each in versions],
        copies=[_copy(each) for each in out],
    )  # fmt: skip
    for version in versions:
        files.shred(version.file, at=at)
    document.destroyed_at = at
    document.save(update_fields=["destroyed_at"])
    fingerprints = [version.file.sha256 for version in versions]
    events.record("document.destroyed", document, by=by, at=at, because=because, sha256=fingerprints, copies=len(out))
    nudges.after_commit("access.tasks.seal_destructions")
    return made


def seal_next(*, by: Actor, at: datetime.datetime) -> bool:
    """Print and seal one certificate that is not yet. False when none is left; two workers never take the same one."""
    waiting = Destruction.objects.select_for_update(skip_locked=True, of=("self",)).filter(stored=None)
    row = waiting.select_related("document__asset__asset_class").order_by("at").first()
    if row is None:
        return False
    sealed = signing.seal(
        pdf.render(TEMPLATE, context_of(row)), reason="Certificate of destruction", at=at, name=row.by_name
    )
    name = f"{row.document.reference}-destroyed-{row.at:%Y-%m-%d}.pdf"
    row.stored = files.store(sealed.content, purpose="sealed", name=name, at=at)
    row.sealed_at, row.seal_level = at, sealed.level
    row.save(update_fields=["stored", "sealed_at", "seal_level"])
    events.record("destruction.sealed", row.document, by=by, at=at, sha256=sealed.sha256, level=sealed.level)
    return True


def context_of(row: Destruction) -> dict:
    return {
        "row": row,
        "organisation": Organisation.current(),
        "document_title": f"Certificate of destruction: {row.document.reference}",
        "document_id": row.pk.hex[-12:],
        "document_made": row.at,
        "document_class": row.document.asset.asset_class.name,
    }


def _file(version) -> dict:
    stored = version.file
    return {
        "number": version.number, "name": stored.name, "size": stored.size, "sha256": stored.sha256, "key": stored.key_id,
    }  # fmt: skip


def _copy(copy) -> dict:
    return {
        "person": copy.person.name, "firm": copy.vendor.name, "mark": copy.pk.hex[-12:], "given_at": copy.at.isoformat(),
    }  # fmt: skip
