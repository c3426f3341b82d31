"""The child's own side: give everything up, load the worker, answer until the parent goes.

Run as `python -m core.sandbox.child MODULE MEGABYTES`. An error that the worker does not expect ends
the process, and the parent reports it as stopped.
"""

import ctypes
import importlib
import os
import resource
import sys
from contextlib import suppress

from core.sandbox import Refused
from core.sandbox.wire import receive, send

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000  # unshare(2)
_NO_NEW_PRIVILEGES = 38  # prctl(2)
_FORBIDDEN = {
    "socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.remove", "os.rename",
}  # fmt: skip


def confine(megabytes: int) -> None:
    """Limits on memory, file size and core dumps; no network, no new programs, where the kernel lets us say so."""
    for limit, most in [
        (resource.RLIMIT_AS, megabytes * 1024**2),
        (resource.RLIMIT_FSIZE, 16 * 1024**2),  # the font cache
        (resource.RLIMIT_CORE, 0),
    ]:
        resource.setrlimit(limit, (most, most))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    libc.unshare(_NEW_USER | _NEW_NET)  # refused inside some containers: the audit hook still stands


def forbid() -> None:
    """A second wall inside the interpreter, for good: audit hooks cannot be taken away again."""

    def judge(event: str, _arguments: tuple) -> None:
        if event in _FORBIDDEN:
            raise PermissionError(event)

    sys.addaudithook(judge)


def serve(worker) -> None:
    """Answers on what was stdout; anything that a library prints goes to stderr."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(EOFError, BrokenPipeError):
        while True:
            header, body = receive(questions)
            try:
                answer, content = worker.answer(header, body)
            except Refused as refusal:
                answer, content = {"refused": refusal.reason, "detail": refusal.detail}, b""
            send(answers, answer, content)


if __name__ == "__main__":
    confine(int(sys.argv[2]))
    module = importlib.import_module(sys.argv[1])
    forbid()
    serve(module)
