"""What kind of file is this really, and is it welcome here?

The name's ending must be on the purpose's list and the content must be what the ending says. The
answer comes from the content: a browser's media type is never read.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import puremagic
from django.utils.translation import gettext as _

from core.files.archives import check_office
from core.files.refusals import FileRefused

HEAD = 16 * 1024  # bytes looked at for a signature


class Kind(NamedTuple):
    """`signs` are the endings under which puremagic knows the content; `office` is the folder inside the archive; text
    is in one of the `encodings`."""

    media_type: str
    signs: frozenset[str] = frozenset()
    start: bytes = b""
    office: str = ""
    is_text: bool = False
    encodings: tuple[str, ...] = ("utf-8",)


_OOXML = "application/vnd.openxmlformats-officedocument."
_JPEG = Kind("image/jpeg", frozenset({".jpg", ".jpeg", ".jfif", ".jpe"}), b"\xff\xd8\xff")
KINDS = {
    ".pdf": Kind("application/pdf", frozenset({".pdf"}), b"%PDF-"),
    ".png": Kind("image/png", frozenset({".png"}), b"\x89PNG\r\n\x1a\n"),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".docx": Kind(_OOXML + "wordprocessingml.document", frozenset({".zip", ".docx"}), b"PK\x03\x04", "word/"),
    ".xlsx": Kind(_OOXML + "spreadsheetml.sheet", frozenset({".zip", ".xlsx"}), b"PK\x03\x04", "xl/"),
    ".pptx": Kind(_OOXML + "presentationml.presentation", frozenset({".zip", ".pptx"}), b"PK\x03\x04", "ppt/"),
    ".txt": Kind("text/plain", is_text=True),
    ".log": Kind("text/plain", is_text=True),
    ".csv": Kind("text/csv", is_text=True),
    ".eml": Kind("message/rfc822", is_text=True),
    ".json": Kind("application/json", is_text=True),
    ".jsonl": Kind("application/jsonl", is_text=True),
    ".xml": Kind("application/xml", is_text=True),
}
_EVIDENCE = (".pdf", ".png", ".jpg", ".jpeg", ".docx", ".xlsx", ".pptx", ".txt", ".log", ".csv", ".eml", ".json")
PURPOSES = {
    "evidence": _EVIDENCE,
    "report": _EVIDENCE,  # of an incident: in the portal its sender alone sees that it is there
    "deposit": _EVIDENCE,  # a proof of what was there before, which its owner keeps under seal
    "document": (".pdf", ".png", ".jpg", ".jpeg", ".docx", ".xlsx", ".pptx", ".txt"),
    "protected": (".pdf", ".png", ".jpg", ".jpeg", ".txt"),
    "import": (".csv", ".xlsx"),
    "answers": (".xlsx",),  # a questionnaire, filled in off-line
    "questions": (".xlsx",),  # a questionnaire of somebody else, to be asked by us
    "watchlist": (".csv", ".json", ".jsonl", ".xml"),
    "sealed": (".pdf",),
    "agreement": (".pdf",),  # signed elsewhere, kept as it came
    "export": (".csv", ".xlsx", ".pdf", ".json"),
}

WITH_OLD_LETTERS = {"import"}  # purposes that take text as Excel writes it without being asked for UTF-8
_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0e-\x1f]")


def kind_of(ending: str, purpose: str) -> Kind:
    """Raises FileRefused for an ending that this purpose does not take."""
    if ending not in PURPOSES[purpose]:
        allowed = ", ".join(sorted(word[1:].upper() for word in PURPOSES[purpose] if word != ".jpeg"))
        raise FileRefused(_("The selected file must be one of these kinds: %(kinds)s.") % {"kinds": allowed})
    kind = KINDS[ending]
    return kind._replace(encodings=("utf-8", "cp1252")) if kind.is_text and purpose in WITH_OLD_LETTERS else kind


def checked(chunks: Iterable[bytes], kind: Kind, ending: str) -> Iterator[bytes]:
    """The same chunks; raises FileRefused as soon as the content is not of this kind."""
    if kind.is_text:
        return _only_text(chunks, kind.encodings)
    return _with_checked_head(chunks, lambda head: _check_head(head, kind, ending))


def check_inside(source, kind: Kind, ending: str) -> None:
    """Look into an archive through its list of contents, never by unpacking it. Raises TypeError for a bare iterator."""
    if kind.office and not hasattr(source, "seek"):
        raise TypeError("an office file must come as a file that can seek")
    if kind.office and not check_office(source, kind.office):
        raise _mismatch(ending)


def _check_head(head: bytes, kind: Kind, ending: str) -> None:
    if not head.startswith(kind.start) or not _signs(head) & kind.signs:
        raise _mismatch(ending)


def _signs(head: bytes) -> set[str]:
    try:
        return {sign.extension for sign in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):  # nothing known; empty
        return set()


def _with_checked_head(chunks: Iterable[bytes], check: Callable[[bytes], None]) -> Iterator[bytes]:
    ahead, head = iter(chunks), b""
    while len(head) < HEAD and (more := next(ahead, None)) is not None:
        head += more
    check(head[:HEAD])
    yield head
    yield from ahead


def _only_text(chunks: Iterable[bytes], encodings: tuple[str, ...]) -> Iterator[bytes]:
    decoders = [codecs.getincrementaldecoder(name)() for name in encodings]
    for chunk in chunks:
        decoders = _still_read(decoders, chunk)
        if b"\x00" in chunk or (len(encodings) > 1 and _CONTROL.search(chunk)):
            decoders = []
        _refuse_unread(decoders)
        yield chunk
    _refuse_unread(_still_read(decoders, b"", final=True))


def _still_read(decoders: list, chunk: bytes, final: bool = False) -> list:
    """Those that can read this chunk, too."""
    return [decoder for decoder in decoders if _reads(decoder, chunk, final)]


def _reads(decoder, chunk: bytes, final: bool) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_unread(decoders: list) -> None:
    if not decoders:
        raise FileRefused(_("The selected file is not text. Save it as UTF-8 text and choose it again."))


def _mismatch(ending: str) -> FileRefused:
    return FileRefused(
        _("The content of the selected file is not %(kind)s, although its name ends so. Save it again in that format.")
        % {"kind": ending[1:].upper()}
    )
