"""Does a start that cannot succeed say so, and what to do?"""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap import locks, places, preflight
from bootstrap.say import Stop

BIN = Path(__file__).resolve().parents[2] / "bin"


def test_an_old_python_is_named():
    with pytest.raises(Stop, match=r"needs Python 3\.11 or newer; this is 3\.9"):
        preflight.check_python((3, 9))


def test_without_any_python_the_command_says_so(tmp_path):
    for tool in ("sh", "dirname"):
        (tmp_path / tool).symlink_to(f"/bin/{tool}" if tool == "sh" else "/usr/bin/dirname")
    told = subprocess.run(["/bin/sh", BIN / "run"], env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert told.returncode == 1
    assert "needs Python 3.11 or newer; this machine has no python3 at all" in told.stderr


@pytest.mark.parametrize("word", ["", "eight", "0", "65536", "80 81"])
def test_a_port_that_is_none_is_refused(word):
    with pytest.raises(Stop, match="number between 1 and 65535"):
        preflight.read_port(word)


def test_a_taken_port_is_refused_and_another_named():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Stop, match=f"PORT={port + 1} bin/run"):
            preflight.take_port(port, patience=0)
    for door in preflight.take_port(port, patience=5):
        door.close()


def test_a_port_that_we_took_is_nobody_elses():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    doors = preflight.take_port(port)
    try:
        for address in ("127.0.0.1", "0.0.0.0"):
            with pytest.raises(OSError, match="already in use"):
                socket.create_server((address, port))
    finally:
        for door in doors:
            door.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_closed_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(Stop, match="Permission denied"):
        preflight.check_writable(tmp_path, "another")


def test_a_file_in_the_way_is_named(tmp_path):
    (tmp_path / "var").write_text("")
    with pytest.raises(Stop, match="cannot be written to"):
        preflight.check_writable(tmp_path / "var" / "deeper", "RINGFENCE_DATA=/another/folder")


def test_a_full_disk_is_named(tmp_path):
    with pytest.raises(Stop, match="are needed"):
        preflight.check_room(tmp_path, megabytes=10**9)
    preflight.check_room(tmp_path, megabytes=0)


def test_the_second_of_two_is_told_who_is_first(tmp_path):
    holder = "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; from bootstrap import locks\n"
    holder += "lock = locks.hold(Path(sys.argv[2]), ''); print('held', flush=True); input()"
    argv = [sys.executable, "-c", holder, str(BIN), str(tmp_path / "lock")]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout.readline() == b"held\n"
        with pytest.raises(Stop, match=f"process {first.pid}"):
            locks.hold(tmp_path / "lock", "process {pid}")
        first.kill()
    locks.hold(tmp_path / "lock", "").close()  # however the first ended, the lock is free


def test_a_path_too_long_for_a_socket_gets_a_short_one(tmp_path):
    long = tmp_path / ("x" * 90)
    assert len(str(places.socket_folder(long))) < places.SOCKET_PATH_LIMIT
    assert places.socket_folder(long) == places.socket_folder(long)
    assert places.socket_folder(Path("/srv/x")) == Path("/srv/x")


def test_a_folder_of_another_account_is_not_taken_over(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(PermissionError):
        places.make_private(tmp_path / "link")
