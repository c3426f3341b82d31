"""What do the tests run against? A database server, a broker and a data folder of their own, thrown away afterwards."""

import argparse
import os
import shutil
import signal
import subprocess
from pathlib import Path

from bootstrap import (
    environment,
    libraries,
    locks,
    places,
    postgres,
    preflight,
    preparation,
    say,
    surroundings,
    tools,
    valkey,
)

SLOW = "not race and not crash and not load and not bench and not wide"
# A file is one process', and files keep their order: those of a folder share what is costly to build.
SPREAD = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
KEPT = 3  # template clusters and built assets of so many states of the project


def main(words: list[str]) -> int:
    asked, words = _read(words)
    data = places.data()
    preflight.check_python()
    preflight.check_writable(data, "RINGFENCE_DATA=/another/folder")
    environment.prepare(environment.TO_TEST)
    own = tools.provide(asked.servers, asked.need_browser)
    _clear_away(data)
    run = places.make_private(data / f"test-{os.getpid()}")
    if os.geteuid() == 0:
        run.chmod(0o711)  # the account nobody passes through to its database
    lock = locks.hold(run / "lock", "The folder {pid} is in use.")
    cluster = postgres.Cluster(postgres.find(asked.servers), postgres.home(run), run / "postgres.log", lasting=False)
    broker = valkey.Broker(valkey.find(asked.servers), run / "run", run / "broker.log")
    signal.signal(signal.SIGTERM, _break_off)
    try:
        env = surroundings.make(run, "test", libraries.provide(data), **own, **_addresses(cluster, broker))
        env.pop("RINGFENCE_LOGIN", None)
        if not asked.no_database:
            _start(env, data, run, cluster, broker)
        return _run_pytest(words, env, quick=asked.quick)
    finally:
        broker.stop()
        cluster.stop()
        lock.close()
        _remove(run)


def _read(words: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="bin/test",
        description="Sets up everything that the tests need and runs them. All other arguments go to pytest. Without any, all tests "
        "run but the slow ones, which are asked for by marker: bin/test -m race, crash, load, bench or wide.",
    )
    parser.add_argument(
        "--servers", choices=["debian"], default="", help="use PostgreSQL and Redis from Debian, not the embedded ones"
    )
    parser.add_argument(
        "--quick", action="store_true", help="leave the slow ones out and run two at a time, where paths are named, too"
    )
    parser.add_argument("--no-database", action="store_true", help="start no servers, for tests that need none")
    parser.add_argument(
        "--need-browser", action="store_true", help="fail where there is no Chromium, instead of skipping browser tests"
    )
    return parser.parse_known_args(words)


def _addresses(cluster: postgres.Cluster, broker: valkey.Broker) -> dict[str, str]:
    return {
        "DATABASE_URL": cluster.url,
        "RINGFENCE_SUPERUSER_DSN": cluster.superuser_dsn,
        "REDIS_URL": broker.url,
    }


def _start(env: dict[str, str], data: Path, run: Path, cluster: postgres.Cluster, broker: valkey.Broker) -> None:
    """Starts the servers, the database from a copy of the migrated one."""
    broker.start()
    with locks.turn(data / "test-cache" / "lock"):
        template = _migrated(data, cluster.programs, env)
        built = _built(data, {**env, "DATABASE_URL": "postgresql:///none?host=/nowhere"})
        subprocess.run(["cp", "-a", "--reflink=auto", str(template / "data"), str(_home(cluster) / "data")], check=True)
    (run / "built").symlink_to(built)
    with say.step(f"Starting PostgreSQL {cluster.programs.major} for the tests"):
        cluster.start()


def _home(cluster: postgres.Cluster) -> Path:
    return places.make_private(cluster.home, cluster.account)


def _migrated(data: Path, programs: postgres.Programs, env: dict[str, str]) -> Path:
    """A stopped cluster with the migrated database, made anew when a migration changes."""
    key = f"pg{programs.major}-{places.digest(preparation.schema(), places.digest_of_files('bin/bootstrap/p*.py'))}"
    cache = postgres.home(data / "test-cache", "clusters")
    cache.mkdir(mode=0o711, parents=True, exist_ok=True)
    if not (cache / key).exists():
        draft = postgres.Cluster(programs, cache / "draft", data / "test-cache" / "postgres.log", lasting=False)
        shutil.rmtree(draft.home, ignore_errors=True)
        draft.start()
        try:
            env = {**env, "DATABASE_URL": draft.url, "RINGFENCE_SUPERUSER_DSN": draft.superuser_dsn}
            preparation.carry_out(preparation.DATABASE, draft.home / "stamps", env, data / "test-cache" / "setup.log")
        finally:
            draft.stop()
        draft.home.rename(cache / key)
    return _keep(cache, cache / key)


def _built(data: Path, env: dict[str, str]) -> Path:
    """Fonts and icons, made anew when what they are made of changes."""
    cache = places.make_private(data / "test-cache" / "assets")
    target = cache / preparation.look()
    if not target.exists():
        draft = cache / "draft"
        shutil.rmtree(draft, ignore_errors=True)
        (draft / "built").mkdir(parents=True)
        env = {**env, "RINGFENCE_DATA": str(draft)}
        preparation.carry_out(preparation.ASSETS, draft / "stamps", env, data / "test-cache" / "setup.log")
        draft.rename(target)
    return _keep(cache, target) / "built"


def _keep(cache: Path, used: Path) -> Path:
    """Marks `used` as the newest and deletes what has not been used for longest."""
    os.utime(used)
    for old in sorted(cache.iterdir(), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return used


def _run_pytest(words: list[str], env: dict[str, str], *, quick: bool) -> int:
    argv = [str(places.PYTHON), "-m", "pytest", *arguments(words, quick=quick)]
    process = subprocess.Popen(argv, env=env, cwd=places.PROJECT)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is heard by pytest, which still prints its summary
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def arguments(words: list[str], *, quick: bool = False) -> list[str]:
    """What pytest gets: without a path or a marker, or where it is to be quick, all tests but the slow ones, two at a time."""
    if not quick and (any(not word.startswith("-") for word in words) or {"-m", "-k"} & set(words)):
        return words
    has_number = any(word.startswith(("-n", "--numprocesses")) for word in words)
    return ["-m", SLOW, *([] if has_number else SPREAD), *words]


def _break_off(number: int, frame: object) -> None:
    raise SystemExit(128 + number)


def _clear_away(data: Path) -> None:
    """Removes the folders of runs that were killed: nobody holds their lock any more."""
    for run in data.glob("test-[0-9]*"):
        try:
            locks.hold(run / "lock", "in use").close()
        except say.Stop:
            continue
        _remove(run)


def _remove(run: Path) -> None:
    home = postgres.home(run)
    shutil.rmtree(home if home.is_relative_to(run) else home.parent, ignore_errors=True)
    shutil.rmtree(run, ignore_errors=True)
