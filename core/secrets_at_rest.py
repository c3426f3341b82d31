"""How is a small secret kept in the database? AES-256-GCM under a key derived from the key-encryption key."""

import base64
import os

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def protect(text: str, purpose: str = "mfa") -> str:
    """Nonce and ciphertext in base64. `purpose` separates keys: what is protected for one opens for no other."""
    nonce = os.urandom(12)
    return base64.b64encode(nonce + _box(purpose).encrypt(nonce, text.encode(), purpose.encode())).decode()


def reveal(protected: str, purpose: str = "mfa") -> str:
    """The text again. Raises cryptography.exceptions.InvalidTag for anything altered or protected for another purpose."""
    raw = base64.b64decode(protected)
    return _box(purpose).decrypt(raw[:12], raw[12:], purpose.encode()).decode()


def _box(purpose: str) -> AESGCM:
    key = base64.b64decode(settings.KEY_ENCRYPTION_KEY)
    return AESGCM(HKDF(hashes.SHA256(), 32, None, f"ringfence/{purpose}".encode()).derive(key))
