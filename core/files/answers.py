"""How does a file leave by HTTP? As a download that a browser neither guesses about nor runs."""

from collections.abc import Iterator
from itertools import chain

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from core import files
from core.models.file import StoredFile


def attach(stored: StoredFile) -> StreamingHttpResponse:
    """The file as an attachment. The first chunk is opened before the answer begins, so damage is an error, not half a file."""
    return attach_chunks(files.open_chunks(stored), stored.name, stored.media_type, stored.size)


def attach_chunks(chunks: Iterator[bytes], name: str, media_type: str, size: int) -> StreamingHttpResponse:
    first = next(chunks, b"")
    return StreamingHttpResponse(
        chain([first], chunks),
        content_type=media_type,
        headers={
            "Content-Length": str(size),
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )
