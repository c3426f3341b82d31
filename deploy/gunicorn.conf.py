"""How does gunicorn serve the web? The same for bin/run and for the container image."""

import gc
import os
import shutil

bind = os.environ.get("RINGFENCE_BIND", "0.0.0.0:8000").split(",")
worker_class = "gthread"
preload_app = True  # the application is read once and shared; a first page comes soon after the start
workers = int(os.environ.get("RINGFENCE_WEB_WORKERS", "2"))
threads = int(os.environ.get("RINGFENCE_WEB_THREADS", "4"))
timeout = 60  # seconds without a sign of life
graceful_timeout = 10  # seconds for what is being answered when the end is asked for
keepalive = 5
control_socket_disable = True  # it would lie in the account's home folder
accesslog = None  # the application logs each request itself, with its id
errorlog = "-"

# The workers count requests in files of one folder, so that /metrics speaks for all of them. A reload keeps the counts.
if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    counts = os.path.join(os.environ.get("RINGFENCE_DATA", "var"), "tmp", "metrics")
    shutil.rmtree(counts, ignore_errors=True)
    os.makedirs(counts)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = counts

gc.disable()  # while the application is read: all of it stays, and looking through it again and again is a sixth of the start


def when_ready(server):
    """Nor do the workers look through what they share: a page that is only read stays shared."""
    gc.freeze()
    gc.enable()


def child_exit(server, worker):
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)
