"""How does the state of the trail leave the machine? A signed line about the last seal, by mail or into a directory.

Whoever rules the database and the host can rebuild the whole trail, but not what has left already: verify_trail
compares the two. The directory should be one that this machine can add to and not change (another host, an object
store with a retention lock).
"""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization as forms
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from core import mail, trail
from core.files import keys
from core.models import Checkpoint, Seal, SealedEvent
from core.verification import witness

KEY_FILE = "checkpoint.key"


@dataclass(frozen=True)
class Leaving:
    """A checkpoint on its way: everything that sending it needs, so that it is sent outside any transaction."""

    seal_id: object
    number: int
    way: str
    destination: str
    text: str
    signature: str


def due(*, at, by) -> list[Leaving]:
    """What has not left yet of the last seal, one for each configured way."""
    last = Seal.objects.order_by("-number").first()
    if last is None:
        return []
    gone = set(Checkpoint.objects.filter(seal=last).values_list("way", "destination"))
    ways = [("mail", address) for address in settings.CHECKPOINT_MAIL]
    ways += [("directory", settings.CHECKPOINT_DIR)] if settings.CHECKPOINT_DIR else []
    missing = [way for way in ways if way not in gone]
    return _addressed(last, missing) if missing else []


def send(leaving: Leaving) -> str:
    """Let it leave. Returns what went wrong, or nothing."""
    if leaving.way == "mail":
        return mail.send(_mail(leaving))[0]
    try:
        _write(Path(leaving.destination) / f"checkpoint-{leaving.number:09d}.txt", leaving.text)
    except OSError as error:
        return str(error)
    return ""


def note(leaving: Leaving, *, at, by) -> Checkpoint:
    """Write down that it left."""
    return Checkpoint.objects.create(
        seal_id=leaving.seal_id,
        left_at=at,
        way=leaving.way,
        destination=leaving.destination,
        signature=leaving.signature,
    )


def public_key() -> str:
    """In hex: what a stranger is handed once, at the beginning, to know our checkpoints by."""
    return _key().public_key().public_bytes(forms.Encoding.Raw, forms.PublicFormat.Raw).hex()


def _addressed(last: Seal, ways: list[tuple[str, str]]) -> list[Leaving]:
    events = SealedEvent.objects.filter(seal=last).order_by("-position").values_list("position", flat=True).first()
    sealed_at = trail.plain({"at": last.sealed_at})["at"]
    said = witness.statement(
        origin=settings.ORIGIN, seal=last.number, events=events, digest=last.digest, sealed_at=sealed_at
    )
    signature = _key().sign(said.encode()).hex()
    text = witness.signed(said, public_key(), signature)
    return [Leaving(last.pk, last.number, way, destination, text, signature) for way, destination in ways]


def _mail(leaving: Leaving) -> EmailMessage:
    words = _("Keep this mail. It proves later that the trail of Ringfence was not rewritten before this moment.")
    subject = _("Ringfence checkpoint %(number)d") % {"number": leaving.number}
    key = f"checkpoint:{leaving.number}:{leaving.destination}"
    return EmailMessage(
        subject, f"{words}\n\n{leaving.text}", to=[leaving.destination], headers={"Message-ID": mail.message_id(key)}
    )


def _write(path: Path, text: str) -> None:
    """Whole or not at all, and never over another one."""
    if path.exists() and path.read_text() == text:
        return
    draft = path.with_suffix(".part")
    with draft.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.link(draft, path)
    draft.unlink()


def _key() -> Ed25519PrivateKey:
    """The signing key, made at first use; encrypted at rest with a secret derived from the key-encryption key."""
    path = Path(settings.SIGNING_KEY_DIR) / KEY_FILE
    if not path.exists():
        _make_key(path)
    for secret in keys.derive("checkpoint key"):
        try:
            found = forms.load_pem_private_key(path.read_bytes(), secret.hex().encode())
        except ValueError:
            continue
        if isinstance(found, Ed25519PrivateKey):
            return found
    raise ValueError(f"{path} does not open with the key-encryption keys of this installation")


def _make_key(path: Path) -> None:
    secret = keys.derive("checkpoint key")[0].hex().encode()
    made = Ed25519PrivateKey.generate().private_bytes(
        forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.BestAvailableEncryption(secret)
    )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(made)
    with contextlib.suppress(FileExistsError):  # whoever came first has made it
        os.link(draft, path)
    draft.unlink()
