"""Is what a start has read kept, and shared? The figures are in tests/bench/test_start.py."""

import gc
import http.client
import os
import socket
import subprocess
import sys

from django.conf import settings


def application(environ, start_response):
    """Served by the test below: how this worker deals with garbage."""
    start_response("200 OK", [])
    return [f"{gc.isenabled()} {gc.get_freeze_count() > 1000}".encode()]


def test_workers_leave_what_they_share_alone_and_look_for_garbage_of_their_own(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as door:
        env = {
            **os.environ,
            "RINGFENCE_BIND": f"fd://{door.fileno()}",
            "RINGFENCE_WEB_WORKERS": "1",
            "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
        }
        argv = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", f"{__name__}:application"]
        process = subprocess.Popen(
            argv, env=env, cwd=settings.BASE_DIR, pass_fds=[door.fileno()], stderr=subprocess.DEVNULL
        )
        try:
            line = http.client.HTTPConnection("127.0.0.1", door.getsockname()[1], timeout=60)
            line.request("GET", "/")
            assert line.getresponse().read() == b"True True"
        finally:
            process.terminate()
            process.wait()


def test_byte_code_is_written_whatever_the_account_is_used_to():
    said = subprocess.run(
        ["sh", "-c", ". bin/python.sh; exec $python -c 'import sys; print(sys.dont_write_bytecode)'"],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "False"
