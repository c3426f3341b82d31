"""Do the programs run, and do they all end together?"""

import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bootstrap import places, processes, say
from bootstrap.postgres import Cluster
from bootstrap.valkey import Broker

TRIES, WITHIN = 3, 60  # so many deaths in so many seconds end everything


@dataclass
class Program:
    """A child kept alive: one of ours, or a server."""

    name: str
    log: Path
    start: Callable[[], subprocess.Popen]
    ask: Callable[[subprocess.Popen], None]  # to end; returns at once
    stop: Callable[[subprocess.Popen], None]
    process: subprocess.Popen | None = None
    deaths: deque = field(default_factory=lambda: deque(maxlen=TRIES))

    def begin(self) -> None:
        self.process = self.start()

    def finish(self) -> None:
        if self.process:
            self.stop(self.process)
            self.process = None

    @property
    def died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def keeps_dying(self) -> bool:
        self.deaths.append(time.monotonic())
        return len(self.deaths) == TRIES and self.deaths[-1] - self.deaths[0] < WITHIN


def own(
    name: str, argv: list[str], log: Path, env: dict[str, str], seconds: float, keep: Sequence[int] = ()
) -> Program:
    """A program of ours, given so many seconds to finish what it is doing; it inherits the descriptors `keep`."""
    return Program(
        name,
        log,
        start=lambda: processes.spawn(argv, env=env, log=log, cwd=places.PROJECT, keep=keep),
        ask=lambda process: process.send_signal(signal.SIGTERM),
        stop=lambda process: processes.await_end(process, seconds),
    )


def server(name: str, service: Cluster | Broker) -> Program:
    """A server with start() and stop() of its own, already running."""
    return Program(
        name,
        service.log,
        start=service.start,
        ask=lambda process: None,  # others still write to it
        stop=lambda process: service.stop(),
        process=service.process,
    )


def watch(programs: list[Program]) -> int:
    """Starts again what dies, until a signal ends us; gives up, with exit code 1, on what keeps dying."""
    while all(not program.died or _revive(program) for program in programs):
        time.sleep(0.5)
    return 1


def finish(programs: list[Program]) -> None:
    """Ends all, ours together, then the servers, the last started first: the database outlives those who write to it."""
    for program in programs:
        if program.process:
            program.ask(program.process)
    for program in reversed(programs):
        program.finish()


def _revive(program: Program) -> bool:
    code = program.process and program.process.returncode
    if program.keeps_dying():
        say.warn(f"The {program.name} ended {TRIES} times within {WITHIN} seconds (code {code}). Its last words:")
        say.warn(say.last_words(program.log))
        return False
    say.warn(f"The {program.name} ended unexpectedly (code {code}); starting it again. Its log: {program.log}")
    program.begin()
    return True
