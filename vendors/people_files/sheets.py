"""Which cells of a sheet are merged? Read from its XML as it streams by; the sheet is never built whole."""

import io
import re
import zipfile
from collections.abc import Iterator

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"')
CHUNK = 1024 * 1024


def merged(content: bytes, path: str) -> str:
    """The first merged range ("A3:B3") of the sheet at `path` in the archive, or "" where every cell stands alone."""
    return next(ranges(content, path), "")


def ranges(content: bytes, path: str) -> Iterator[str]:
    """Every merged range."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(path) as part:
        kept = b""
        while chunk := part.read(CHUNK):
            text, end = kept + chunk, 0
            for found in _MERGED.finditer(text):
                yield found[1].decode()
                end = found.end()
            kept = text[max(end, len(text) - 200) :]
