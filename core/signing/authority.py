"""Who seals here? The organisation's own authority and signer, kept as files under SIGNING_KEY_DIR.

The two private keys are encrypted with a passphrase that is derived from the key-encryption key, so
a copy of the folder alone seals nothing. The signer's certificate stands in its key file as well: renewing it is one
rename, and no crash leaves a key beside another one's certificate. `timestamp-roots.pem` beside them, put there by the operator,
names the roots of the time-stamp authority.
"""

import base64
import os
from datetime import datetime
from functools import lru_cache
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
    return _opened_all(*((_folder() / name).read_bytes() for name in (*PAPERS, *KEYS)), *_passphrases())


def renew_signer(*, organisation: str, at: datetime) -> x509.Certificate:
    """From now on another key seals, with a certificate of the same authority; the old key is gone for good.

    What was sealed before stays provable: each seal carries its own certificate. Raises NoAuthority.
    """
    held = load()
    key = certificates.new_key()
    signer = certificates.signer_certificate(key, organisation, at, held.certificate, held.key)
    _write_signer(signer, key)
    return signer


def certificate() -> x509.Certificate:
    """The one that our own seal carries, without opening a key. Raises NoAuthority."""
    if not exists():
        raise NoAuthority(_("No signing authority has been made yet. Run “manage.py make_signing_authority”."))
    return _of_signer((_folder() / "signer.key").read_bytes(), (_folder() / "signer.pem").read_bytes())


def root_pem() -> str:
    """The authority's certificate, for everyone; "" where none has been made."""
    path = _folder() / "authority.pem"
    return path.read_text() if path.is_file() else ""


def trusted_pem() -> str:
    """What a seal of ours may lead to: our own authority, and each certificate that the operator ever handed us."""
    return root_pem() + "".join(path.read_text() for path in sorted(_folder().glob("supplied-*.pem")))


def remember(paper: x509.Certificate) -> None:
    """Keep a certificate that was handed to us, so that its seals are known as ours when another one has followed it."""
    path = _folder() / f"supplied-{paper.fingerprint(SHA256()).hex()[:16]}.pem"
    if not path.is_file():
        _put(path, paper.public_bytes(Encoding.PEM))


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
    _put(folder / "authority.pem", authority.certificate.public_bytes(Encoding.PEM))
    _put(folder / "authority.key", _sealed(authority.key))
    _write_signer(authority.signer, authority.signer_key)


def _write_signer(signer: x509.Certificate, key: EllipticCurvePrivateKey) -> None:
    """The key file is the one that counts; the certificate beside it is for people."""
    paper = signer.public_bytes(Encoding.PEM)
    _put(_folder() / "signer.key", _sealed(key) + paper)
    _put(_folder() / "signer.pem", paper)


def _sealed(key: EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(_passphrases()[0]))


def _of_signer(key_file: bytes, paper: bytes) -> x509.Certificate:
    return x509.load_pem_x509_certificate(key_file if b"BEGIN CERTIFICATE" in key_file else paper)


@lru_cache(maxsize=2)
def _opened_all(authority: bytes, signer: bytes, key: bytes, signer_key: bytes, *passphrases: bytes) -> Authority:
    """Opening a key costs as much as sealing a page: the same files are opened once a process."""
    return Authority(
        x509.load_pem_x509_certificate(authority), _opened(key, passphrases), _of_signer(signer_key, signer), _opened(signer_key, passphrases)
    )  # fmt: skip


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


def _opened(pem: bytes, passphrases: tuple[bytes, ...]) -> EllipticCurvePrivateKey:
    for passphrase in passphrases:
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
