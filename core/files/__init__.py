"""Where do files live? The one storage door: everything that is kept goes in and comes out through here.

Each file has a data key of its own, wrapped by the key-encryption key (`core.files.keys`), and is
encrypted in chunks while it streams by (`core.files.stream`); no plaintext is ever written to the
storage, and memory does not grow with the file. Who may open a file is for the callers to decide.
"""

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from core import ids
from core.files import keys, kinds, names, stream
from core.files.intake import Intake, Outgoing, limit_for, too_large
from core.files.kinds import PURPOSES
from core.files.refusals import FileDamaged, FileRefused, FileShredded
from core.files.sweeping import sweep
from core.models.file import StoredFile

if TYPE_CHECKING:
    from core.models import User

__all__ = [
    "PURPOSES", "FileDamaged", "FileRefused", "FileShredded",
    "checked", "fingerprint", "open_chunks", "read", "rewrap", "shred", "store", "sweep", "verify",
]  # fmt: skip

IN_MEMORY = 50 * 1024**2  # bytes that `read` returns at most, unless told otherwise


def store(
    source,
    *,
    purpose: str,
    name: str,
    at: datetime,
    vendor=None,
    by: "User | None" = None,
    version: int = 1,
    about=None,
) -> StoredFile:
    """Check, hash and encrypt `source` while it streams into the storage, and record it.

    `about`: the id of the document of which it is this `version`. `source` is an uploaded file, bytes, or an iterator of bytes (not for office formats, which must
    be looked into). Raises FileRefused with a sentence for the sender; then nothing is kept. When
    the transaction around it is rolled back, `sweep` removes the ciphertext.
    """
    shown = names.cleaned(name)
    ending = names.extension(shown)
    kind = kinds.kind_of(ending, purpose)
    seekable = BytesIO(source) if isinstance(source, bytes) else source
    limit = limit_for(source)
    kinds.check_inside(seekable, kind, ending)
    intake = Intake(kinds.checked(_chunks(seekable), kind, ending), limit)
    stored = StoredFile(
        id=ids.new(), vendor_id=_id(vendor), purpose=purpose, version=version, name=shown,
        media_type=kind.media_type, stored_at=at, created_by=by, about_id=about,
    )  # fmt: skip
    return _write(stored, intake)


def checked(source, *, purpose: str, name: str) -> bytes:
    """The content of `source`, once all that `store` asks of it holds; nothing is kept. Raises FileRefused."""
    ending = names.extension(names.cleaned(name))
    kind = kinds.kind_of(ending, purpose)
    seekable = BytesIO(source) if isinstance(source, bytes) else source
    kinds.check_inside(seekable, kind, ending)
    return b"".join(Intake(kinds.checked(_chunks(seekable), kind, ending), limit_for(source)))


def fingerprint(source) -> str:
    """SHA-256 in hex of an uploaded file or bytes, as `store` would record it; nothing is kept."""
    digest = hashlib.sha256()
    for chunk in _chunks(BytesIO(source) if isinstance(source, bytes) else source):
        digest.update(chunk)
    return digest.hexdigest()


def open_chunks(stored: StoredFile) -> Iterator[bytes]:
    """Plaintext, each chunk verified before it is yielded; raises FileDamaged at the first that does not fit.

    Use only what came before the end once the iterator has ended: a file cut short shows at its end.
    """
    if stored.shredded_at:
        raise FileShredded(_("This file was destroyed for good."))
    binding = _binding(stored)
    key = keys.unwrap(bytes(stored.wrapped_key), stored.key_id, binding)
    return stream.decrypt(_ciphertext(stored.storage_name), key, binding)


def read(stored: StoredFile, limit: int = IN_MEMORY) -> bytes:
    """The whole plaintext; raises FileRefused where it is larger than `limit` bytes, FileDamaged as `open_chunks`."""
    if stored.size > limit:
        raise too_large(limit)
    content = b"".join(open_chunks(stored))
    if len(content) != stored.size:
        raise FileDamaged("the size does not fit")
    return content


def verify(stored: StoredFile) -> bool:
    """Whether the file still opens and still has the size and both hashes that were taken when it came."""
    try:
        intake = Intake(open_chunks(stored), stored.size)
        for _chunk in intake:
            pass
    except (FileDamaged, FileRefused):
        return False
    return (intake.size, intake.sha256, intake.sha512) == (stored.size, stored.sha256, stored.sha512)


def shred(stored: StoredFile, *, at: datetime) -> StoredFile:
    """Destroy the key, and after commit the ciphertext; copies in backups stay unreadable. May be repeated."""
    if stored.shredded_at:
        return stored
    stored.wrapped_key, stored.key_id, stored.shredded_at = b"", "", at
    stored.save(update_fields=["wrapped_key", "key_id", "shredded_at"])
    transaction.on_commit(lambda: default_storage.delete(stored.storage_name))
    return stored


def rewrap(stored: StoredFile) -> bool:
    """Wrap the data key with today's key; False where that is so already, or the file is shredded."""
    if stored.shredded_at or stored.key_id == keys.current_id():
        return False
    binding = _binding(stored)
    data_key = keys.unwrap(bytes(stored.wrapped_key), stored.key_id, binding)
    stored.wrapped_key, stored.key_id = keys.wrap(data_key, binding)
    stored.save(update_fields=["wrapped_key", "key_id"])
    return True


def _write(stored: StoredFile, intake: Intake) -> StoredFile:
    """On any failure, of the disk, the content or the database, the ciphertext goes again."""
    binding, key = _binding(stored), stream.new_key()
    stored.storage_name = f"{stored.stored_at:%Y/%m}/{uuid.uuid4().hex}"
    stored.wrapped_key, stored.key_id = keys.wrap(key, binding)
    with ExitStack() as undo:
        undo.callback(default_storage.delete, stored.storage_name)
        default_storage.save(stored.storage_name, Outgoing(stream.encrypt(intake, key, binding)))
        stored.size, stored.sha256, stored.sha512 = intake.size, intake.sha256, intake.sha512
        stored.save(force_insert=True)
        undo.pop_all()
    return stored


def _binding(stored: StoredFile) -> bytes:
    """What each chunk and the wrapped key are bound to: whose file it is, which one, which version of what, what for."""
    parts = ["ringfence-file-1", stored.vendor_id or "-", stored.id, stored.version, stored.purpose]
    if stored.about_id:
        parts = ["ringfence-file-2", *parts[1:], stored.about_id]
    return "|".join(str(part) for part in parts).encode()


def _chunks(source) -> Iterable[bytes]:
    if hasattr(source, "chunks"):
        return source.chunks(stream.CHUNK)
    if hasattr(source, "read"):
        source.seek(0)
        return iter(lambda: source.read(stream.CHUNK), b"")
    return source


def _ciphertext(storage_name: str) -> Iterator[bytes]:
    try:
        sealed = default_storage.open(storage_name)
    except FileNotFoundError as error:
        raise FileDamaged("the ciphertext is gone") from error
    with sealed:
        yield from iter(lambda: sealed.read(stream.CHUNK), b"")


def _id(vendor) -> uuid.UUID | None:
    return getattr(vendor, "pk", vendor)
