"""Was this paper closed by us, and is it still what we closed? The organisation's seal, and the proof of a person's act.

`seal` closes a finished PDF (PAdES), `examine` tells intact, altered and unknown apart, `act_bytes`
is what a person's signature consists of here: who consented to which bytes, how that was checked, when.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from core.signing.acts import act_bytes, act_digest
from core.signing.authority import NoAuthority, make_authority
from core.signing.verdicts import Verdict, examine

if TYPE_CHECKING:
    from core.signing.seals import CannotSeal, SealedPdf, seal

__all__ = [
    "CannotSeal", "NoAuthority", "SealedPdf", "Verdict", "act_bytes", "act_digest", "examine", "make_authority", "seal",
]  # fmt: skip


def __getattr__(name: str):
    """What closes papers is read when first asked for: it is large, and the web hardly ever closes one."""
    if name in {"CannotSeal", "SealedPdf", "seal"}:
        return getattr(import_module("core.signing.seals"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
