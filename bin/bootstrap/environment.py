"""Is the Python environment the one that the locks describe?

What runs Ringfence is locked in one file; the other adds what tests and checks it, which bin/run does not wait for.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from bootstrap import locks, packages, places, say
from bootstrap.say import Stop

TO_RUN, TO_TEST = (places.PROJECT / name for name in ("requirements.production.lock", "requirements.lock"))
LOG = places.PROJECT / "var" / "logs" / "environment.log"


def prepare(lock: Path = TO_RUN) -> None:
    """Makes .venv and installs what `lock` names, or returns at once where both are as they should be."""
    if _is_installed(lock):
        return
    with locks.turn(places.PROJECT / "var" / "environment.lock"):
        if _is_installed(lock):
            return
        if not _works():
            _make()
        _install(lock)
        _stamp(lock).write_text(places.digest(lock.read_bytes()))


def _is_installed(lock: Path) -> bool:
    stamp = _stamp(lock)
    return places.PYTHON.exists() and stamp.exists() and stamp.read_text() == places.digest(lock.read_bytes())


def _stamp(lock: Path) -> Path:
    return places.VENV / f"{lock.name}.installed"


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


def _install(lock: Path) -> None:
    count = sum(1 for text in lock.read_text().splitlines() if "==" in text)
    argv = [str(places.PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    say.run(f"Installing {count} locked dependencies", [*argv, "-r", str(lock)], LOG)
