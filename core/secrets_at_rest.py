"""How is a small secret kept in the database? AES-256-GCM under keys derived from the key-encryption keys."""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.files import keys


def protect(text: str, purpose: str = "mfa") -> str:
    """Nonce and ciphertext in base64. `purpose` separates keys: what is protected for one opens for no other."""
    nonce = os.urandom(12)
    return base64.b64encode(
        nonce + AESGCM(keys.derive(purpose)[0]).encrypt(nonce, text.encode(), purpose.encode())
    ).decode()


def reveal(protected: str, purpose: str = "mfa") -> str:
    """The text again. Raises cryptography.exceptions.InvalidTag for anything altered or protected for another purpose."""
    raw = base64.b64decode(protected)
    for key in keys.derive(purpose):
        try:
            return AESGCM(key).decrypt(raw[:12], raw[12:], purpose.encode()).decode()
        except InvalidTag:
            continue
    raise InvalidTag
