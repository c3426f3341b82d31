"""The organisation's signing keys are made once, are readable by nobody else, and open only here."""

import base64
import os
import stat

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from core import signing
from core.signing import authority as authorities
from tests.core_signing.conftest import AT


def test_a_second_run_changes_nothing(authority):
    before = {path.name: path.read_bytes() for path in authority.iterdir()}
    assert signing.make_authority(organisation="Somebody else", at=AT) is False
    assert {path.name: path.read_bytes() for path in authority.iterdir()} == before


def test_keys_are_for_this_user_alone_and_encrypted(authority):
    assert stat.S_IMODE(authority.stat().st_mode) == 0o700
    for path in authority.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for name in authorities.KEYS:
        assert b"ENCRYPTED PRIVATE KEY" in (authority / name).read_bytes()


def test_the_authority_signs_nothing_but_its_signer(authority):
    held = authorities.load()
    assert isinstance(held.key.curve, ec.SECP256R1) and isinstance(held.signer_key.curve, ec.SECP256R1)
    held.signer.verify_directly_issued_by(held.certificate)
    basic = held.certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    assert (basic.ca, basic.path_length) == (True, 0)
    assert not held.signer.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_a_copied_folder_seals_nothing_elsewhere(authority, paper, settings):
    settings.KEY_ENCRYPTION_KEY = base64.b64encode(os.urandom(32)).decode()
    with pytest.raises(signing.NoAuthority, match="do not open"):
        signing.seal(paper, reason="x", at=AT, name="x")


def test_rotating_the_key_encryption_key_keeps_the_authority(authority, settings):
    before, new = (authority / "signer.pem").read_bytes(), base64.b64encode(os.urandom(32)).decode()
    settings.KEY_ENCRYPTION_KEY = f"{new},{settings.KEY_ENCRYPTION_KEY}"
    signing.make_authority(organisation="x", at=AT)
    settings.KEY_ENCRYPTION_KEY = new
    assert authorities.load() and (authority / "signer.pem").read_bytes() == before


def test_half_an_authority_is_not_quietly_replaced(authority):
    (authority / "signer.key").unlink()
    with pytest.raises(signing.NoAuthority, match="incomplete"):
        signing.make_authority(organisation="x", at=AT)


def test_without_an_authority_sealing_says_what_to_do(settings, tmp_path, paper):
    settings.SIGNING_KEY_DIR = tmp_path / "none"
    with pytest.raises(signing.NoAuthority, match="make_signing_authority"):
        signing.seal(paper, reason="x", at=AT, name="x")
