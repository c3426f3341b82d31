"""Where does a file lie that was chosen in a form which is not sent yet? Encrypted in the storage, apart from what is kept for good.

Nothing about it is judged here: its door looks at kind and size once the form is sent.
"""

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from core.files import keys, stream
from core.files.intake import Outgoing

FOLDER = "aside"
GRACE = timedelta(days=1)  # longer than any transaction that may still be writing


def put(upload) -> dict:
    """The columns by which it is found and opened again."""
    name, key = f"{FOLDER}/{uuid.uuid4().hex}", stream.new_key()
    upload.seek(0)
    default_storage.save(name, Outgoing(stream.encrypt(upload.chunks(stream.CHUNK), key, name.encode())))
    upload.seek(0)
    wrapped, key_id = keys.wrap(key, name.encode())
    return {"storage_name": name, "wrapped_key": wrapped, "key_id": key_id}


def chunks(row) -> Iterator[bytes]:
    """Its bytes again. Raises Damaged, or FileNotFoundError where the storage has lost it."""
    binding = row.storage_name.encode()
    key = keys.unwrap(bytes(row.wrapped_key), row.key_id, binding)
    with default_storage.open(row.storage_name) as sealed:
        yield from stream.decrypt(iter(lambda: sealed.read(stream.CHUNK), b""), key, binding)


def remove(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)


def strays(known: set[str], at: datetime) -> list[str]:
    """What no row names any more and no open transaction can still be about to name."""
    if not default_storage.exists(FOLDER):
        return []
    found = [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]
    return [name for name in found if name not in known and default_storage.get_modified_time(name) < at - GRACE]
