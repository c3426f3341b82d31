"""Is this file ours, and unchanged? Translates what the examiner found into three words and reasons for people.

Files come from strangers, so the reading is done in a child process; a file that breaks the reader
is never called intact.
"""

from datetime import datetime
from typing import Literal, NamedTuple

from django.utils.translation import gettext as _

from core.sandbox import Sandbox, Stopped
from core.signing import authority

LARGEST = 100 * 1024**2  # bytes of a file that is examined

sandbox = Sandbox("core.sandbox.workers.examining", memory=2048, seconds=60)


class Verdict(NamedTuple):
    """`state`: intact = sealed by us and unchanged; altered = carries our seal and was changed; unknown = not ours.

    `revisions`: SHA-256 (hex) of the file as it stood after each seal and time stamp in it, the oldest first.
    `sealed_at` is aware, in UTC, and is the time-stamp authority's time for B-LTA, our own for B-B.
    """

    state: Literal["intact", "altered", "unknown"]
    signer: str = ""
    sealed_at: datetime | None = None
    level: str = ""
    reasons: tuple[str, ...] = ()
    revisions: tuple[str, ...] = ()


def examine(content: bytes) -> Verdict:
    """Reads any bytes; raises nothing for hostile ones."""
    if len(content) > LARGEST:
        return Verdict("unknown", reasons=(_sentences()["too-large"],))
    try:
        found, _nothing = sandbox.ask(
            {"roots": authority.trusted_pem(), "stamp_roots": authority.timestamp_roots_pem()}, content
        )
    except Stopped:
        found = {"state": "altered" if b"/ByteRange" in content else "unknown", "reasons": ["unreadable"]}
    return Verdict(
        found["state"],
        found.get("signer", ""),
        datetime.fromisoformat(found["sealed_at"]) if found.get("sealed_at") else None,
        found.get("level", ""),
        tuple(_sentences()[reason] for reason in found.get("reasons", [])),
        tuple(found.get("revisions", [])),
    )


def _sentences() -> dict[str, str]:
    return {
        "too-large": _("The file is larger than any document that we seal."),
        "unreadable": _("The file cannot be read as a PDF."),
        "no-seal": _("The file carries no seal."),
        "other-signer": _("The file is signed, but not by this organisation."),
        "digest": _("The sealed content is not the content that was sealed."),
        "signature": _("The seal itself does not verify."),
        "coverage": _("The seal does not cover the whole file."),
        "later-changes": _("Something was added to the file after it was sealed."),
        "more-signatures": _("The file carries further signatures that we did not make."),
        "chain": _("The certificate names us, but our authority did not issue it."),
        "time-stamp": _("A time stamp in the file does not verify."),
    }
