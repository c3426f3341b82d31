"""With what does a caller prove who they are? A password, the digits of an app, a passkey: made here, and used in deeds.py.

The challenge of a passkey and the secret of an app that is being set up lie in the session; each caller's holds these.
"""

import hashlib
import time

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import webauthn
from fido2.cose import ES256
from fido2.utils import websafe_encode

from core import secrets_at_rest
from tests import make

CHALLENGE, SECRET = b"what is asked of the device", "JBSWY3DPEHPK3PXP"
IN_SESSION = {
    "mfa.webauthn.state": {"challenge": websafe_encode(CHALLENGE), "user_verification": "required"},
    "mfa.totp.secret": SECRET,
}
_RP, _FLAG = "testserver", webauthn.AuthenticatorData.FLAG


class Device:
    """A passkey in software: one key pair, always with its owner's finger on it."""

    def __init__(self, name: str):
        self.id, self._key = hashlib.sha256(name.encode()).digest(), ec.generate_private_key(ec.SECP256R1())

    def registration(self) -> dict:
        public = ES256.from_cryptography_key(self._key.public_key())
        kept = webauthn.AttestedCredentialData.create(webauthn.Aaguid.NONE, self.id, public)
        attested = webauthn.AttestationObject.create("none", self._seen(_FLAG.AT, kept), {})
        said = webauthn.AuthenticatorAttestationResponse(
            client_data=_client_data("webauthn.create"), attestation_object=attested
        )
        results = webauthn.AuthenticationExtensionsClientOutputs({"credProps": {"rk": True}})
        return dict(webauthn.RegistrationResponse(raw_id=self.id, response=said, client_extension_results=results))

    def answer(self, user) -> dict:
        asked, seen = _client_data("webauthn.get"), self._seen()
        signature = self._key.sign(seen + asked.hash, ec.ECDSA(hashes.SHA256()))
        said = webauthn.AuthenticatorAssertionResponse(
            client_data=asked,
            authenticator_data=seen,
            signature=signature,
            user_handle=user_pk_to_url_str(user).encode(),
        )
        return dict(webauthn.AuthenticationResponse(raw_id=self.id, response=said))

    def _seen(self, more=0, kept: bytes = b"") -> webauthn.AuthenticatorData:
        rp = hashlib.sha256(_RP.encode()).digest()
        return webauthn.AuthenticatorData.create(rp, _FLAG.UP | _FLAG.UV | more, 0, kept)


def _client_data(kind: str) -> webauthn.CollectedClientData:
    return webauthn.CollectedClientData.create(kind, CHALLENGE, f"https://{_RP}")


def app(user) -> None:
    data = {"secret": secrets_at_rest.protect(SECRET)}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)


def everything(user) -> Device:
    """Also a password, spare codes and a passkey."""
    user.set_password(make.PASSWORD)
    user.save(update_fields=["password"])
    RecoveryCodes.activate(user)
    device = Device(user.email)
    device.row = WebAuthn.add(user, "A passkey", device.registration()).instance
    return device


def digits() -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
