"""Whom does an action ask to go on with what it began? A worker, once all of it is committed."""

from contextlib import suppress

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError


def after_commit(task: str, *ids, workers: int = 1) -> None:
    """Send `task` (its full name) the ids, as text, to so many workers. Without a broker nothing is lost: the timetable's
    sweep finds what nobody was asked for."""
    transaction.on_commit(lambda: _send(task, [str(each) for each in ids], workers))


def _send(task: str, ids: list[str], workers: int) -> None:
    with suppress(OperationalError):
        for _one in range(workers):
            current_app.send_task(task, ids)
