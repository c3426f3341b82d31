"""The child's side of showing: PDF pages, pictures and text become plain pixels. No file format reaches the parent."""

from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from textwrap import wrap

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont, ImageOps

from core.sandbox import Refused

MOST_PIXELS = 16_000_000  # of one page as it is shown
MOST_SOURCE_PIXELS = 80_000_000  # of a picture as it came
MOST_PAGES = 5_000
MOST_LETTERS = 5_000_000  # of a document whose words are asked for
LINES, LETTERS = 62, 90  # of a text page
Image.MAX_IMAGE_PIXELS = MOST_SOURCE_PIXELS
_PLEX = find_spec("fontpkg_ibm_plex_mono")
_FONT = Path(_PLEX.submodule_search_locations[0]) / "files" / "IBMPlexMono-Regular.ttf"  # type: ignore[index]


def answer(header: dict, body: bytes) -> tuple[dict, bytes]:
    """`header["deed"]` is count, page, picture, words or text; pixels come back as RGB, three bytes each, row by row, and
    words as UTF-8, a form feed between pages."""
    match header["deed"]:
        case "count":
            return {"pages": _count(body)}, b""
        case "page":
            return _pixels(_page(body, header["number"], header["scale"]))
        case "picture":
            return _pixels(_picture(body))
        case "words":
            return {}, "\f".join(_words(body)).encode("utf-8", "replace")
        case "text-count":
            return {"pages": len(_text_pages(body))}, b""
        case "text":
            return _pixels(_text_page(_text_pages(body), header["number"]))
    raise Refused("deed")


def _document(content: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise Refused("locked" if "assword" in str(error) else "unreadable") from error


def _count(content: bytes) -> int:
    pages = len(_document(content))
    if not 0 < pages <= MOST_PAGES:
        raise Refused("unreadable")
    return pages


def _page(content: bytes, number: int, scale: float) -> Image.Image:
    """`scale` 1 is 72 dots an inch; it shrinks where the page would have more than MOST_PIXELS."""
    document = _document(content)
    if not 1 <= number <= len(document):
        raise Refused("no-page")
    try:
        page = document[number - 1]
        width, height = page.get_size()
        fitting = (MOST_PIXELS / max(width * height, 1)) ** 0.5
        return page.render(scale=min(scale, fitting)).to_pil().convert("RGB")
    except pdfium.PdfiumError as error:
        raise Refused("unreadable") from error


def _words(content: bytes) -> list[str]:
    """The text of each page as the file carries it; of a scan there is none."""
    document = _document(content)
    if len(document) > MOST_PAGES:
        raise Refused("unreadable")
    found, left = [], MOST_LETTERS
    for number in range(len(document)):
        try:
            page = document[number].get_textpage().get_text_bounded()
        except pdfium.PdfiumError as error:
            raise Refused("unreadable") from error
        left -= len(page)
        if left < 0:
            raise Refused("too-long")
        found.append(page.replace("\r\n", "\n").replace("\f", "\n"))
    return found


def _picture(content: bytes) -> Image.Image:
    """Turned as its camera said, on white where it is transparent, at most MOST_PIXELS."""
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as source:
            turned = ImageOps.exif_transpose(source).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused("unreadable") from error
    if turned.width * turned.height > MOST_PIXELS:
        turned.thumbnail([int((MOST_PIXELS / (turned.width * turned.height)) ** 0.5 * side) for side in turned.size])
    return Image.alpha_composite(Image.new("RGBA", turned.size, "white"), turned).convert("RGB")


def _text_pages(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8", "replace").removeprefix("\ufeff").replace("\f", "\n").expandtabs(4)
    lines = [part for line in text.splitlines() for part in (wrap(line, LETTERS, drop_whitespace=False) or [""])]
    pages = [lines[start : start + LINES] for start in range(0, len(lines), LINES)] or [[""]]
    if len(pages) > MOST_PAGES:
        raise Refused("unreadable")
    return pages


def _text_page(pages: list[list[str]], number: int) -> Image.Image:
    """A4 at 144 dots an inch."""
    if not 1 <= number <= len(pages):
        raise Refused("no-page")
    page = Image.new("RGB", (1190, 1684), "white")
    font = ImageFont.truetype(str(_FONT), 19)
    draw = ImageDraw.Draw(page)
    for row, line in enumerate(pages[number - 1]):
        draw.text((78, 70 + row * 25), "".join(c if c.isprintable() else "\ufffd" for c in line), "#16262b", font)
    return page


def _pixels(image: Image.Image) -> tuple[dict, bytes]:
    return {"size": image.size}, image.tobytes()
