"""Which certificate did the operator hand us to seal with? A PEM file with its key, a PKCS#12 file, or a key on a token, by
settings alone.

Where none was handed over, our own authority seals. A file that cannot be used is never passed over in silence: nothing
is sealed until it is put right.
"""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    pkcs12,
)
from django.conf import settings
from django.utils.translation import gettext as _

from core.signing import authority as authorities
from core.signing import tokens
from core.signing.authority import NoAuthority


class Sealer(NamedTuple):
    """`chain` leads from the certificate upwards; `key` is any kind that PDF readers know (EC, RSA), or a tokens.TokenKey."""

    certificate: x509.Certificate
    key: Any
    chain: list[x509.Certificate]
    is_own: bool

    @property
    def ends_at(self) -> datetime:
        return self.certificate.not_valid_after_utc


def is_supplied() -> bool:
    return bool(settings.SEAL_CERTIFICATE) or tokens.is_used()


def current() -> Sealer:
    """Who seals now. Raises NoAuthority with a sentence for the operator."""
    if tokens.is_used():
        papers = _beside_token()
        return Sealer(papers[0], tokens.key(), papers[1:], is_own=False)
    if is_supplied():
        return _supplied()
    held = authorities.load()
    return Sealer(held.signer, held.signer_key, [held.certificate], is_own=True)


def certificate() -> x509.Certificate:
    """The certificate alone, for showing. Raises NoAuthority."""
    return current().certificate if is_supplied() else authorities.certificate()


def readers_pem() -> str:
    """What a stranger's tools need to know: our authority, and what leads up from a certificate that was handed to us."""
    above = [*(current().chain or [current().certificate])] if is_supplied() else []
    return authorities.root_pem() + "".join(paper.public_bytes(Encoding.PEM).decode() for paper in above)


def _beside_token() -> list[x509.Certificate]:
    """The certificate of the key on the token and its chain: a PEM file, or what the token holds."""
    if not settings.SEAL_CERTIFICATE:
        return [tokens.certificate()]
    try:
        return x509.load_pem_x509_certificates(Path(settings.SEAL_CERTIFICATE).read_bytes())
    except OSError as error:
        raise NoAuthority(
            _("The certificate of the seal cannot be read: %(file)s.") % {"file": error.filename}
        ) from error
    except ValueError as error:
        raise NoAuthority(_("For a key on a token, RINGFENCE_SEAL_CERTIFICATE is a PEM file without a key.")) from error


def _supplied() -> Sealer:
    passphrase = settings.SEAL_PASSPHRASE.encode() or None
    try:
        content = Path(settings.SEAL_CERTIFICATE).read_bytes()
        key_content = Path(settings.SEAL_KEY).read_bytes() if settings.SEAL_KEY else b""
        paper, key, chain = _opened(content, key_content, passphrase)
    except OSError as error:
        raise NoAuthority(
            _("The certificate of the seal cannot be read: %(file)s.") % {"file": error.filename}
        ) from error
    except (ValueError, TypeError) as error:
        raise NoAuthority(
            _("The certificate of the seal does not open. Look at its kind, its key and its passphrase.")
        ) from error
    if _public(key) != _public(paper):
        raise NoAuthority(_("The key of the seal does not belong to its certificate."))
    return Sealer(paper, key, chain, is_own=False)


@lru_cache(maxsize=2)
def _opened(content: bytes, key: bytes, passphrase: bytes | None):
    """The same files are opened once a process: their passphrase is slow to try, as it should be."""
    return (_of_pem if b"-----BEGIN" in content else _of_pkcs12)(content, key, passphrase)


def _of_pem(content: bytes, key: bytes, passphrase: bytes | None):
    papers = x509.load_pem_x509_certificates(content)
    return papers[0], load_pem_private_key(key or content, passphrase), papers[1:]


def _of_pkcs12(content: bytes, _key: bytes, passphrase: bytes | None):
    held = pkcs12.load_pkcs12(content, passphrase)
    if held.cert is None or held.key is None:
        raise ValueError("no certificate, or no key")
    return held.cert.certificate, held.key, [each.certificate for each in held.additional_certs]


def _public(holder) -> bytes:
    return holder.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
