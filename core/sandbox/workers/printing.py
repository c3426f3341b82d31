"""The child's side of printing: WeasyPrint with every way out closed."""

import hashlib
import logging
from pathlib import Path

from core import native
from core.sandbox import Refused

native.preload()  # before WeasyPrint, which looks for pango as it is imported

from weasyprint import HTML  # noqa: E402
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
    """`header["variant"]` names the PDF variant; `body` is HTML in UTF-8. Raises Refused for any URL that is not ours."""
    fetcher = OwnAssetsOnly()
    try:
        page = HTML(string=body.decode(), base_url="ringfence:", url_fetcher=fetcher, media_type="print")
        content = page.write_pdf(
            font_config=FONTS,
            pdf_variant=header["variant"],
            pdf_tags=True,
            pdf_identifier=hashlib.sha256(body).digest()[:16],
        )
    except FatalURLFetchingError as error:
        raise Refused("outside", ", ".join(fetcher.refused)) from error
    if fetcher.refused:  # a place that swallowed the refusal: still no document
        raise Refused("outside", ", ".join(fetcher.refused))
    return {}, content
