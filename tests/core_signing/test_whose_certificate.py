"""The certificate that seals can be renewed or handed over by the operator; what was sealed before stays ours."""

from datetime import datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

from core import signing
from core.signing import authority as authorities
from core.signing import certificates, supplied
from tests.core_signing.conftest import AT

LATER = AT + timedelta(days=400)


class Bank:
    """Somebody else's authority, that gives certificates to many."""

    def __init__(self) -> None:
        self.key = certificates.new_key()
        self.paper = certificates.authority_certificate(self.key, "Bank of Trust", AT)

    def issue(self, name: str, key):
        builder = x509.CertificateBuilder().subject_name(x509.Name([
            x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, name), x509.NameAttribute(x509.NameOID.COMMON_NAME, name),
        ])).issuer_name(self.paper.subject).public_key(key.public_key())  # fmt: skip
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(AT - timedelta(days=1)).not_valid_after(AT + timedelta(days=700))
        usage = certificates._usage("digital_signature", "content_commitment")
        return builder.add_extension(usage, critical=True).sign(self.key, SHA256())


def sealed_at(paper: bytes, at: datetime) -> bytes:
    return signing.seal(paper, reason="x", at=at, name="x").content


def pem(thing) -> bytes:
    return thing.public_bytes(Encoding.PEM)


@pytest.fixture
def bank():
    return Bank()


@pytest.fixture
def handed_over(bank, settings, tmp_path):
    """The operator's PEM file with its chain, and an RSA key beside it under a passphrase."""
    key = rsa.generate_private_key(65537, 2048)
    (tmp_path / "seal.pem").write_bytes(pem(bank.issue("Halden Robotics", key)) + pem(bank.paper))
    (tmp_path / "seal.key").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"open it"))
    )
    settings.SEAL_CERTIFICATE, settings.SEAL_KEY = str(tmp_path / "seal.pem"), str(tmp_path / "seal.key")
    settings.SEAL_PASSPHRASE = "open it"
    return tmp_path


def test_after_a_renewal_another_key_seals_and_the_old_seals_stay_intact(authority, paper):
    before, old = sealed_at(paper, AT), authorities.load()
    authorities.renew_signer(organisation="Halden Robotics", at=LATER)
    now = authorities.load()
    assert now.signer.serial_number != old.signer.serial_number and now.certificate == old.certificate
    after = sealed_at(paper, LATER)
    assert [signing.examine(each).state for each in (before, after)] == ["intact", "intact"]
    kept = b"".join(path.read_bytes() for path in authority.iterdir())
    assert pem(old.signer) not in kept and pem(now.signer) in kept  # and its key went with it


def test_a_crash_half_way_through_a_renewal_leaves_key_and_certificate_that_fit(authority, paper):
    shown = (authority / "signer.pem").read_bytes()
    authorities.renew_signer(organisation="Halden Robotics", at=LATER)
    (authority / "signer.pem").write_bytes(shown)  # the second of the two files was never written
    assert authorities.certificate() == authorities.load().signer
    assert signing.examine(sealed_at(paper, LATER)).state == "intact"


def test_keys_of_an_older_version_still_seal(authority, paper):
    """There the certificate stood beside the key file only."""
    content = (authority / "signer.key").read_bytes()
    (authority / "signer.key").write_bytes(content[: content.index(b"-----BEGIN CERTIFICATE")])
    assert signing.examine(sealed_at(paper, AT)).state == "intact"


def test_an_ended_certificate_seals_nothing(authority, paper):
    ends = authorities.certificate().not_valid_after_utc
    sealed_at(paper, ends - timedelta(minutes=1))
    with pytest.raises(signing.CannotSeal, match="has ended"):
        sealed_at(paper, ends + timedelta(minutes=1))


def test_a_certificate_that_was_handed_over_seals(authority, paper, handed_over):
    verdict = signing.examine(sealed_at(paper, AT))
    assert (verdict.state, verdict.signer, verdict.reasons) == ("intact", "Halden Robotics", ())
    assert supplied.readers_pem().count("BEGIN CERTIFICATE") == 2


def test_a_pkcs12_file_seals_as_well(authority, paper, bank, settings, tmp_path):
    key = certificates.new_key()
    held = bank.issue("Halden Robotics", key)
    content = pkcs12.serialize_key_and_certificates(b"seal", key, held, [bank.paper], BestAvailableEncryption(b"12"))
    (tmp_path / "seal.p12").write_bytes(content)
    settings.SEAL_CERTIFICATE, settings.SEAL_PASSPHRASE = str(tmp_path / "seal.p12"), "12"
    assert signing.examine(sealed_at(paper, AT)).state == "intact"


def test_seals_stay_ours_when_another_certificate_follows(authority, paper, handed_over, settings):
    before = sealed_at(paper, AT)
    settings.SEAL_CERTIFICATE = ""
    assert supplied.current().is_own and signing.examine(before).state == "intact"


def test_another_customer_of_the_same_authority_is_a_stranger(authority, paper, handed_over, bank):
    sealed_at(paper, AT)
    key = certificates.new_key()
    (handed_over / "seal.pem").write_bytes(pem(bank.issue("Rival Works", key)) + pem(bank.paper))
    (handed_over / "seal.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    supplied.settings.SEAL_PASSPHRASE = ""
    theirs = sealed_at(paper, AT)
    for path in authority.glob("supplied-*.pem"):
        if "Rival" in x509.load_pem_x509_certificate(path.read_bytes()).subject.rfc4514_string():
            path.unlink()  # they sealed it on their own machine
    assert signing.examine(theirs).state == "unknown"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("passphrase", "does not open"),
        ("key", "does not belong"),
        ("gone", "cannot be read"),
        ("junk", "does not open"),
    ],
)
def test_a_file_that_cannot_be_used_stops_sealing_and_says_why(authority, paper, handed_over, settings, broken, said):
    if broken == "passphrase":
        settings.SEAL_PASSPHRASE = "other"
    elif broken == "key":
        other = certificates.new_key().private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"open it")
        )
        (handed_over / "seal.key").write_bytes(other)
    elif broken == "gone":
        (handed_over / "seal.pem").unlink()
    else:
        (handed_over / "seal.pem").write_bytes(b"junk")
    with pytest.raises(signing.NoAuthority, match=said):
        sealed_at(paper, AT)
