"""Do the embedded servers come up, survive being killed, and go down?"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest

from bootstrap import places, postgres, processes, valkey
from bootstrap.say import Stop

BIN = Path(__file__).resolve().parents[2] / "bin"


@pytest.fixture
def cluster():
    """In the run's own folder: pytest's is closed to the account nobody, as which the server runs for root."""
    home = postgres.home(places.data(), f"cluster-{time.monotonic_ns()}")
    cluster = postgres.Cluster(postgres.find(), home, places.data() / "trial-postgres.log")
    yield cluster
    cluster.stop()
    subprocess.run(["rm", "-rf", str(home)], check=True)


def ask(cluster, sql):
    connection = psycopg2.connect(cluster.superuser_dsn)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


def test_the_cluster_keeps_what_it_says(cluster):
    cluster.start()
    assert ask(cluster, "show fsync") == "on"
    assert ask(cluster, "show full_page_writes") == "on"
    assert ask(cluster, "show synchronous_commit") == "on"
    assert ask(cluster, "show data_checksums") == "on"
    assert ask(cluster, "show listen_addresses") == ""
    assert ask(cluster, "show server_encoding") == "UTF8"


def test_data_survives_a_kill_and_a_stop(cluster):
    first = cluster.start()
    ask(cluster, "create table kept as select 1 as one")
    first.send_signal(signal.SIGKILL)
    first.wait()
    cluster.start()
    assert ask(cluster, "select one from kept") == 1
    cluster.stop()
    assert not cluster.serves
    cluster.start()
    assert ask(cluster, "select one from kept") == 1


def test_a_stale_file_that_names_a_strangers_process_does_not_hinder(cluster):
    cluster.start()
    cluster.stop()
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")
    cluster.start()
    assert cluster.serves


def test_a_server_left_behind_is_ended_first(cluster):
    left = cluster.start()
    again = postgres.Cluster(cluster.programs, cluster.home, cluster.log)
    again.start()
    try:
        assert left.wait(timeout=30) == 0
        assert again.serves
    finally:
        again.stop()


def test_data_of_another_version_is_refused_with_a_way_out(cluster):
    cluster.start()
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("14\n")
    with pytest.raises(Stop, match="written by PostgreSQL 14"):
        cluster.start()


def test_the_broker_opens_no_port_and_keeps_nothing(tmp_path):
    broker = valkey.Broker(valkey.find(), tmp_path / "run", tmp_path / "broker.log")
    broker.start()
    try:
        redis = pytest.importorskip("redis").Redis.from_url(broker.url)
        assert redis.config_get("port", "save") == {"port": "0", "save": ""}
        assert oct(broker.socket.stat().st_mode & 0o777) == "0o700"
    finally:
        broker.stop()
    assert not broker.socket.exists()


def test_a_child_does_not_outlive_a_killed_parent(tmp_path):
    parent = (
        "import os, sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; from bootstrap import processes\n"
    )
    parent += "child = processes.spawn(['sleep', '60'], env=dict(os.environ), log=Path(sys.argv[2]), cwd=Path('/'))\n"
    parent += "print(child.pid, flush=True); child.wait()"
    with subprocess.Popen(
        [sys.executable, "-c", parent, str(BIN), str(tmp_path / "log")], stdout=subprocess.PIPE
    ) as started:
        child = int(started.stdout.readline())
        assert "sleep" in processes.command_line(child)
        started.kill()
    end = time.monotonic() + 10
    while "sleep" in processes.command_line(child):
        assert time.monotonic() < end, "the child lives on"
        time.sleep(0.05)
