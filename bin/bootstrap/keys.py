"""Which secrets does this installation live by? Made once, kept in files that only this account may read."""

import base64
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bootstrap import places

MAKERS = {
    "RINGFENCE_SECRET_KEY": lambda: secrets.token_urlsafe(48),
    "RINGFENCE_KEY_ENCRYPTION_KEY": lambda: base64.b64encode(secrets.token_bytes(32)).decode(),
}


def provide(folder: Path) -> dict[str, str]:
    """Environment entries that name the files, leaving out what the operator has set."""
    places.make_private(folder)
    wanted = [name for name in MAKERS if name not in os.environ and f"{name}_FILE" not in os.environ]
    return {f"{name}_FILE": str(_ensure(folder / name.lower(), MAKERS[name])) for name in wanted}


def _ensure(path: Path, make: Callable[[], str]) -> Path:
    """Writes beside the file and links it into place: two commands started together agree on one secret."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(make())
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path
