"""How is a paper closed? One PAdES signature of the organisation that permits no later change.

With a time-stamp authority configured the seal is B-LTA: it carries an RFC 3161 time, the proof that
the certificate was not revoked, and a stamp over both. Without one it is B-B, and its time is ours.
"""

import hashlib
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Literal, NamedTuple

from asn1crypto import keys as asn1_keys
from asn1crypto import pem as asn1_pem
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import Signer
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference, TimestampDSSContentSettings
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from core.signing import authority as authorities
from core.signing import certificates, supplied, tokens
from core.signing.clocks import WebClock
from core.signing.supplied import Sealer

FIELD = "OrganisationSeal"
ROOM = 4096  # bytes of a seal beside its certificates; an RSA key of 8,192 bits signs with 1,024
# The last stamp covers every byte: its own proofs are written before it, not behind it.
PROOFS_BEFORE_STAMP = DSSContentSettings(
    placement=SigDSSPlacementPreference.TOGETHER_WITH_NEXT_TS,
    next_ts_settings=TimestampDSSContentSettings(include_vri=False, update_before_ts=True),
)


class CannotSeal(RuntimeError):
    """Nothing was sealed; `sentence` is fit for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class SealedPdf(NamedTuple):
    """`sha256` (hex) is of `content`, the fingerprint that the record keeps (H2)."""

    content: bytes
    sha256: str
    level: Literal["B-B", "B-LTA"]


class SignerAt(PdfSigner):
    """Writes the moment that it is told, where its parent would read the machine's clock."""

    def __init__(self, *words, moment: datetime, **more) -> None:
        super().__init__(*words, **more)
        self._moment = moment

    def init_signing_session(self, pdf_out, existing_fields_only=False):
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._moment
        return session


def seal(content: bytes, *, reason: str, at: datetime, name: str) -> SealedPdf:
    """Close `content` in the organisation's name. Raises CannotSeal, or NoAuthority before set-up.

    With a time-stamp authority this asks it over the network: call it from a task, not within a request.
    """
    sealer, clock = _sealer(at), _clock()
    meta = PdfSignatureMetadata(
        field_name=FIELD, name=name, reason=reason, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES,
        certify=True, docmdp_permissions=MDPPerm.NO_CHANGES, **(_long_term(sealer, at) if clock else {}),
    )  # fmt: skip
    writer, room = IncrementalPdfFileWriter, None if clock else _room(sealer)
    try:
        writing = SignerAt(meta, signer(sealer), timestamper=clock, moment=at)
        sealed = writing.sign_pdf(writer(BytesIO(content), strict=True), bytes_reserved=room).getvalue()
    except (OSError, TimestampRequestError, PathError, ValidationError) as error:
        raise CannotSeal(
            _("The time-stamp authority did not answer as it should. Nothing was sealed; try again.")
        ) from error
    except tokens.failures() as error:
        tokens.forget()
        raise CannotSeal(
            _("The token that holds the key of the seal did not answer. Nothing was sealed; try again.")
        ) from error
    except (PdfError, SigningError) as error:
        raise CannotSeal(_("The document cannot be sealed: it is sealed already, or it is not a sound PDF.")) from error
    return SealedPdf(sealed, hashlib.sha256(sealed).hexdigest(), "B-LTA" if clock else "B-B")


def _clock() -> WebClock | None:
    return WebClock(settings.TIMESTAMP_URL) if settings.TIMESTAMP_URL else None


def _sealer(at: datetime) -> Sealer:
    sealer = supplied.current()
    if at > sealer.ends_at:
        raise CannotSeal(
            _("The certificate of the seal has ended. An administrator has to renew it; then sealing goes on.")
        )
    if not sealer.is_own:
        authorities.remember(sealer.certificate)
    return sealer


def _long_term(sealer: Sealer, at: datetime) -> dict:
    if not (stamp_roots := authorities.timestamp_roots_pem()):
        raise CannotSeal(_("The roots of the time-stamp authority are missing: put them into “timestamp-roots.pem”."))
    context = ValidationContext(
        trust_roots=[_asn1(paper) for paper in (sealer.chain or [sealer.certificate])] + parsed(stamp_roots),
        crls=_revocations(at) if sealer.is_own else [],
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    return {
        "embed_validation_info": True,
        "use_pades_lta": True,
        "validation_context": context,
        "dss_settings": PROOFS_BEFORE_STAMP,
    }


def _revocations(at: datetime) -> list[bytes]:
    held = authorities.load()
    return [certificates.revocation_list(held.certificate, held.key, at).public_bytes(Encoding.DER)]


def _room(sealer: Sealer) -> int:
    """Hexadecimal digits that hold a seal without a time stamp: its certificates, and what else it says. Without this the
    library seals twice, the first time to see how long a seal becomes."""
    papers = [sealer.certificate, *sealer.chain]
    return 2 * (ROOM + sum(len(paper.public_bytes(Encoding.DER)) for paper in papers))


def signer(sealer: Sealer) -> Signer:
    if isinstance(sealer.key, tokens.TokenKey):
        return tokens.signer(_asn1(sealer.certificate), _store(sealer.chain))
    return _made(sealer.certificate, sealer.key, tuple(sealer.chain))


@lru_cache(maxsize=2)
def _made(certificate, key, chain: tuple) -> SimpleSigner:
    """Once a process for the same key: reading it costs as much as using it."""
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(_asn1(certificate), asn1_keys.PrivateKeyInfo.load(plain), _store(chain), embed_roots=False)


def _store(chain) -> SimpleCertificateStore:
    return SimpleCertificateStore.from_certs([_asn1(paper) for paper in chain])


def _asn1(certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def parsed(pem: str) -> list[asn1_x509.Certificate]:
    """The certificates in a PEM text."""
    return [asn1_x509.Certificate.load(der) for _kind, _headers, der in asn1_pem.unarmor(pem.encode(), multiple=True)]
