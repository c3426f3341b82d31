"""What does a person's signature consist of? One canonical text that binds the bytes, the person, the check and the time."""

import hashlib
import json
import unicodedata
from datetime import UTC, datetime


def act_bytes(
    *,
    document_sha256: str,
    signer_id: str,
    signer_name: str,
    identity_check: str,
    consent_text: str,
    signed_at: datetime,
    mark_sha256: str = "",
) -> bytes:
    """Canonical JSON: sorted keys, no blanks, UTF-8 in NFC, the time in UTC to the microsecond.

    `document_sha256` is the fingerprint of the exact bytes shown (H1, 64 hex digits); `identity_check`
    says how the person proved to be it at that moment; `mark_sha256` is the fingerprint of the picture of a signature that was
    drawn, and makes the act one of the second kind. Raises ValueError for an empty part or a time without zone.
    """
    if signed_at.tzinfo is None:
        raise ValueError("signed_at needs a zone")
    if len(document_sha256) != 64 or set(document_sha256) - set("0123456789abcdef"):
        raise ValueError("document_sha256 is not a SHA-256 in lower-case hex")
    parts = {
        "act": "ringfence-consent-1",
        "consent_text": consent_text,
        "document_sha256": document_sha256,
        "identity_check": identity_check,
        "signed_at": signed_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "signer_id": str(signer_id),
        "signer_name": signer_name,
    }
    if mark_sha256:
        parts |= {"act": "ringfence-consent-2", "mark_sha256": mark_sha256}
    if empty := [name for name, value in parts.items() if not value.strip()]:
        raise ValueError(f"empty: {', '.join(empty)}")
    normal = {name: unicodedata.normalize("NFC", value) for name, value in parts.items()}
    return json.dumps(normal, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def act_digest(**parts) -> str:
    """SHA-256 (hex) of `act_bytes`; anyone can work it out again from the evidence page."""
    return hashlib.sha256(act_bytes(**parts)).hexdigest()
