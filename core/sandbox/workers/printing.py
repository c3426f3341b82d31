"""The child's side of printing: WeasyPrint with every way out closed."""

import hashlib
import logging
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from core import native
from core.sandbox import Refused

native.preload()  # before WeasyPrint, which looks for pango as it is imported

from weasyprint import CSS, HTML, Attachment  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: E402

PRINT = Path(__file__).resolve().parents[2] / "static" / "ringfence" / "print"
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}
ASSETS = {
    f"ringfence:{path.name}": (path.read_bytes(), TYPES[path.suffix])
    for path in sorted(PRINT.iterdir())
    if path.suffix in TYPES
}
FONTS = FontConfiguration()
LOOK = b'<link rel="stylesheet" href="ringfence:document.css">'  # of every paper: read once, not once a paper
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
logging.getLogger("fontTools").setLevel(logging.CRITICAL)


class OwnAssetsOnly(URLFetcher):
    """Serves the files of ASSETS by their exact name; for anything else the whole document fails.

    Every way in is overridden, so that no handler of urllib is ever asked.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.refused: list[str] = []

    def fetch(self, url, headers=None):
        if url not in ASSETS:
            self.refused.append(url[:200])
            raise FatalURLFetchingError("not one of our own")
        content, media_type = ASSETS[url]
        return URLFetcherResponse(url, content, {"Content-Type": media_type})

    def open(self, url, data=None, timeout=None):
        return self.fetch(getattr(url, "full_url", url))

    def __call__(self, url):
        return self.fetch(url)


def answer(header: dict, body: bytes) -> tuple[dict, bytes]:
    """`header["variant"]` names the PDF variant; `body` is HTML in UTF-8, then the files to enclose. Raises Refused for
    any URL that is not ours."""
    fetcher = OwnAssetsOnly()
    html = body[: header["html"]]
    looks = [_look()] if html.count(b"<link") == html.count(LOOK) == 1 and b"<style" not in html else []
    try:
        page = HTML(
            string=(html.replace(LOOK, b"") if looks else html).decode(),
            base_url="ringfence:",
            url_fetcher=fetcher,
            media_type="print",
        )
        content = page.write_pdf(
            finisher=_finish,
            attachments=_enclosed(header, body, fetcher),
            font_config=FONTS,
            stylesheets=looks,
            pdf_variant=header["variant"],
            pdf_tags=True,
            pdf_identifier=hashlib.sha256(body).digest()[:16],
        )
    except FatalURLFetchingError as error:
        raise Refused("outside", ", ".join(fetcher.refused)) from error
    if fetcher.refused:  # a place that swallowed the refusal: still no document
        raise Refused("outside", ", ".join(fetcher.refused))
    return {}, content


@lru_cache(maxsize=1)
def _look() -> CSS:
    return CSS(
        string=ASSETS["ringfence:document.css"][0].decode(),
        base_url="ringfence:",
        url_fetcher=OwnAssetsOnly(),
        font_config=FONTS,
    )


def _enclosed(header: dict, body: bytes, fetcher: OwnAssetsOnly) -> list[Attachment]:
    """Bytes alone, never addresses; by name, as the format wants its list of names sorted."""
    at = datetime.fromisoformat(header["enclosed_at"] or "2026-01-01T00:00:00+00:00").astimezone(UTC)
    files, start = [], header["html"]
    for name, size, description, relationship in header["enclosed"]:
        content, start = body[start : start + size], start + size
        files.append(
            Attachment(
                file_obj=BytesIO(content), url_fetcher=fetcher, name=name, description=description,
                created=at, modified=at, relationship=relationship,
            )
        )  # fmt: skip
    return sorted(files, key=lambda file: file.name)


def _finish(document, pdf) -> None:
    """What the renderer leaves out: which way a table's header reads, and each enclosed file named once."""
    for page in document.pages:
        for box in page._page_box.descendants():
            if (element := getattr(box, "mark", None)) and box.element is not None and box.element.get("scope"):
                element["A"]["Scope"] = "/Row" if box.element.get("scope").startswith("row") else "/Column"
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
