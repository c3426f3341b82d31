"""The signed copy and its evidence: printed, sealed and stored by the worker after the last signature, once."""

import datetime

from agreements import evidence, printing
from agreements.actions.agreements import lock
from agreements.models import Agreement, SealedPaper
from core import events, files, pdf, signing
from core.actors import Actor
from core.models import Organisation


def seal(agreement: Agreement, *, by: Actor, at: datetime.datetime) -> bool:
    """Make what is missing of the two papers; False where both were there, or the agreement is not signed.

    Raises CannotRender, CannotSeal, NoAuthority: then nothing is kept, and the sweep tries again.
    """
    agreement = lock(agreement)
    if agreement.signed_at is None or agreement.papers.count() == len(SealedPaper.KINDS):
        return False
    organisation = Organisation.current()
    printed = pdf.render(printing.TEMPLATE, printing.context(agreement, organisation))
    copy = _sealed(agreement, "copy", printed, organisation, by, at)
    proof = pdf.render(evidence.TEMPLATE, evidence.context(agreement, copy, organisation, at))
    certificate = _sealed(agreement, "evidence", proof, organisation, by, at)
    events.record(
        "agreement.sealed", agreement, by=by, at=at, document_sha256=agreement.document_sha256, copy_sha256=copy.sha256,
        evidence_sha256=certificate.sha256, level=copy.level, kind=agreement.kind, about=agreement.person_id,
    )  # fmt: skip
    return True


def _sealed(agreement: Agreement, kind: str, content: bytes, organisation, by: Actor, at) -> SealedPaper:
    sealed = signing.seal(content, reason=printing.REASONS[kind], at=at, name=organisation.name)
    stored = files.store(
        sealed.content,
        purpose="sealed",
        name=printing.file_name(agreement, kind),
        vendor=agreement.vendor_id,
        by=by.user,
        at=at,
    )
    return SealedPaper.objects.create(
        agreement=agreement,
        vendor_id=agreement.vendor_id,
        kind=kind,
        stored=stored,
        sha256=sealed.sha256,
        level=sealed.level,
        sealed_at=at,
    )
