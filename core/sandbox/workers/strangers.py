"""The child's side of reading what others signed: every signature in a PDF, by whom, when, and whether it still fits the file.

Whether an issuer is to be trusted is not asked: there is no list of trust here, and nothing is fetched.
"""

import asyncio
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

WHOLE, EXTENDED, ALTERED, UNREAD = "whole", "extended", "altered", "unread"
UPKEEP = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)


def answer(body: bytes, unreadable: tuple) -> dict:
    """`signatures` in the order in which they were made; one that cannot be read says so."""
    try:
        found = list(PdfFileReader(BytesIO(body), strict=False).embedded_regular_signatures)
    except unreadable:
        return {"signatures": [], "is_read": False}
    return {"signatures": [_read(signature, unreadable) for signature in found], "is_read": True}


def _read(signature: EmbeddedPdfSignature, unreadable: tuple) -> dict:
    try:
        return asyncio.run(_said(signature))
    except unreadable:
        return {"signer": "", "issuer": "", "signed_at": "", "is_stamped": False, "state": UNREAD}


async def _said(signature: EmbeddedPdfSignature) -> dict:
    paper = signature.signer_cert
    alone = ValidationContext(trust_roots=[paper], allow_fetching=False, revocation_mode="soft-fail")
    status = await async_validate_pdf_signature(signature, alone, alone)
    stamp = status.timestamp_validity
    is_stamped = bool(stamp and stamp.intact and stamp.valid)
    moment = stamp.timestamp if is_stamped else signature.self_reported_timestamp
    return {
        "signer": _name(paper.subject.native), "issuer": _name(paper.issuer.native), "is_stamped": is_stamped,
        "signed_at": moment.isoformat() if moment and moment.tzinfo else "", "state": _state(status),
    }  # fmt: skip


def _state(status) -> str:
    if not (status.intact and status.valid):
        return ALTERED
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return WHOLE
    if status.coverage == SignatureCoverageLevel.ENTIRE_REVISION:
        return WHOLE if status.modification_level in UPKEEP else EXTENDED
    return ALTERED


def _name(said: dict) -> str:
    """The common name, with the organisation where one is named."""
    parts = [said.get("common_name", ""), said.get("organization_name", "")]
    return ", ".join(dict.fromkeys(str(part) for part in parts if part))[:200]
