"""A key on a token seals and never leaves it; what is named wrongly is said at start-up. Against SoftHSM, where it is installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from config import guard
from core import signing
from core.signing import certificates, describing, supplied, token_check, tokens
from core.signing.authority import NoAuthority
from tests.core_signing.conftest import AT
from tests.core_signing.test_whose_certificate import Bank, pem, sealed_at

MODULES = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
]
MODULE = next((path for path in MODULES if Path(path).is_file()), "")
TOOL = shutil.which("softhsm2-util")
needs_token = pytest.mark.skipif(not (MODULE and TOOL), reason="no SoftHSM here: apt-get install softhsm2")


def util(*words: str) -> None:
    subprocess.run([str(TOOL), *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def token(tmp_path_factory):
    """A token with an EC and an RSA key on it; gives the folder with the certificates of both. One a process, as its library wants."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(
        f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    before, os.environ["SOFTHSM2_CONF"] = os.environ.get("SOFTHSM2_CONF"), str(folder / "softhsm2.conf")
    util("--init-token", "--free", "--label", "house", "--pin", "4711", "--so-pin", "0815")
    bank = Bank()
    for number, (label, key) in enumerate(
        [("ec", certificates.new_key()), ("rsa", rsa.generate_private_key(65537, 2048))]
    ):
        path = folder / f"{label}.p8"
        path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        util("--import", str(path), "--token", "house", "--label", label, "--id", f"A{number}", "--pin", "4711")
        path.unlink()  # from here on it is on the token alone
        (folder / f"{label}.pem").write_bytes(pem(bank.issue("Halden Robotics", key)) + pem(bank.paper))
    (folder / "other.pem").write_bytes(pem(bank.issue("Halden Robotics", certificates.new_key())) + pem(bank.paper))
    yield folder
    tokens.forget()
    os.environ.pop("SOFTHSM2_CONF")
    if before:
        os.environ["SOFTHSM2_CONF"] = before


@pytest.fixture
def used(token, settings, monkeypatch):
    """The settings as an operator makes them, and the environment that the check at start-up reads."""
    (token / "pin").write_text("4711\n")

    def use(label: str = "ec", *, certificate: str = "", **said) -> None:
        tokens.forget()
        usual = {"MODULE": MODULE, "": "house", "KEY": label, "PIN": "4711"}
        for name, value in {**usual, **{key.upper().strip("_"): each for key, each in said.items()}}.items():
            setting = "_".join(filter(None, ["SEAL_TOKEN", name]))
            setattr(settings, setting, value)
            monkeypatch.setenv(f"RINGFENCE_{setting}", value)
        settings.SEAL_CERTIFICATE = str(token / f"{certificate or label}.pem")
        monkeypatch.setenv("RINGFENCE_SEAL_CERTIFICATE", settings.SEAL_CERTIFICATE)

    yield use
    tokens.forget()


@needs_token
@pytest.mark.parametrize("label", ["ec", "rsa"])
def test_a_key_on_a_token_seals(authority, paper, used, label):
    used(label)
    verdict = signing.examine(sealed_at(paper, AT))
    assert (verdict.state, verdict.signer, verdict.reasons) == ("intact", "Halden Robotics", ())


@needs_token
def test_the_key_stays_on_its_token(authority, used):
    import pkcs11

    used()
    key = tokens._session().get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label="ec")
    with pytest.raises(pkcs11.exceptions.AttributeSensitive):
        key[pkcs11.Attribute.VALUE]
    assert not hasattr(supplied.current().key, "private_bytes")


@needs_token
def test_the_page_of_the_seal_says_where_the_key_lives(authority, used):
    used()
    facts = {row["label"]: row["value"] for row in describing.state(AT)["facts"]}
    assert (
        facts["Where its key lives"] == "On the token “house” (PKCS#11), as “ec”. It signs there and never leaves it."
    )


@needs_token
def test_a_right_token_passes_the_check_at_start_up(authority, used):
    used("rsa")
    assert token_check.complaint() == ""
    guard.refuse_useless_token()


@needs_token
@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"module": "/nonexistent/module.so"}, "no PKCS#11 module that can be loaded"),
        ({"_": "elsewhere"}, "no token called “elsewhere”"),
        ({"pin": "1234"}, "refuses the PIN"),
        ({"key": "other"}, "no private key called “other”"),
        ({"certificate": "other"}, "does not belong to its certificate"),
    ],
)
def test_what_is_named_wrongly_keeps_the_process_from_starting(authority, used, said, words):
    used("ec", **said)
    with pytest.raises(SystemExit, match=words) as refused:
        guard.refuse_useless_token()
    assert "1234" not in str(refused.value) and "4711" not in str(refused.value)


@needs_token
def test_without_a_certificate_anywhere_nothing_is_sealed(authority, used, settings):
    used()
    settings.SEAL_CERTIFICATE = ""
    with pytest.raises(NoAuthority, match="holds no certificate called “ec”"):
        supplied.current()


@needs_token
def test_a_token_that_stops_answering_seals_nothing_and_is_opened_anew(authority, paper, used):
    used()
    sealed_at(paper, AT)
    tokens._open.session.close()
    with pytest.raises((signing.CannotSeal, NoAuthority)):
        sealed_at(paper, AT)
    assert signing.examine(sealed_at(paper, AT)).state == "intact"


def test_without_a_token_nothing_is_tried(authority, settings):
    settings.SEAL_TOKEN_MODULE = ""
    assert token_check.complaint() == "" and tokens.failures() == ()
    facts = {row["label"]: row["value"] for row in describing.state(AT)["facts"]}
    assert facts["Where its key lives"] == "In a file of this installation, encrypted at rest"
