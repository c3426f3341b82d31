"""Does Ringfence come through the sudden death of any of its programs, its parent included?"""

import http.client
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from bootstrap import places, processes

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 200  # seconds; the first start makes everything
pytestmark = [pytest.mark.crash, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def installation():
    """A data folder and a port of their own: (start, port). Whatever runs at the end is stopped."""
    data = places.data() / "installation"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("RINGFENCE_", "DATABASE", "REDIS"))
    }
    started = []

    def start() -> subprocess.Popen:
        argv, own = ["bin/run", "--no-demo"], {"RINGFENCE_DATA": str(data), "PORT": str(port)}
        with (data.parent / "installation.log").open("ab") as log:
            started.append(subprocess.Popen(argv, cwd=PROJECT, env={**env, **own}, stdout=log, stderr=log))
        await_answer(port)
        return started[-1]

    yield start, port
    for run in started:
        run.terminate()
        run.wait()


def await_answer(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while not answers(port):
        assert time.monotonic() < end, "no answer"
        time.sleep(0.2)


def answers(port: int) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request("GET", "/readyz", headers={"Host": f"localhost:{port}"})
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def children(run: subprocess.Popen) -> dict[str, int]:
    """Process ids of the programs under bin/run, by a word of how each was started."""
    pids = [int(pid) for pid in Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()]
    lines = {pid: processes.command_line(pid) for pid in pids}
    words = ("bin/postgres", "valkey", "gunicorn", "worker", "beat")
    return {word: pid for word in words for pid, line in lines.items() if word in line}


def await_all(run: subprocess.Popen, but: int = 0) -> dict[str, int]:
    """The five programs, none of them the process `but`."""
    end = time.monotonic() + PATIENCE
    while len(found := children(run)) < 5 or but in found.values():
        assert time.monotonic() < end, f"only {found} run"
        time.sleep(0.2)
    return found


def test_any_program_may_die_and_so_may_the_parent(installation):
    start, port = installation
    run = start()
    for word in ("gunicorn", "bin/postgres", "valkey", "worker", "beat"):
        killed = await_all(run)[word]
        os.kill(killed, signal.SIGKILL)
        await_all(run, but=killed)
        await_answer(port)
    left = await_all(run).values()
    run.kill()
    run.wait()
    again = start()  # at once, while the old ones still end
    assert not set(left) & set(await_all(again).values())
    assert not any("postgres" in processes.command_line(pid) for pid in left)
    again.send_signal(signal.SIGINT)
    assert again.wait(timeout=60) == 0
    assert not answers(port)
