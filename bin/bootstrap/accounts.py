"""As whom does Ringfence run where root starts it?

What needs root comes first: packages, the environment, a port below 1024. Then this process, and with it everything
that it starts, becomes `nobody`, as which PostgreSQL runs for root in any case (docs/adr/0007).
"""

import os
import pwd
import subprocess
from pathlib import Path

from bootstrap import places, say

OURS = [
    "files",
    "mail",
    "tmp",
    "signing",
    "secrets",
    "stamps",
    "checkpoints",
    "built",
    "static",
    "logs",
]  # in the data folder
NOT_OURS = r"/(\.venv|var|tests)/"


def leave_root(data: Path) -> None:
    """Becomes `nobody` for good; where that account may not enter what we need, stays root and says so."""
    if os.geteuid() != 0:
        return
    needed = (places.PYTHON.resolve(), places.PROJECT, places.VENV, data)
    closed = [path for path in needed if not places.open_to_others(path)]
    if closed:
        say.line(f"Everything but PostgreSQL runs as root: the account nobody may not enter {closed[0]}.")
        return
    # nobody may not write beside the sources
    subprocess.run([places.PYTHON, "-m", "compileall", "-q", "-x", NOT_OURS, places.PROJECT], check=False)
    nobody = pwd.getpwnam("nobody")
    _hand_over(data, nobody)
    _become(nobody.pw_uid, nobody.pw_gid, data)


def become_owner(data: Path) -> None:
    """As root, acts as the account whose secrets lie there: what root made, the others could not read."""
    secrets = data / "secrets"
    if os.geteuid() == 0 and secrets.exists() and (owner := secrets.stat()).st_uid:
        _become(owner.st_uid, owner.st_gid, data)


def _hand_over(data: Path, to: pwd.struct_passwd) -> None:
    """What an earlier start as root left there becomes the account's; anything else in the folder is left alone."""
    os.chown(data, to.pw_uid, to.pw_gid)
    for folder in (data / name for name in (*OURS, "run", "fonts-cache", "native")):
        if folder.exists() and folder.stat().st_uid != to.pw_uid:
            subprocess.run(["chown", "-hR", f"{to.pw_uid}:{to.pw_gid}", str(folder)], check=True)


def _become(uid: int, gid: int, data: Path) -> None:
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    os.environ["HOME"] = str(data)
