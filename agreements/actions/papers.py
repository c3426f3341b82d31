"""The signed copy and its evidence: printed, sealed and stored by the worker after the last signature, once."""

import datetime

from django.db import transaction

from agreements import evidence, printing, recipe
from agreements.actions.agreements import lock
from agreements.models import Agreement, SealedPaper
from core import events, files, pdf, signing
from core.actors import Actor
from core.models import Event, Organisation


def seal(agreement: Agreement, *, by: Actor, at: datetime.datetime) -> bool:
    """Make what is missing of the two papers; False where both were there, or the agreement is not signed, or not here.

    Raises CannotRender, CannotSeal, NoAuthority: then nothing is kept, and the sweep tries again.
    """
    agreement = lock(agreement)
    if agreement.signed_at is None or agreement.is_from_elsewhere or agreement.papers.count() == len(SealedPaper.KINDS):
        return False
    organisation = Organisation.current()
    copy, content = _copy(agreement, organisation, by, at)
    certificate = _evidence(agreement, copy, content, organisation, by, at)
    events.record(
        "agreement.sealed", agreement, by=by, at=at, document_sha256=agreement.document_sha256, copy_sha256=copy.sha256,
        evidence_sha256=certificate.sha256, level=copy.level, kind=agreement.kind, about=agreement.person_id,
    )  # fmt: skip
    return True


def seal_or_note(agreement: Agreement, *, by: Actor, at: datetime.datetime) -> None:
    """What cannot be sealed now is kept unsealed, those who look after it hear so once, and the sweep comes again."""
    try:
        with transaction.atomic():
            seal(agreement, by=by, at=at)
    except (signing.CannotSeal, signing.NoAuthority, pdf.CannotRender) as refusal:
        note_unsealed(agreement, by=by, at=at, because=refusal.sentence)


def note_unsealed(agreement: Agreement, *, by: Actor, at: datetime.datetime, because: str) -> None:
    """Sealing failed: said once for each paper, however often it is tried. Never sealed with less than was asked for."""
    agreement = lock(agreement)
    if agreement.signed_at is None or agreement.papers.exists() or _is_noted(agreement):
        return
    events.record(
        "agreement.unsealed", agreement, by=by, at=at, because=because, kind=agreement.kind, about=agreement.person_id
    )


def _is_noted(agreement: Agreement) -> bool:
    return Event.objects.about(agreement).filter(name="agreement.unsealed").exists()


def _copy(agreement: Agreement, organisation, by: Actor, at) -> tuple[SealedPaper, bytes]:
    printed = pdf.render(
        printing.TEMPLATE, printing.context(agreement, organisation),
        enclosed=printing.enclosed(agreement), enclosed_at=agreement.signed_at,
    )  # fmt: skip
    return _sealed(agreement, "copy", printed, organisation, by, at)


def _evidence(agreement: Agreement, copy: SealedPaper, content: bytes, organisation, by: Actor, at) -> SealedPaper:
    check = recipe.script(agreement, content, copy.sha256)
    printed = pdf.render(
        evidence.TEMPLATE, evidence.context(agreement, copy, organisation, at, check),
        enclosed=evidence.enclosed(check), enclosed_at=at,
    )  # fmt: skip
    return _sealed(agreement, "evidence", printed, organisation, by, at)[0]


def _sealed(agreement: Agreement, kind: str, content: bytes, organisation, by: Actor, at) -> tuple[SealedPaper, bytes]:
    sealed = signing.seal(content, reason=printing.REASONS[kind], at=at, name=organisation.name)
    stored = files.store(
        sealed.content,
        purpose="sealed",
        name=printing.file_name(agreement, kind),
        vendor=agreement.vendor_id,
        by=by.user,
        at=at,
    )
    paper = SealedPaper.objects.create(
        agreement=agreement,
        vendor_id=agreement.vendor_id,
        kind=kind,
        stored=stored,
        sha256=sealed.sha256,
        level=sealed.level,
        sealed_at=at,
    )
    return paper, sealed.content
