"""Which Debian packages are missing, and may we install them?"""

import os
import shutil
from pathlib import Path

from bootstrap import places, say
from bootstrap.say import Stop

QUIET = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def command(packages: list[str]) -> str:
    """What a person types to get the packages."""
    return f"sudo apt-get install --no-install-recommends {' '.join(packages)}"


def install(packages: list[str], purpose: str) -> None:
    """Announces and installs Debian packages, as root. Raises Stop where that fails."""
    say.line(f"Outside the project folder: installing {', '.join(packages)} from Debian, {purpose}.")
    log = places.data() / "logs" / "packages.log"
    env = {**os.environ, **QUIET}
    argv = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not _has_lists():
        say.run("Reading the list of Debian packages", ["apt-get", "update"], log, env)
    try:
        say.run("Installing them", argv, log, env)
    except Stop:  # a list that has grown old names versions which are gone
        say.run("Reading the list of Debian packages anew", ["apt-get", "update"], log, env)
        say.run("Installing them", argv, log, env)


def _has_lists() -> bool:
    return any(Path("/var/lib/apt/lists").glob("*_Packages*"))
