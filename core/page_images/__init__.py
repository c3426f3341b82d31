"""What does a page of this document look like? Pixels of one page, made in a child process from PDF, picture or text.

Whoever shows a protected document sends these images with a mark burned in (`access.watermark`),
never the file: there is nothing in them to copy, attach or follow.
"""

from io import BytesIO
from typing import Literal

from django.utils.translation import gettext as _
from PIL import Image

from core.sandbox import Refused, Sandbox, Stopped

_sandbox = Sandbox("core.sandbox.workers.picturing", memory=2048, seconds=30)
_SORTS = {"application/pdf": ("count", "page"), "text/plain": ("text-count", "text")}
_PICTURES = ("image/png", "image/jpeg")


class CannotShow(ValueError):
    """`sentence` is fit for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def can_show(media_type: str) -> bool:
    """Whether documents of this media type can be shown page by page."""
    return media_type in _SORTS or media_type in _PICTURES


def count(content: bytes, media_type: str) -> int:
    """Number of pages; a picture is one. Raises CannotShow."""
    if media_type in _PICTURES:
        return 1
    return _ask({"deed": _sort(media_type)[0]}, content)[0]["pages"]


def draw(content: bytes, media_type: str, number: int, *, scale: float = 2.0) -> Image.Image:
    """Page `number`, the first being 1, as RGB; `scale` 1 is 72 dots an inch. Raises CannotShow."""
    if media_type in _PICTURES:
        return _image({"deed": "picture"}, content)
    return _image({"deed": _sort(media_type)[1], "number": number, "scale": scale}, content)


def words(content: bytes, media_type: str) -> list[str]:
    """The text of each page as the file carries it, of a text file the whole; empty for a picture. Raises CannotShow."""
    if media_type == "text/plain":
        return [content.decode("utf-8", "replace").removeprefix("\ufeff")]
    if media_type in _PICTURES:
        return []
    _sort(media_type)
    return _ask({"deed": "words"}, content)[1].decode().split("\f")


def check_opens(content: bytes, media_type: str) -> None:
    """Raises CannotShow where the first page cannot be drawn; kinds that are never shown pass."""
    if can_show(media_type):
        draw(content, media_type, 1, scale=0.2)


def page_count(content: bytes) -> int:
    """Pages of a PDF. Raises CannotShow."""
    return count(content, "application/pdf")


def page_image(content: bytes, number: int, scale: float = 2.0) -> Image.Image:
    """Page `number`, from 1, of a PDF. Raises CannotShow."""
    return draw(content, "application/pdf", number, scale=scale)


def encode(image: Image.Image, kind: Literal["webp", "png"] = "webp") -> tuple[bytes, str]:
    """The bytes and their media type; WebP is a tenth of the size, PNG is without loss."""
    out = BytesIO()
    if kind == "webp":
        image.save(out, "WEBP", quality=82, method=3)
    else:
        image.save(out, "PNG")
    return out.getvalue(), f"image/{kind}"


def _image(question: dict, content: bytes) -> Image.Image:
    answer, pixels = _ask(question, content)
    return Image.frombytes("RGB", tuple(answer["size"]), pixels)


def _sort(media_type: str) -> tuple[str, str]:
    if media_type not in _SORTS:
        raise CannotShow(_("Documents of this kind cannot be shown page by page."))
    return _SORTS[media_type]


def _ask(question: dict, content: bytes) -> tuple[dict, bytes]:
    try:
        return _sandbox.ask(question, content)
    except Refused as refusal:
        raise CannotShow(_sentences().get(refusal.reason, _sentences()["unreadable"])) from refusal
    except Stopped as stop:
        raise CannotShow(_sentences()["unreadable"]) from stop


def _sentences() -> dict[str, str]:
    return {
        "locked": _("The document is locked with a password. Upload it without one."),
        "no-page": _("The document has no such page."),
        "too-long": _("The document holds too much text to be compared."),
        "unreadable": _("The document cannot be read. Save it again and upload it once more."),
    }
