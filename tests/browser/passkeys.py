"""What proves who a visitor is? A passkey in the browser's own virtual device, or the six digits of an app."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
PERIOD = 30  # seconds for which an app shows the same digits


def plug_in(visitor) -> None:
    """A device that keeps passkeys and recognises its owner, as a phone does."""
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def digits(key: str) -> str:
    """What an app shows for this key now."""
    return format_hotp_value(hotp_value(key, int(time.time()) // PERIOD))
