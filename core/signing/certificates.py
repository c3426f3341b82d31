"""What do the organisation's certificates look like? ECDSA P-256: an authority that signs nothing but its own signer."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

AUTHORITY_YEARS, SIGNER_YEARS = 20, 10
REVOCATIONS_HOLD = timedelta(days=30)  # how long one list of revoked certificates may be relied on
_ROLES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def authority_certificate(key: ec.EllipticCurvePrivateKey, organisation: str, at: datetime) -> x509.Certificate:
    """Signed by itself; may have no authority below it."""
    name = _name(organisation, "signing authority")
    builder = _builder(name, name, key.public_key(), at, AUTHORITY_YEARS)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
    return builder.sign(key, hashes.SHA256())


def signer_certificate(
    key: ec.EllipticCurvePrivateKey, organisation: str, at: datetime, authority: x509.Certificate, authority_key
) -> x509.Certificate:
    """May seal documents and nothing else."""
    builder = _builder(_name(organisation, "document seal"), authority.subject, key.public_key(), at, SIGNER_YEARS)
    issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage("digital_signature", "content_commitment"), critical=True)
    return builder.add_extension(issued_by, critical=False).sign(authority_key, hashes.SHA256())


def revocation_list(authority: x509.Certificate, authority_key, at: datetime) -> x509.CertificateRevocationList:
    """An empty one, made anew for each long-term seal so that the proof of "not revoked" lies in the file."""
    builder = x509.CertificateRevocationListBuilder().issuer_name(authority.subject)
    builder = builder.last_update(at - timedelta(minutes=5)).next_update(at + REVOCATIONS_HOLD)
    builder = builder.add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
    key_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    return builder.add_extension(key_id, critical=False).sign(authority_key, hashes.SHA256())


def _builder(subject: x509.Name, issuer: x509.Name, public_key, at: datetime, years: int) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(minutes=5))
        .not_valid_after(at + timedelta(days=365 * years))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _name(organisation: str, role: str) -> x509.Name:
    """A common name may have 64 characters, an organisation too (RFC 5280)."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{organisation[: 63 - len(role)]} {role}"),
        ]
    )


def _usage(*roles: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{role: role in roles for role in _ROLES})
