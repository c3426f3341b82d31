"""Is the Python environment the one that requirements.lock describes?"""

import shutil
import subprocess
import sys

from bootstrap import locks, packages, places, say
from bootstrap.say import Stop

STAMP = places.VENV / "ringfence-lock"
LOG = places.PROJECT / "var" / "logs" / "environment.log"


def prepare() -> None:
    """Makes .venv and installs the locked dependencies, or returns at once where both are as they should be."""
    wanted = places.digest(places.LOCK.read_bytes())
    if _stamp() == wanted and places.PYTHON.exists():
        return
    with locks.turn(places.PROJECT / "var" / "environment.lock"):
        if _stamp() == wanted and places.PYTHON.exists():
            return
        if not _works():
            _make()
        _install()
        STAMP.write_text(wanted)


def _stamp() -> str:
    return STAMP.read_text() if STAMP.exists() else ""


def _works() -> bool:
    """A half-made environment, or one whose Python has left the machine, does not."""
    if not places.PYTHON.exists():
        return False
    return subprocess.run([places.PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0


def _make() -> None:
    if not _has_venv():
        _get_venv()
    argv = [sys.executable, "-m", "venv", "--clear", str(places.VENV)]
    say.run(f"Making a Python {sys.version_info[0]}.{sys.version_info[1]} environment in .venv", argv, LOG)


def _has_venv() -> bool:
    """Stock Debian leaves ensurepip out, and then `venv` stops half-way."""
    return subprocess.run([sys.executable, "-c", "import venv, ensurepip"], capture_output=True).returncode == 0


def _get_venv() -> None:
    wanted = [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]
    if not packages.may_install():
        hint = packages.command(wanted) if shutil.which("apt-get") else "the package that brings Python's venv module"
        raise Stop(
            f"This Python cannot make environments: its venv module is incomplete. Install it and start again:\n  {hint}"
        )
    packages.install(wanted, "so that Python can make an environment")


def _install() -> None:
    count = sum(1 for text in places.LOCK.read_text().splitlines() if "==" in text)
    argv = [str(places.PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    say.run(f"Installing {count} locked dependencies", [*argv, "-r", str(places.LOCK)], LOG)
