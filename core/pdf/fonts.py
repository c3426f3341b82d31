"""Which fonts may a PDF use? Those that came with the product, and no others.

Without any font pango crashes the process; with the machine's own fonts the same document would look
different elsewhere. So fontconfig reads a file of ours that names our folders alone.
"""

import os
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings

PACKAGES = ("fontpkg_source_sans_3", "fontpkg_ibm_plex_mono")


def fonts_conf() -> Path:
    """The file that FONTCONFIG_FILE names, or one made under the data folder."""
    if (named := os.environ.get("FONTCONFIG_FILE")) and Path(named).is_file():
        return Path(named)
    path = Path(settings.DATA) / "fonts.conf"
    if not path.is_file() or path.read_text() != _content():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(_content())
        draft.replace(path)
    return path


def font_folders() -> list[Path]:
    """Where the font files of our packages lie."""
    specs = [spec for name in PACKAGES if (spec := find_spec(name))]
    return [Path(place) / "files" for spec in specs for place in spec.submodule_search_locations or []]


def _content() -> str:
    folders = "".join(f"  <dir>{escape(str(folder))}</dir>\n" for folder in font_folders())
    cache = escape(str(Path(settings.DATA) / "font-cache"))
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig>\n{folders}  <cachedir>{cache}</cachedir>\n</fontconfig>\n"
    )
