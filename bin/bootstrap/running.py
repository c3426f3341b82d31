"""How does all of Ringfence start from one command, and stop?"""

import argparse
import http.client
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from bootstrap import (
    accounts,
    environment,
    libraries,
    locks,
    places,
    postgres,
    preflight,
    preparation,
    say,
    supervisor,
    surroundings,
    valkey,
)
from bootstrap.say import Stop

ANOTHER = (
    "Another bin/run (process {pid}) uses this data folder. Stop it with Ctrl+C in its window or `kill {pid}`,\n"
    "or give this one a folder and a port of its own: RINGFENCE_DATA=/another/folder PORT=8001 bin/run"
)
PATIENCE = 90  # seconds until the web answers for the first time


def main(words: list[str]) -> int:
    asked = _read(words)
    port = preflight.read_port(os.environ.get("PORT", "8000"))
    data = places.data()
    preflight.check_all()
    lock = locks.hold(data / "run" / "lock", ANOTHER)
    doors = preflight.take_port(port)
    _hear_the_end()
    programs: list[supervisor.Program] = []
    try:
        _start(asked, data, doors, programs)
        return supervisor.watch(programs)
    finally:
        if programs:
            with say.step("Stopping"):
                supervisor.finish(programs)
        for door in doors:
            door.close()
        lock.close()


def _read(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/run",
        description="Starts Ringfence with everything it needs, and stops it with Ctrl+C. PORT (8000) and RINGFENCE_DATA "
        "(var/) may be set; DATABASE_URL and REDIS_URL name servers of your own.",
    )
    parser.add_argument(
        "--fresh",
        action="store_true",
        help="start over: delete the database, the files and the keys of this data folder",
    )
    parser.add_argument("--no-demo", action="store_true", help="leave the demo organisation and its accounts out")
    return parser.parse_args(words)


def _hear_the_end() -> None:
    """The first SIGTERM, hang-up or Ctrl+C begins an orderly end; those after it are not heard, so that it stays orderly."""
    signs = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

    def end(number, frame):
        for sign in signs:
            signal.signal(sign, signal.SIG_IGN)
        raise SystemExit(0)

    for sign in signs:
        signal.signal(sign, end)


def _start(
    asked: argparse.Namespace, data: Path, doors: list[socket.socket], programs: list[supervisor.Program]
) -> None:
    say.line(f"Ringfence is getting ready. Its data is in {data}, its logs in {data / 'logs'}.")
    environment.prepare()
    if asked.fresh:
        clear(data)
    native = libraries.provide(data)
    accounts.leave_root(data)
    demo = not asked.no_demo
    port = doors[0].getsockname()[1]
    env = surroundings.make(data, "embedded", native, PORT=str(port), RINGFENCE_DEMO="yes" if demo else "no")
    stamps = _start_database(data, env, programs)
    _start_broker(data, env, programs)
    _prepare(data, stamps, env, demo)
    web, *others = own_programs(data, doors, env)
    _begin(web, programs)
    _await_web(web, port)
    for program in others:  # after the web, which has the processor for itself until it answers
        _begin(program, programs)
    _greet(port, env, demo)


def clear(data: Path) -> None:
    """Deletes what belongs to one installation, and nothing else that may lie in the folder."""
    say.line(f"Starting over: deleting the database, files, mails and keys in {data}.")
    shutil.rmtree(postgres.home(data), ignore_errors=True)
    for name in accounts.OURS:
        shutil.rmtree(data / name, ignore_errors=True)


def _start_database(data: Path, env: dict[str, str], programs: list[supervisor.Program]) -> Path:
    """Starts a database where the operator named none. Returns the folder for the stamps of what was done in it."""
    if named := names_database(env):
        return data / "stamps" / places.digest(named)
    cluster = postgres.Cluster(postgres.find(), postgres.home(data), open_log(data / "logs" / "postgres.log"))
    with say.step(f"Starting PostgreSQL {cluster.programs.major}"):
        cluster.start()
    programs.append(supervisor.server("database", cluster))
    env |= {"DATABASE_URL": cluster.url, "RINGFENCE_SUPERUSER_DSN": cluster.superuser_dsn}
    return cluster.home / "stamps"


