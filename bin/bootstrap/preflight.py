"""Can we start here? Each answer that is no comes as a sentence which says what to do."""

import shutil
import socket
import sys
import tempfile
import time
from pathlib import Path

from bootstrap import places
from bootstrap.say import Stop

MEGABYTE = 1024 * 1024
ADDRESSES = [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")]
ROOM_FIRST, ROOM_LATER = 1500, 300  # megabytes: with everything still to install, and afterwards


def check_all() -> None:
    check_python()
    check_writable(places.data(), "RINGFENCE_DATA=/another/folder")
    if not places.PYTHON.exists():
        check_writable(places.PROJECT, "a copy of the project that you own")
    check_room(places.data(), ROOM_LATER if places.PYTHON.exists() else ROOM_FIRST)


def check_python(version: tuple[int, ...] = sys.version_info[:2]) -> None:
    if version < (3, 11):
        raise Stop(
            f"Ringfence needs Python 3.11 or newer; this is {version[0]}.{version[1]}. Set RINGFENCE_PYTHON to a newer one."
        )


def check_writable(folder: Path, instead: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Stop(
            f"{folder} cannot be written to ({error.strerror}). Give this account the right to, or use {instead}."
        ) from error


def check_room(folder: Path, megabytes: int) -> None:
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free < megabytes:
        raise Stop(
            f"The disk that holds {folder} has {free} MB left; {megabytes} MB are needed. Free some, or set RINGFENCE_DATA."
        )


def read_port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Stop(f"PORT is {text!r}. Set it to a number between 1 and 65535.")
    return int(text)


def take_port(port: int, patience: float = 3) -> list[socket.socket]:
    """Listens on this machine's own addresses (browsers try ::1 first for localhost), so that nobody else can from now on.

    Waits a moment, since a web server whose parent was killed still finishes its last answers.
    """
    end = time.monotonic() + patience
    while not (taken := _listen(port)):
        if time.monotonic() > end:
            raise Stop(f"Port {port} is taken by another program. Choose another: PORT={port + 1} bin/run")
        time.sleep(0.1)
    return taken


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def _listen(port: int) -> list[socket.socket]:
    """One socket an address, or none at all where one of them is taken."""
    taken: list[socket.socket] = []
    try:
        for family, address in ADDRESSES if has_ipv6() else ADDRESSES[:1]:
            taken.append(socket.create_server((address, port), family=family))
    except PermissionError as error:
        raise Stop(f"Port {port} is for root alone. Choose a higher one: PORT={port + 8000} bin/run") from error
    except OSError:
        for each in taken:
            each.close()
        return []
    return taken
