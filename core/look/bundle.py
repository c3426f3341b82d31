"""What is in the one style sheet, in which order, and when must it be built anew?"""

import hashlib
import os
import re
from importlib.metadata import version
from pathlib import Path

from core.look.faces import faces

STATIC = Path(__file__).resolve().parent.parent / "static" / "ringfence"
CSS = STATIC / "css"
GROUND = ["tokens", "reset", "base", "utilities", "layout"]
TOP = ["responsive", "print"]
PACKAGES = [
    "fontpkg-source-sans-3",
    "fontpkg-ibm-plex-mono",
    "fonttools",
    "django-htmx",
    "django-allauth",
    "drf-spectacular-sidecar",
]


def sources() -> list[Path]:
    """The component files between the ground and what overrides them; tokens first, since it orders the layers."""
    components = sorted((CSS / "components").glob("*.css"))
    return [CSS / f"{name}.css" for name in GROUND] + components + [CSS / f"{name}.css" for name in TOP]


def sheet() -> bytes:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources())
    return (_shrunk(text) + "\n" + "".join(face.rule() for face in faces()) + _widths()).encode()


def _shrunk(css: str) -> str:
    """Without comments and indentation; strings of ours hold neither."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", bare).strip()


def _widths() -> str:
    """.w-0 to .w-100: measured widths as classes, since the policy blocks style attributes."""
    rules = "".join(f".w-{percent}{{inline-size:{percent}%}}" for percent in range(101))
    return f"@layer utilities{{{rules}}}\n"


def build() -> dict[str, bytes]:
    """File name -> content of everything that is made, not written."""
    return {"ringfence.css": sheet(), **{f"{face.name}.woff2": face.cut() for face in faces()}}


def fingerprint() -> str:
    """Changes when a source, a script, a picture or a package that serves static files changes."""
    digest = hashlib.sha256(sheet())
    for path in sorted(path for path in STATIC.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(STATIC)).encode() + path.read_bytes())
    for package in PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    return digest.hexdigest()


def write(path: Path, content: bytes) -> None:
    """Whole or not at all: a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(path.suffix + f".{os.getpid()}")
    half.write_bytes(content)
    half.replace(path)
