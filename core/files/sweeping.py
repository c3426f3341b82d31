"""What lies in the storage that no row names? Ciphertext of transactions that were rolled back, or shredded files."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from core.models.file import StoredFile

GRACE = timedelta(days=1)  # longer than any transaction that may still be writing


def sweep(*, at: datetime) -> int:
    """Remove such files older than a day; returns how many. Without their row nobody could open them anyway."""
    gone = 0
    for name in _names(""):
        if not _is_needed(name) and default_storage.get_modified_time(name) < at - GRACE:
            default_storage.delete(name)
            gone += 1
    return gone


def _is_needed(name: str) -> bool:
    return StoredFile.objects.filter(storage_name=name, shredded_at=None).exists()


def _names(folder: str) -> Iterator[str]:
    """Year, month, file: the three levels that `files.store` writes; other things in the storage are let be."""
    for year in default_storage.listdir(folder)[0]:
        for month in default_storage.listdir(year)[0] if year.isdigit() else ():
            for name in default_storage.listdir(f"{year}/{month}")[1]:
                yield f"{year}/{month}/{name}"
