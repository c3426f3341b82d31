"""Where does work on hostile bytes happen? In a child process that can be killed and has nothing to give away.

The child (`core.sandbox.child`) is started with an empty environment, a memory limit and, where the
machine allows it, in a network namespace of its own; it stays warm between questions. A question
that takes too long, eats too much memory or crashes the child costs that question alone.
"""

import atexit
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from core.sandbox.wire import receive, send

HOUSE = Path(__file__).resolve().parents[2]
PASSED_ON = ("PATH", "LANG", "LD_LIBRARY_PATH", "RINGFENCE_NATIVE_LIBRARIES")  # no secret is among them

STEADY = {"HOME": "/nonexistent", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1767225600"}  # same question, same bytes


class Refused(ValueError):
    """The worker understood the question and declines; `reason` is a word of the worker's own."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


class Stopped(RuntimeError):
    """The child took too long, too much memory, or crashed."""


class Sandbox:
    """One warm child a process for `worker`, a module with `answer(header, body) -> (header, body)`.

    `memory` is in MB of address space, `seconds` the patience for one question. Threads take turns.
    After a fork each process makes a child of its own.
    """

    def __init__(self, worker: str, *, memory: int, seconds: float, questions: int = 500, **environment: str) -> None:
        self._worker, self._memory, self._seconds, self._most = worker, memory, seconds, questions
        self._environment = environment
        self._owner, self._turn, self._asked = os.getpid(), threading.Lock(), 0
        self._child: subprocess.Popen[bytes] | None = None
        atexit.register(self.stop)

    def ask(self, header: dict, body: bytes = b"", *, seconds: float | None = None) -> tuple[dict, bytes]:
        """Raises Refused or Stopped."""
        if self._owner != os.getpid():
            self._owner, self._turn, self._child = os.getpid(), threading.Lock(), None
        with self._turn:
            answer, content = self._ask(self._warm(), header, body, seconds or self._seconds)
        if "refused" in answer:
            raise Refused(answer["refused"], answer.get("detail", ""))
        return answer, content

    def stop(self) -> None:
        """End the child, if there is one; the next question starts another."""
        if self._child is not None and self._owner == os.getpid():
            self._child.kill()
            self._child.communicate()
        self._child = None

    def _ask(self, child: subprocess.Popen, header: dict, body: bytes, seconds: float) -> tuple[dict, bytes]:
        watchdog = threading.Timer(seconds, child.kill)
        watchdog.start()
        try:
            send(_pipe(child.stdin), header, body)
            return receive(_pipe(child.stdout))
        except (EOFError, OSError) as error:
            self.stop()
            raise Stopped(f"{self._worker} ended with {child.returncode}") from error
        finally:
            watchdog.cancel()

    def _warm(self) -> subprocess.Popen:
        """The living child; a new one where none lives or the old one has answered its share."""
        self._asked += 1
        if self._child is None or self._child.poll() is not None or self._asked > self._most:
            self.stop()
            self._child, self._asked = self._start(), 1
        return self._child

    def _start(self) -> subprocess.Popen:
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        return subprocess.Popen(  # noqa: S603 - fixed words, no shell
            [sys.executable, "-m", "core.sandbox.child", self._worker, str(self._memory)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=HOUSE,
            env={**environment, "PYTHONPATH": str(HOUSE), **STEADY, **self._environment},
        )  # fmt: skip


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise EOFError
    return stream
