"""Does the key of the seal live on a token? A hardware module spoken to by PKCS#11; the key signs there and never leaves it.

The operator names the module, the token and the key, and hands over the PIN as a file. A process opens the token when it
first seals, never before it was forked: a session is nobody else's. `manage.py try_seal_token` tries all of it at start-up, in a
process of its own.
"""

import asyncio
import os
import secrets
import threading
from contextlib import suppress
from typing import Any, NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings
from django.utils.translation import gettext as _

from core.signing.authority import NoAuthority


class TokenKey(NamedTuple):
    """Stands for the key where others hold one: the names by which its token finds it."""

    token: str
    label: str


class _Open(NamedTuple):
    owner: int  # the process that opened it
    session: Any


_open: _Open | None = None
_turn = threading.Lock()


def is_used() -> bool:
    return bool(settings.SEAL_TOKEN_MODULE)


def key() -> TokenKey:
    return TokenKey(settings.SEAL_TOKEN, settings.SEAL_TOKEN_KEY)


def certificate() -> x509.Certificate:
    """The one on the token under the key's label, where the operator handed over none as a file. Raises NoAuthority."""
    import pkcs11  # read where a token is used, and nowhere else

    query = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE, pkcs11.Attribute.LABEL: settings.SEAL_TOKEN_KEY}
    found = [each[pkcs11.Attribute.VALUE] for each in _session().get_objects(query)]
    if len(found) != 1:
        raise NoAuthority(
            _(
                "The token holds no certificate called “%(label)s”, or several. Put one beside the key, or name a PEM file with RINGFENCE_SEAL_CERTIFICATE."
            )
            % {"label": settings.SEAL_TOKEN_KEY}
        )
    return x509.load_der_x509_certificate(found[0])


def signer(certificate, chain):
    """What pyHanko signs with. `certificate` and `chain` (a store) as asn1crypto has them. Raises NoAuthority."""
    from pyhanko.sign.pkcs11 import PKCS11Signer

    is_curve = (
        certificate.public_key.algorithm == "ec"
    )  # few tokens hash for a curve by themselves; the digest is made here then
    return PKCS11Signer(
        _session(), signing_cert=certificate, ca_chain=chain, key_label=settings.SEAL_TOKEN_KEY, embed_roots=False,
        use_raw_mechanism=is_curve,
    )  # fmt: skip


def failures() -> tuple:
    """What a token that does not answer raises; nothing where none is used."""
    if not is_used():
        return ()
    from pkcs11.exceptions import PKCS11Error

    return (PKCS11Error,)


def forget() -> None:
    """The next seal opens the token anew: it was taken out, or began again."""
    global _open
    held, _open = _open, None
    if held and held.owner == os.getpid():
        with suppress(*failures()):
            held.session.close()


def try_out(paper: x509.Certificate, used) -> None:
    """Let the token sign something and hold it against the certificate. Raises NoAuthority where they do not belong together."""
    words = secrets.token_bytes(32)
    try:
        _verify(paper.public_key(), asyncio.run(used.async_sign_raw(words, "sha256")), words)
    except InvalidSignature as error:
        raise NoAuthority(_("The key of the seal does not belong to its certificate.")) from error


def _verify(public, signature: bytes, words: bytes) -> None:
    if isinstance(public, ec.EllipticCurvePublicKey):
        public.verify(signature, words, ec.ECDSA(SHA256()))
    else:
        public.verify(signature, words, padding.PKCS1v15(), SHA256())


def _session():
    """One a process. Raises NoAuthority with a sentence for the operator."""
    global _open
    with _turn:
        if _open is None or _open.owner != os.getpid():
            _open = _Open(os.getpid(), _opened())
        return _open.session


def _opened():
    import pkcs11
    from pkcs11 import exceptions

    try:
        module = pkcs11.lib(settings.SEAL_TOKEN_MODULE)
    except exceptions.PKCS11Error as error:
        raise NoAuthority(
            _("RINGFENCE_SEAL_TOKEN_MODULE is no PKCS#11 module that can be loaded: %(why)s") % {"why": error}
        ) from error
    try:
        session = _logged_in(module, pkcs11)
        session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=settings.SEAL_TOKEN_KEY)
    except (exceptions.NoSuchKey, exceptions.MultipleObjectsReturned) as error:
        words = _(
            "The token “%(token)s” holds no private key called “%(label)s”, or several. Look at RINGFENCE_SEAL_TOKEN_KEY."
        )
        raise NoAuthority(words % {"token": settings.SEAL_TOKEN, "label": settings.SEAL_TOKEN_KEY}) from error
    except exceptions.PKCS11Error as error:
        raise NoAuthority(
            _("The token “%(token)s” does not answer: %(why)s") % {"token": settings.SEAL_TOKEN, "why": named(error)}
        ) from error
    return session


def _logged_in(module, pkcs11):
    from pkcs11 import exceptions

    try:
        token = module.get_token(token_label=settings.SEAL_TOKEN)
    except (exceptions.NoSuchToken, exceptions.MultipleTokensReturned) as error:
        words = _("The module has no token called “%(token)s”, or several. Look at RINGFENCE_SEAL_TOKEN.")
        raise NoAuthority(words % {"token": settings.SEAL_TOKEN}) from error
    if token.flags & pkcs11.TokenFlag.USER_PIN_FINAL_TRY:
        raise NoAuthority(
            _(
                "One more wrong PIN locks the token, so it is not tried. Sign in to it with its own tool once, then start again."
            )
        )
    try:
        return token.open(user_pin=settings.SEAL_TOKEN_PIN)
    except (exceptions.PinIncorrect, exceptions.PinInvalid, exceptions.PinLenRange) as error:
        raise NoAuthority(
            _("The token refuses the PIN. Look at the file that RINGFENCE_SEAL_TOKEN_PIN_FILE names.")
        ) from error
    except exceptions.PinLocked as error:
        raise NoAuthority(_("The token is locked after too many wrong PINs. Unlock it with its own tool.")) from error


def named(error: BaseException) -> str:
    """What a token says goes wrong; some say only which error it is."""
    return str(error) or type(error).__name__
