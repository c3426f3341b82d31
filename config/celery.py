"""Who carries out what must not wait for a request? The worker, and beat with the timetable of config/schedule.py."""

import os

from celery import Celery
from celery.signals import beat_init, worker_init
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("ringfence")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.worker_hijack_root_logger = False  # settings.LOGGING holds in the worker too
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def check_the_login(**kwargs) -> None:
    from config.guard import refuse_powerful_login, refuse_useless_token

    refuse_powerful_login()
    refuse_useless_token()


@app.on_after_finalize.connect
def read_the_timetable(sender: Celery, **kwargs) -> None:
    """Late, since the timetable may name what is only there once Django is set up."""
    sender.conf.beat_schedule = import_string("config.schedule.SCHEDULE")
