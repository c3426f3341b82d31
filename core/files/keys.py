"""Which key opens the keys? The key-encryption key wraps each file's own data key.

It lives in the setting KEY_ENCRYPTION_KEY (32 bytes, base64), outside the database and its backups.
Several may stand there, separated by commas: the first one wraps, all of them unwrap, which is how
a key is rotated (`core.files.rewrap`).
"""

import base64
import binascii
import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from core.files.stream import Damaged

NONCE = 12  # bytes


def wrap(data_key: bytes, binding: bytes) -> tuple[bytes, str]:
    """The wrapped data key and the id of the key that wrapped it."""
    key, nonce = _keys()[0], os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data_key, binding), key_id(key)


def unwrap(wrapped: bytes, wrapped_by: str, binding: bytes) -> bytes:
    """The data key. Raises Damaged where the key is unknown here or the wrapping belongs to another file."""
    key = next((key for key in _keys() if key_id(key) == wrapped_by), None)
    if key is None:
        raise Damaged(f"key {wrapped_by} is not among the key-encryption keys of this installation")
    try:
        return AESGCM(key).decrypt(bytes(wrapped[:NONCE]), bytes(wrapped[NONCE:]), binding)
    except InvalidTag as error:
        raise Damaged("the wrapped key does not belong to this file") from error


def current_id() -> str:
    """The id of the key that wraps today."""
    return key_id(_keys()[0])


def known_ids() -> list[str]:
    """The ids of the keys of this installation, today's first."""
    return [key_id(key) for key in _keys()]


def key_id(key: bytes) -> str:
    """A short name for a key that tells nothing about it."""
    return hashlib.sha256(b"ringfence key-encryption key id" + key).hexdigest()[:16]


def derive(purpose: str) -> list[bytes]:
    """Secrets of 32 bytes for another purpose (HKDF-SHA-256), one a key, today's first."""
    return [HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(key) for key in _keys()]


def _keys() -> list[bytes]:
    words = [word.strip() for word in settings.KEY_ENCRYPTION_KEY.split(",") if word.strip()]
    keys = [_decoded(word) for word in words]
    if not keys:
        raise ImproperlyConfigured("KEY_ENCRYPTION_KEY is not set: files can neither be stored nor opened.")
    return keys


def _decoded(word: str) -> bytes:
    try:
        key = base64.b64decode(word, validate=True)
    except binascii.Error as error:
        raise ImproperlyConfigured("KEY_ENCRYPTION_KEY is not base64.") from error
    if len(key) != 32:
        raise ImproperlyConfigured(f"KEY_ENCRYPTION_KEY has {len(key)} bytes; it needs 32.")
    return key
