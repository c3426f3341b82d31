"""What passed through? Counts and hashes chunks on their way to the storage, and stops what is too large."""

import hashlib
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from core.files.refusals import FileRefused


class Intake:
    """Iterate once; afterwards `size`, `sha256` and `sha512` (hex) describe what went by."""

    def __init__(self, chunks: Iterable[bytes], limit: int) -> None:
        self._chunks, self._limit = chunks, limit
        self._short, self._long, self.size = hashlib.sha256(), hashlib.sha512(), 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.size += len(chunk)
            if self.size > self._limit:
                raise too_large(self._limit)
            self._short.update(chunk)
            self._long.update(chunk)
            yield chunk
        if not self.size:
            raise FileRefused(_("The selected file is empty. Choose another one."))

    @property
    def sha256(self) -> str:
        return self._short.hexdigest()

    @property
    def sha512(self) -> str:
        return self._long.hexdigest()


class Outgoing(File):
    """Lets a storage backend read what a generator makes: `chunks()` for folders, `read()` for object stores."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        super().__init__(None)
        self._blocks, self._held = blocks, bytearray()

    def chunks(self, chunk_size=None) -> Iterator[bytes]:
        return self._blocks

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._held) < size:
            if (block := next(self._blocks, None)) is None:
                break
            self._held += block
        taken = bytes(self._held if size < 0 else self._held[:size])
        del self._held[: len(taken)]
        return taken

    def seekable(self) -> bool:
        return False

    def __bool__(self) -> bool:
        return True


def too_large(limit: int) -> FileRefused:
    return FileRefused(_("The selected file must be smaller than %(limit)s MB.") % {"limit": limit // 1024**2})


def limit_for(source) -> int:
    """Bytes. Raises FileRefused at once where the source already says that it is too large."""
    if (getattr(source, "size", None) or 0) > settings.UPLOAD_LIMIT:
        raise too_large(settings.UPLOAD_LIMIT)
    return settings.UPLOAD_LIMIT
