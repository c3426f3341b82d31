"""How does gunicorn serve the web? The same for bin/run and for the container image."""

import os

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
