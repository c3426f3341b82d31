"""How does a Lucide symbol get into a page? Inlined as SVG, drawn in the colour of the text beside it.

This is the one module that marks text as safe HTML: what it marks comes from the installed icon package alone.
"""

import re
from functools import cache
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

STROKE = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"'

BARS = mark_safe('<span class="bars" aria-hidden="true"><i></i><i></i><i></i><i></i></span>')  # noqa: S308
# Names under which the design first used a symbol, and what the package calls it today.
RENAMED = {
    "circle-help": "circle-question-mark",
    "file-check-2": "file-check-corner",
    "file-lock-2": "file-lock",
    "fingerprint": "fingerprint-pattern",
}


class UnknownIcon(KeyError):
    """No symbol of that name in the icon package."""


@cache
def _archive() -> ZipFile:
    return ZipFile(BytesIO(files("lucide").joinpath("lucide.zip").read_bytes()))


@cache
def shapes(name: str) -> str:
    """The inner SVG of the symbol, on a 24 x 24 grid. Raises UnknownIcon."""
    try:
        svg = _archive().read(f"{RENAMED.get(name, name)}.svg").decode()
    except KeyError as error:
        raise UnknownIcon(name) from error
    inner = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    return re.sub(r"\s+", " ", inner[1] if inner else "").replace(" />", "/>").strip()


@cache
def draw(name: str, css: str = "") -> SafeString:
    """The symbol as inline SVG, hidden from assistive technology: the words beside it carry the meaning."""
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" {}>{}</svg>',
        f"icon {css}".strip(),
        mark_safe(STROKE),  # noqa: S308  (a constant)
        mark_safe(shapes(name)),  # noqa: S308  (from the icon package)
    )


def draw_qr(text: str, label: str) -> SafeString:
    """A QR code as inline SVG, one unit a module with the quiet zone around it; `label` says what it leads to."""
    import segno  # read when the first code is drawn

    rows = list(segno.make(text, error="m", micro=False).matrix_iter(border=4))
    runs = "".join(f"M{x} {y}h1v1h-1z" for y, line in enumerate(rows) for x, dark in enumerate(line) if dark)
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}"><path d="{2}"/></svg>',
        len(rows),
        label,
        runs,
    )
