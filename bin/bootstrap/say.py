"""What does the person at the terminal read?"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Stop(SystemExit):
    """Ends the command with a plain sentence on standard error and exit code 1."""


def line(text: str = "") -> None:
    print(text, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """One line of progress: its title at once, its duration in seconds when it is done."""
    began = time.monotonic()
    print(f"  {title} ", end="", flush=True)
    try:
        yield
    except BaseException:
        line("... did not finish")
        raise
    line(f"... {time.monotonic() - began:.1f} s")


def run(title: str, argv: list[str], log: Path, env: dict[str, str] | None = None, cwd: Path | None = None) -> None:
    """Runs a program under one line of progress, a dot every two seconds. Raises Stop with its last words."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with step(title), log.open("ab") as output:
        began = output.tell()
        process = subprocess.Popen(argv, env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        try:
            while _still_running(process):
                print(".", end="", flush=True)
        except BaseException:
            process.terminate()
            process.wait()
            raise
        if process.returncode:
            raise Stop(
                f"\n{title} ended with code {process.returncode}:\n{last_words(log, began)}\nAll of it is in {log}."
            )


def last_words(log: Path, began: int = 0, lines: int = 20) -> str:
    """The last lines that were written to `log` after byte `began`."""
    with log.open("rb") as text:
        text.seek(began)
        return "\n".join("    " + words for words in text.read().decode(errors="replace").splitlines()[-lines:])


def _still_running(process: subprocess.Popen) -> bool:
    try:
        process.wait(timeout=2)
    except subprocess.TimeoutExpired:
        return True
    return False


def warn(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
