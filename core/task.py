"""How does the clock act? The frame around every Celery task: one transaction, the worker's role, the time read once.

    @task
    def tidy(*, at, by): ...            tidy.delay_on_commit()

A task takes ids, never objects, and returns nothing. One that returns True has more to do: it is called again, in a
new transaction, until it returns something else, so that long work is cut into chunks and locks stay short.
"""

import functools
import logging
from contextlib import contextmanager

from celery import shared_task
from django.db import OperationalError, transaction

from core import actors, clock, events
from core.database import context

DEADLOCK, SERIALIZATION = "40P01", "40001"
RETRIES = 2
log = logging.getLogger(__name__)


def task(function=None, **options):
    """Make a Celery task of `function(*ids, at=, by=)`; `options` are Celery's."""
    if function is None:
        return functools.partial(task, **options)

    @functools.wraps(function)
    def run(celery_task, *ids):
        with request_named(celery_task.request.id):
            while in_transaction(function, *ids, name=function.__name__) is True:
                pass

    return shared_task(bind=True, ignore_result=True, **options)(run)


def in_transaction(function, *ids, name: str):
    """Call once in a transaction of its own; start over, at most twice, where the database asks for it."""
    for left in range(RETRIES, 0, -1):
        try:
            return _once(function, *ids, name=name)
        except OperationalError as error:
            if getattr(error.__cause__, "pgcode", None) not in {DEADLOCK, SERIALIZATION}:
                raise
            log.warning("%s is called again, %d tries left: %s", name, left, error)
    return _once(function, *ids, name=name)


def _once(function, *ids, name: str):
    with transaction.atomic():
        context.step_into(context.own_role())
        return function(*ids, at=clock.now(), by=actors.system(name))


@contextmanager
def request_named(name: str | None):
    """What the trail's events of this run carry as their request id."""
    token = events.request_id.set(name or "")
    try:
        yield
    finally:
        events.request_id.reset(token)