def names_database(env: dict[str, str]) -> str:
    """What the operator calls a database of their own, or nothing."""
    return env.get("DATABASE_URL") or env.get("DATABASE_URL_FILE", "")


def _start_broker(data: Path, env: dict[str, str], programs: list[supervisor.Program]) -> None:
    if env.get("REDIS_URL") or env.get("REDIS_URL_FILE"):
        return
    broker = valkey.Broker(valkey.find(), data / "run", open_log(data / "logs" / "broker.log"))
    broker.start()
    programs.append(supervisor.server("broker", broker))
    env["REDIS_URL"] = broker.url


def open_log(path: Path) -> Path:
    """A log that has grown past 10 MB begins anew; the one before is kept."""
    if path.exists() and path.stat().st_size > 10_000_000:
        path.replace(path.with_suffix(".old.log"))
    return path


def _prepare(data: Path, stamps: Path, env: dict[str, str], demo: bool) -> None:
    log = data / "logs" / "setup.log"
    steps = [*preparation.DATABASE, *preparation.ASSETS, *preparation.CONTENT, *(preparation.DEMO if demo else [])]
    if "RINGFENCE_SUPERUSER_DSN" not in env:  # the operator's own server, with roles made by its keeper
        steps = [step for step in steps if step.command[0] != "prepare_database"]
    preparation.carry_out(steps, stamps, env, log)


def own_programs(data: Path, doors: list[socket.socket], env: dict[str, str]) -> list[supervisor.Program]:
    """Web, worker and beat; the seconds are how long each may take to finish what it is doing.

    The web inherits the sockets that listen since the check of the port: whoever answers there is ours.
    """
    celery = [str(places.PYTHON), "-m", "celery", "-A", "config"]
    numbers = [door.fileno() for door in doors]
    web = {**env, "RINGFENCE_LOGIN": "web", "RINGFENCE_BIND": ",".join(f"fd://{number}" for number in numbers)}
    task = {**env, "RINGFENCE_LOGIN": "task"}
    beat = ["beat", "--schedule", str(data / "run" / "beat"), "--pidfile", "", "--loglevel", "WARNING"]
    kinds = [
        (
            "web",
            [str(places.PYTHON), "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "config.wsgi"],
            web,
            15,
            numbers,
        ),
        ("worker", [*celery, "worker", "--concurrency", "2", "--loglevel", "WARNING"], task, 20, ()),
        ("beat", [*celery, *beat], task, 5, ()),
    ]
    return [
        supervisor.own(name, argv, open_log(data / "logs" / f"{name}.log"), env, seconds, keep)
        for name, argv, env, seconds, keep in kinds
    ]


def _begin(program: supervisor.Program, programs: list[supervisor.Program]) -> None:
    program.begin()
    programs.append(program)


def _await_web(web: supervisor.Program, port: int) -> None:
    end = time.monotonic() + PATIENCE
    with say.step("Starting web, worker and beat"):
        while not _answers(port):
            if web.died or time.monotonic() > end:
                words = say.last_words(web.log)
                raise Stop(f"The web did not start. Its last words:\n{words}\nAll of them are in {web.log}.")
            time.sleep(0.1)


def _answers(port: int) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        line.request("GET", "/healthz")
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def _greet(port: int, env: dict[str, str], demo: bool) -> None:
    own = {"PORT": port, "RINGFENCE_DATA": places.data()}
    manage = "".join(f"{name}={value} " for name, value in own.items() if name in os.environ) + "bin/manage"
    say.line(f"\nRingfence is running: http://localhost:{port}/\n")
    if demo and preparation.DEMO[0].exists:
        subprocess.run(preparation.manage("demo", "--list"), env=env, cwd=places.PROJECT)
        say.line(f"Codes for deeds that ask for a second factor: {manage} demo_code E-MAIL")
    else:
        say.line("Name the organisation and make its signing keys, which carry that name, in another window:")
        say.line(f'  {manage} set_organisation --name "Your Company Ltd" --time-zone Europe/Dublin')
        say.line(f"  {manage} make_signing_authority")
        say.line("Then make the first account, which invites subcontractors:")
        say.line(
            f'  {manage} create_officer you@company.example --name "Your Name" --role officer --role administrator'
        )
    say.line(f"Stop it with Ctrl+C. Operations: {manage} help")
