"""Does what dies start again, and does what keeps dying end everything?"""

import os
import signal
import sys
import threading
import time

from bootstrap import supervisor


def program(tmp_path, code: str, name: str = "web", seconds: float = 5):
    return supervisor.own(name, [sys.executable, "-c", code], tmp_path / f"{name}.log", dict(os.environ), seconds)


def test_what_keeps_dying_ends_everything_with_its_last_words(tmp_path, capsys):
    web = program(tmp_path, "import sys; sys.exit('no room in the fence')")
    web.begin()
    assert supervisor.watch([web]) == 1
    told = capsys.readouterr().err
    assert "web ended 3 times" in told
    assert "no room in the fence" in told


def test_what_dies_once_starts_again(tmp_path, capsys):
    mark = tmp_path / "mark"
    code = f"import os, time; p = {str(mark)!r}\nif os.path.exists(p): time.sleep(60)\nopen(p, 'w'); os._exit(7)"
    web = program(tmp_path, code)
    web.begin()
    threading.Thread(target=supervisor.watch, args=([web],), daemon=True).start()
    end = time.monotonic() + 20
    while not (mark.exists() and web.process.poll() is None and web.deaths):
        assert time.monotonic() < end
        time.sleep(0.05)
    assert "ended unexpectedly (code 7); starting it again" in capsys.readouterr().err
    supervisor.finish([web])


def test_the_deaf_are_ended_all_the_same(tmp_path):
    code = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    )
    deaf = program(tmp_path, code, seconds=0.2)
    deaf.begin()
    process = deaf.process
    while "deaf" not in deaf.log.read_text():
        time.sleep(0.05)
    supervisor.finish([deaf])
    assert process.returncode == -signal.SIGKILL


def test_ours_end_before_the_servers(tmp_path):
    order = []

    class Server:
        log = tmp_path / "server.log"
        process = None

        def start(self): ...
        def stop(self):
            order.append("server")

    server = supervisor.server("database", Server())
    server.process = object()
    web = program(tmp_path, "import time; time.sleep(60)")
    web.begin()
    stop = web.stop
    web.stop = lambda process: (stop(process), order.append("web"))
    supervisor.finish([server, web])
    assert order == ["web", "server"]
