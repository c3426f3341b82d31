"""How does a child start, so that it never outlives us, and how does it end?"""

import ctypes
import os
import pwd
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1  # linux/prctl.h: the signal a child gets when its parent dies, kill -9 included
_libc = ctypes.CDLL(None)


def spawn(
    argv: list[str],
    *,
    env: dict[str, str],
    log: Path,
    cwd: Path,
    account: pwd.struct_passwd | None = None,
    if_orphaned: signal.Signals = signal.SIGTERM,
    keep: Sequence[int] = (),
) -> subprocess.Popen:
    """Starts a child in a session of its own (Ctrl+C reaches the parent alone), as `account` where one is named.

    `keep`: descriptors of ours that it inherits under the same numbers.
    """
    with log.open("ab") as output:
        return subprocess.Popen(
            argv,
            env=env,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=lambda: _end_with_parent(if_orphaned),
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
            pass_fds=keep,
        )


def end(process: subprocess.Popen, polite: signal.Signals, seconds: float) -> None:
    """Asks the child to end, waits, and ends it with everything it started where it does not."""
    process.send_signal(polite)  # does nothing where it has ended
    await_end(process, seconds)


def await_end(process: subprocess.Popen, seconds: float) -> None:
    """Waits for a child that was asked to end; after so many seconds ends it with everything it started."""
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def command_line(pid: int) -> str:
    """What the process was started with, or nothing where it is gone or the system does not tell."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def _end_with_parent(sign: signal.Signals) -> None:
    if hasattr(_libc, "prctl"):
        _libc.prctl(PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
