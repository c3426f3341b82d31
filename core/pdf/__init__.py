"""How does a page become a PDF? One wrapper around WeasyPrint; nothing else in the house may call it.

The template is filled in here; the HTML is laid out in a child process (`core.sandbox.workers.printing`) that can
reach no network and that serves no file but the print assets by name. A document that asks for
anything else is not rendered.
"""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from core.pdf.fonts import fonts_conf
from core.sandbox import Refused, Sandbox, Stopped

VARIANTS = ("pdf/a-3a", "pdf/a-3b", "pdf/ua-1", None)
MEMORY = 2048  # MB of address space; a 7-page contract needs about 110 MB resident
PATIENCE = 60  # seconds for one document

_sandbox: Sandbox | None = None


class Enclosed(NamedTuple):
    """A file that travels inside the PDF; any reader can save it again, byte for byte. `relationship`: ISO 32000-2, 7.11.3."""

    name: str
    content: bytes
    description: str
    relationship: str = "Data"


class CannotRender(RuntimeError):
    """`sentence` is fit for people; the cause is chained."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def render(
    template: str,
    context: dict,
    *,
    language: str = "en-gb",
    variant: str | None = "pdf/a-3a",
    enclosed: Sequence[Enclosed] = (),
    enclosed_at: datetime.datetime | None = None,
) -> bytes:
    """The Django template as PDF, tagged and with embedded fonts, in `language`. Raises CannotRender."""
    with translation.override(language):
        html = render_to_string(template, context)
    return render_html(html, variant=variant, enclosed=enclosed, enclosed_at=enclosed_at)


def render_html(
    html: str,
    *,
    variant: str | None = "pdf/a-3a",
    seconds: float = PATIENCE,
    enclosed: Sequence[Enclosed] = (),
    enclosed_at: datetime.datetime | None = None,
) -> bytes:
    """The same HTML and files give the same bytes. `variant` is one of VARIANTS; `enclosed_at` is the moment written beside
    the enclosed files. Raises CannotRender.
    """
    if variant not in VARIANTS or (enclosed and not (variant or "").startswith("pdf/a-3")):
        raise ValueError(variant)
    body = html.encode()
    header = {
        "variant": variant,
        "html": len(body),
        "enclosed": [[row.name, len(row.content), row.description, row.relationship] for row in enclosed],
        "enclosed_at": enclosed_at.isoformat() if enclosed_at else None,
    }
    try:
        return _child().ask(header, b"".join([body, *(row.content for row in enclosed)]), seconds=seconds)[1]
    except Refused as refusal:
        raise CannotRender(_("The document asks for something outside itself and was not rendered.")) from refusal
    except Stopped as stop:
        raise CannotRender(_("The document could not be rendered. Try again, or make it shorter.")) from stop


def _child() -> Sandbox:
    global _sandbox
    if _sandbox is None:
        _sandbox = Sandbox(
            "core.sandbox.workers.printing", memory=MEMORY, seconds=PATIENCE, FONTCONFIG_FILE=str(fonts_conf())
        )
    return _sandbox
