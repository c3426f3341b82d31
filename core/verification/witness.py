"""What does a checkpoint say once it has left? Its text form, written here and read back by a stranger.

The lines survive a mail body, so a folder of saved mails is as good as a folder of checkpoint files.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import ed25519

_FORM = re.compile(
    r"(Ringfence checkpoint\r?\norigin: (?P<origin>\S+)\r?\nseal: (?P<seal>\d+)\r?\nevents: (?P<events>\d+)\r?\n"
    r"digest: (?P<digest>[0-9a-f]{64})\r?\nsealed: (?P<sealed_at>\S+)\r?\n)"
    r"key: (?P<key>[0-9a-f]{64})\r?\nsignature: (?P<signature>[0-9a-f]{128})"
)


def statement(*, origin: str, seal: int, events: int, digest: str, sealed_at: str) -> str:
    """What is signed, in UTF-8: five lines, each ended by one line feed."""
    return f"Ringfence checkpoint\norigin: {origin}\nseal: {seal}\nevents: {events}\ndigest: {digest}\nsealed: {sealed_at}\n"


def signed(said: str, key: str, signature: str) -> str:
    """The whole text that leaves; key and signature in hex."""
    return f"{said}key: {key}\nsignature: {signature}\n"


@dataclass(frozen=True)
class Checkpoint:
    source: str
    said: str
    origin: str
    seal: int
    events: int
    digest: str
    sealed_at: str
    key: str
    signature: str
    trusted: str = ""

    def is_genuine(self) -> bool:
        """Whether the signature holds, and was made with the key that the reader trusts (any key where none was named)."""
        if self.trusted and self.key != self.trusted:
            return False
        return ed25519.is_signed(bytes.fromhex(self.key), self.said.encode(), bytes.fromhex(self.signature))


def read(text: str, source: str = "", trusted: str = "") -> Iterator[Checkpoint]:
    """Every checkpoint that stands in a text. `trusted`: the trail's public key in hex, as it was first handed over."""
    for match in _FORM.finditer(text):
        found = match.groupdict()
        numbers = {name: int(found.pop(name)) for name in ("seal", "events")}
        yield Checkpoint(source, match[1].replace("\r\n", "\n"), trusted=trusted.lower(), **numbers, **found)


def read_folder(folder: Path, trusted: str = "") -> Iterator[Checkpoint]:
    """The checkpoints in all files of a folder and below, mails included."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield from read(path.read_text(encoding="utf-8", errors="replace"), str(path), trusted)
