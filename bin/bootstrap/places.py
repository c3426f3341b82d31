"""Where does everything lie? All of it under the project and its data folder, but for what is announced."""

import hashlib
import os
import pwd
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
SYSTEM = Path("/var/lib/ringfence")  # what the account `nobody` must reach, as root only
SOCKET_PATH_LIMIT = 90  # bytes; the kernel allows 107 and the servers add their own file names


def data() -> Path:
    """The data folder: RINGFENCE_DATA, or var/ in the project."""
    return Path(os.environ.get("RINGFENCE_DATA") or PROJECT / "var").absolute()


def site_packages() -> Path:
    return next(iter(VENV.glob("lib/python3*/site-packages")), VENV / "lib")


def socket_folder(wanted: Path) -> Path:
    """`wanted`, or where that path is too long for a socket, a folder with a short name that is this account's own."""
    if len(os.fsencode(wanted)) <= SOCKET_PATH_LIMIT:
        return wanted
    return Path(tempfile.gettempdir()) / f"ringfence-{os.getuid()}-{digest(str(wanted))}"


def make_private(folder: Path, account: pwd.struct_passwd | None = None) -> Path:
    """Makes `folder` for one account alone: this one, or as root the named one. Raises PermissionError where it is another's."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink() or os.getuid() not in {0, folder.stat().st_uid}:
        raise PermissionError(f"{folder} belongs to another account.")
    folder.chmod(0o700)
    if os.getuid() == 0:
        os.chown(folder, *((account.pw_uid, account.pw_gid) if account else (0, 0)))
    return folder


def open_to_others(folder: Path) -> bool:
    """True where an account without any right of its own may pass through `folder` and all above it."""
    return all(step.stat().st_mode & 0o001 for step in (folder, *folder.parents) if step.exists())


def digest(*parts: str | bytes) -> str:
    """A short name for what the parts say together."""
    sums = hashlib.sha256()
    for part in parts:
        sums.update(part.encode() if isinstance(part, str) else part)
        sums.update(b"\0")
    return sums.hexdigest()[:12]


def digest_of_files(*patterns: str) -> str:
    """A short name for the content of the project's files that match; changes when any of them does."""
    made = {PROJECT / "var", VENV, data()}
    found = {path for pattern in patterns for path in PROJECT.glob(pattern) if path.is_file()}
    paths = sorted(path for path in found if not made & set(path.parents))
    return digest(*(part for path in paths for part in (str(path.relative_to(PROJECT)), path.read_bytes())))
