"""The child's side of examining a PDF: pure reading, no Django, no network. Answers in words that the parent translates."""

import asyncio
import hashlib
import logging
import re
import struct
import zlib
from datetime import UTC, datetime
from io import BytesIO

from asn1crypto import parser, pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from core.sandbox.workers import strangers

SHA256 = bytes.fromhex("300d06096086480165030402010500")  # the algorithm's name in DER
ONE_REVISION = re.compile(rb"\s?\d+ 0 obj\b.*\bstartxref\s+\d+\s+%%EOF\n?", re.DOTALL)
# What parsers raise over bytes that nobody wrote on purpose; found by flipping each bit of a sealed paper.
UNREADABLE = (
    PdfError, SigningError, SignatureValidationError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError,
    AssertionError, NotImplementedError, RecursionError, OSError, EOFError, struct.error, zlib.error,
)  # fmt: skip

logging.getLogger("pyhanko").setLevel(logging.CRITICAL + 1)  # strangers' files are not news


def answer(header: dict, body: bytes) -> tuple[dict, bytes]:
    """`header` holds PEM texts: `roots` of our authority, `stamp_roots` of time stamps."""
    if header.get("deed") == "signatures":
        return strangers.answer(body, UNREADABLE), b""
    roots, stamp_roots = _certificates(header["roots"]), _certificates(header["stamp_roots"])
    try:
        return examine(body, roots, stamp_roots), b""
    except UNREADABLE:
        return _verdict("altered" if b"/ByteRange" in body else "unknown", "unreadable"), b""


def examine(content: bytes, roots: list[x509.Certificate], stamp_roots: list[x509.Certificate]) -> dict:
    """Ours is a signature whose certificate our authority issued, or that says so."""
    reader = PdfFileReader(BytesIO(content), strict=True)
    signatures = list(reader.embedded_regular_signatures)
    if not signatures:
        return _verdict("altered" if b"/ByteRange" in content else "unknown", "no-seal")
    ours = [signature for signature in signatures if _names_us(signature, roots)]
    if not ours:
        return _verdict("unknown", "other-signer")
    reasons = [] if len(signatures) == 1 else ["more-signatures"]
    reasons += [] if _is_plain(ours[0]) else ["signature"]
    reasons += [] if all(_is_tight(content, signature) for signature in reader.embedded_signatures) else ["coverage"]
    found = asyncio.run(_judge(content, reader, ours[0], reasons, roots, stamp_roots))
    return {**found, "revisions": _revisions(content, reader)}


async def _judge(
    content: bytes, reader: PdfFileReader, ours: EmbeddedPdfSignature, reasons: list, roots: list, stamp_roots: list
) -> dict:
    at = ours.self_reported_timestamp or datetime.now(UTC)
    status = await async_validate_pdf_signature(ours, _context(roots, at), _context(stamp_roots or roots, None))
    stamps = await _stamps(content, reader, stamp_roots or roots)
    reasons += [] if status.intact else ["digest"]
    reasons += [] if status.valid else ["signature"]
    reasons += [] if status.trusted or not status.valid else ["chain"]
    reasons += _changes(status, bool(stamps))
    stamped = status.timestamp_validity
    if not all(stamps) or (stamped is not None and not (stamped.intact and stamped.valid and stamped.trusted)):
        reasons.append("time-stamp")
    sealed_at = stamped.timestamp if stamped else ours.self_reported_timestamp
    return {
        **_verdict("altered" if reasons else "intact", *reasons),
        "signer": ours.signer_cert.subject.native.get("organization_name", ""),
        "sealed_at": sealed_at.astimezone(UTC).isoformat() if sealed_at else None,
        "level": "B-LTA" if stamped and stamps else "B-B",
    }


def _changes(status, is_stamped: bool) -> list[str]:
    """Without document time stamps the seal covers every byte; with them, only they and their proofs came later."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return []
    if status.coverage != SignatureCoverageLevel.ENTIRE_REVISION:
        return ["coverage"]
    upkeep_only = status.modification_level in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
    return [] if is_stamped and upkeep_only and status.docmdp_ok else ["later-changes"]


async def _stamps(content: bytes, reader: PdfFileReader, roots: list) -> list[bool]:
    """Whether each document time stamp holds, and nothing lies behind the last of them but its own proofs."""
    stamps = list(reader.embedded_timestamp_signatures)
    states = [await async_validate_pdf_timestamp(stamp, _context(roots, None)) for stamp in stamps]
    holds = [state.intact and state.valid and state.trusted for state in states]
    return [*holds, _is_last(content, stamps[-1], states[-1])] if stamps else holds


def _is_last(content: bytes, stamp: EmbeddedPdfSignature, state) -> bool:
    """Archives write the proofs of a stamp behind it: one revision, which the diff knows as upkeep, and not a byte more."""
    if state.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    rest = content[int(stamp.byte_range[2]) + int(stamp.byte_range[3]) :]
    return (
        state.coverage == SignatureCoverageLevel.ENTIRE_REVISION
        and state.modification_level == ModificationLevel.LTA_UPDATES
        and rest.count(b"%%EOF") == 1
        and ONE_REVISION.fullmatch(rest) is not None
    )


def _revisions(content: bytes, reader: PdfFileReader) -> list[str]:
    """SHA-256 of the file as it stood after each seal and stamp. A stamp that was added later lies behind what we stored."""
    ends = {int(row.byte_range[2]) + int(row.byte_range[3]) for row in reader.embedded_signatures}
    return [hashlib.sha256(content[:end]).hexdigest() for end in sorted(ends)]


def _is_tight(content: bytes, signature: EmbeddedPdfSignature) -> bool:
    """The one place that a seal cannot cover is where it lies itself: nothing else may be there, not even padding but zeros."""
    start, length, rest, _to_the_end = (int(number) for number in signature.byte_range)
    sealed = signature.pkcs7_content
    padding = sealed[parser.peek(sealed) :]
    written = b"<" + sealed.hex().upper().encode() + b">"
    return content[start + length : rest] == written and not padding.strip(b"\x00")


def _is_plain(signature: EmbeddedPdfSignature) -> bool:
    """The few words of a seal that no signature covers are as we write them."""
    seal, signer = signature.signed_data, signature.signer_info
    return (
        (seal["version"].native, signer["version"].native) == ("v1", "v1")
        and (seal["digest_algorithms"].dump(), signer["digest_algorithm"].dump()) == (b"\x31\x0f" + SHA256, SHA256)
        and signer["sid"].chosen["issuer"].dump() == signature.signer_cert.issuer.dump()
    )


def _names_us(signature: EmbeddedPdfSignature, roots: list[x509.Certificate]) -> bool:
    """An authority that is not ours alone makes nothing ours: of it we know single certificates."""
    paper = signature.signer_cert
    return any(paper.issuer == root.subject or paper.dump() == root.dump() for root in roots)


def _context(roots: list, moment: datetime | None) -> ValidationContext:
    """Certificates are judged for the moment of sealing: an expired signer does not undo an old seal."""
    return ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False, revocation_mode="soft-fail")


def _certificates(text: str) -> list[x509.Certificate]:
    if not text:
        return []
    return [x509.Certificate.load(der) for _kind, _headers, der in pem.unarmor(text.encode(), multiple=True)]


def _verdict(state: str, *reasons: str) -> dict:
    return {"state": state, "reasons": list(reasons)}
