"""What does a key look like? `rf_svc_`, 32 random characters, 6 of checksum: scanners find it, typos never reach the database."""

import hashlib
import re
import secrets
import string
import zlib

ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
KINDS = ("svc", "scim", "pat")
_FORM = re.compile(r"^rf_(svc|scim|pat)_([0-9A-Za-z]{32})([0-9A-Za-z]{6})$")


def make(kind: str = "svc") -> str:
    """A fresh key with 190 random bits. Shown once; only its digest is kept."""
    if kind not in KINDS:
        raise ValueError(f"no key is of kind {kind!r}")
    body = f"rf_{kind}_" + "".join(secrets.choice(ALPHABET) for _ in range(32))
    return body + checksum(body)


def checksum(body: str) -> str:
    """CRC-32 of everything before it, in base 62, six characters."""
    number, digits = zlib.crc32(body.encode()), ""
    for _ in range(6):
        number, rest = divmod(number, 62)
        digits = ALPHABET[rest] + digits
    return digits


def is_well_formed(token: str, kind: str) -> bool:
    found = _FORM.match(token)
    return found is not None and found[1] == kind and checksum(token[:-6]) == found[3]


def digest(token: str) -> str:
    """SHA-256 in hex. No salt is needed: the key itself is random."""
    return hashlib.sha256(token.encode()).hexdigest()
