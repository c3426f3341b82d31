"""Where are the C libraries that PDFs need, when the system has none?

An ordinary user's bin/run unpacks pango and its family into the data folder and names that folder in
RINGFENCE_NATIVE_LIBRARIES. They are loaded before WeasyPrint is imported, which then finds them by name: neither
LD_LIBRARY_PATH nor a second start of the process is needed.
"""

import ctypes
from functools import cache
from pathlib import Path

from core import environment


@cache
def preload() -> int:
    """Loads the unpacked libraries, once a process, and returns how many there were. Call it before importing weasyprint."""
    folder = environment.text("RINGFENCE_NATIVE_LIBRARIES", "")
    waiting = sorted(Path(folder).rglob("*.so.*")) if folder else []
    loaded = 0
    while waiting:
        missing = [path for path in waiting if not _load(path)]
        loaded += len(waiting) - len(missing)
        if len(missing) == len(waiting):  # what remains is loaded by nothing that we need
            break
        waiting = missing
    return loaded


def _load(path: Path) -> bool:
    """False while a library that this one needs is still missing."""
    try:
        ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL)
    except OSError:
        return False
    return True
