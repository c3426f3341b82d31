"""Does nothing of ours stay root where root starts it?"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from bootstrap import accounts, places

BIN = Path(__file__).resolve().parents[2] / "bin"
TRIAL = """
import os, sys; sys.path.insert(0, sys.argv[1])
from pathlib import Path; from bootstrap import accounts, places
data = Path(sys.argv[2]); places.PROJECT = places.VENV = data; places.PYTHON = Path("/bin/sh")
getattr(accounts, sys.argv[3])(data)
print(os.getuid(), os.getgroups(), os.access("/etc/shadow", os.R_OK), (data / "secrets" / "key").read_text())
"""
pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can leave root")


@pytest.fixture
def data():
    """A data folder that others may enter, with what an earlier start as root left in it."""
    folder = Path(tempfile.mkdtemp(prefix="ringfence-trial-"))
    folder.chmod(0o755)
    (folder / "secrets").mkdir(mode=0o700)
    (folder / "secrets" / "key").write_text("sesame")
    (folder / "secrets" / "key").chmod(0o600)
    (folder / "letter").write_text("not ours")
    yield folder
    shutil.rmtree(folder)


def run(data: Path, deed: str) -> str:
    argv = [sys.executable, "-c", TRIAL, str(BIN), str(data), deed]
    return subprocess.run(argv, capture_output=True, text=True, check=True).stdout


def test_root_becomes_nobody_and_takes_its_data_along(data):
    nobody = pwd.getpwnam("nobody").pw_uid
    assert run(data, "leave_root").splitlines() == [f"{nobody} [] False sesame"]
    assert (data / "letter").stat().st_uid == 0
    assert run(data, "leave_root").splitlines() == [f"{nobody} [] False sesame"], "a second start finds it so"
    assert run(data, "become_owner").splitlines() == [f"{nobody} [] False sesame"]


def test_what_root_owns_is_operated_by_root(data):
    assert run(data, "become_owner").splitlines() == ["0 [] True sesame"]


def test_where_nobody_may_not_enter_it_is_said(data, monkeypatch, capsys):
    data.chmod(0o700)
    for name in ("PROJECT", "VENV"):
        monkeypatch.setattr(places, name, data)
    monkeypatch.setattr(places, "PYTHON", Path("/bin/sh"))
    accounts.leave_root(data)
    assert os.geteuid() == 0
    assert f"may not enter {data}" in capsys.readouterr().out
