"""Who seals here? The organisation's own authority and signer, kept as files under SIGNING_KEY_DIR.

The two private keys are encrypted with a passphrase that is derived from the key-encryption key, so
a copy of the folder alone seals nothing. `timestamp-roots.pem` beside them, put there by the operator,
names the roots of the time-stamp authority.
"""

import base64
import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.utils.translation import gettext as _

from core.files import keys
from core.signing import certificates

KEYS, PAPERS = ("authority.key", "signer.key"), ("authority.pem", "signer.pem")


class NoAuthority(RuntimeError):
    """Nothing can be sealed; `sentence` says what the operator has to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Authority(NamedTuple):
    certificate: x509.Certificate
    key: EllipticCurvePrivateKey
    signer: x509.Certificate
    signer_key: EllipticCurvePrivateKey


def make_authority(*, organisation: str, at: datetime) -> bool:
    """Make what is missing; False where all was there. An existing authority is never replaced.

    Raises NoAuthority where files are there but cannot be opened with the keys of this installation.
    """
    folder = _folder()
    if exists():
        _reseal(load())
        return False
    if any((folder / name).exists() for name in (*KEYS, *PAPERS)):
        raise NoAuthority(_("The signing folder is incomplete. Restore it from the backup, or empty it to begin anew."))
    key, signer_key = certificates.new_key(), certificates.new_key()
    authority = certificates.authority_certificate(key, organisation, at)
    signer = certificates.signer_certificate(signer_key, organisation, at, authority, key)
    _write(Authority(authority, key, signer, signer_key))
    return True


def exists() -> bool:
    return all((_folder() / name).is_file() for name in (*KEYS, *PAPERS))


def load() -> Authority:
    """Raises NoAuthority."""
    if not exists():
        raise NoAuthority(_("No signing authority has been made yet. Run “manage.py make_signing_authority”."))
    authority, signer = (x509.load_pem_x509_certificate((_folder() / name).read_bytes()) for name in PAPERS)
    key, signer_key = (_opened((_folder() / name).read_bytes()) for name in KEYS)
    return Authority(authority, key, signer, signer_key)


def root_pem() -> str:
    """The authority's certificate, for everyone; "" where none has been made."""
    path = _folder() / "authority.pem"
    return path.read_text() if path.is_file() else ""


def root_fingerprint() -> str:
    """SHA-256 (hex) of the authority's certificate, as readers show it; "" where none has been made."""
    pem = root_pem()
    return x509.load_pem_x509_certificate(pem.encode()).fingerprint(SHA256()).hex() if pem else ""


def timestamp_roots_pem() -> str:
    """The roots that time stamps must lead to; "" where the operator named none."""
    path = _folder() / "timestamp-roots.pem"
    return path.read_text() if path.is_file() else ""


def _write(authority: Authority) -> None:
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name, paper in zip(PAPERS, (authority.certificate, authority.signer), strict=True):
        _put(folder / name, paper.public_bytes(Encoding.PEM))
    for name, key in zip(KEYS, (authority.key, authority.signer_key), strict=True):
        sealed = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(_passphrases()[0]))
        _put(folder / name, sealed)


def _reseal(authority: Authority) -> None:
    """After a rotation of the key-encryption key: write the private keys under today's passphrase."""
    try:
        load_pem_private_key((_folder() / KEYS[0]).read_bytes(), _passphrases()[0])
    except ValueError:
        _write(authority)


def _put(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
        os.fsync(out.fileno())
    draft.replace(path)


def _opened(pem: bytes) -> EllipticCurvePrivateKey:
    for passphrase in _passphrases():
        try:
            key = load_pem_private_key(pem, passphrase)
        except ValueError:  # another key-encryption key
            continue
        if isinstance(key, EllipticCurvePrivateKey):
            return key
    raise NoAuthority(_("The signing keys do not open with the key-encryption key of this installation."))


def _passphrases() -> list[bytes]:
    return [base64.b64encode(secret) for secret in keys.derive("ringfence/signing-keys")]


def _folder() -> Path:
    return Path(settings.SIGNING_KEY_DIR)
