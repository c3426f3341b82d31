"""Is this office file what it says, and safe to keep? Its list of contents tells; nothing is unpacked."""

import zipfile

from django.utils.translation import gettext as _

from core.files.refusals import FileRefused

MOST_PARTS = 5_000
MOST_BYTES = 1024**3  # unpacked
MOST_RATIO = 200  # unpacked to packed, over the whole file
_SMALL = 10 * 1024**2  # below this the ratio does not matter


def check_office(source, folder: str) -> bool:
    """Whether `source` is an office file with parts under `folder`; raises FileRefused for macros and bombs."""
    try:
        with zipfile.ZipFile(source) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    names = {part.filename for part in parts}
    _refuse_bomb(parts)
    _refuse_macros(names)
    return "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)


def _refuse_bomb(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    too_dense = unpacked > _SMALL and unpacked / packed > MOST_RATIO
    if len(parts) > MOST_PARTS or unpacked > MOST_BYTES or too_dense:
        raise FileRefused(
            _("The selected file unpacks to far more than it should. Save it again without hidden content.")
        )


def _refuse_macros(names: set[str]) -> None:
    if any(name.rsplit("/", 1)[-1].lower() == "vbaproject.bin" for name in names):
        raise FileRefused(_("The selected file contains macros. Save it without macros and choose it again."))
