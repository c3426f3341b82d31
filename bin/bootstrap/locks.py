"""Is another command at it? The kernel lets go of these locks when their holder dies, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from bootstrap import say
from bootstrap.say import Stop


def hold(path: Path, sentence: str) -> TextIO:
    """Takes the lock file for as long as the returned handle lives. Raises Stop where another has it; `sentence` may name it as {pid}."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = path.open("a+")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        with handle:
            handle.seek(0)
            raise Stop(sentence.format(pid=handle.read().strip() or "unknown")) from error
    handle.seek(0)
    handle.truncate()
    handle.write(str(os.getpid()))
    handle.flush()
    return handle


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Commands that make the same thing go one after another; the second finds it made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say.line("  Another command here is getting ready; waiting for it.")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
