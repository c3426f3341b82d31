"""What does the clock do on the ground floor? Each line of config/schedule.py that belongs to core."""

import logging

from celery import shared_task

from core import checkpoints, files, mail, notices, reminders, sealing, trail_checks
from core.actions import browsers, kept_forms, stored_files
from core.api import idempotency
from core.task import in_transaction, request_named, task

log = logging.getLogger(__name__)


@shared_task(bind=True, ignore_result=True)
def tell(self):
    """Each event's try is counted in a transaction of its own, before it is told: one that fails blocks no other."""
    with request_named(self.request.id):
        while event_id := in_transaction(notices.claim, name="tell"):
            in_transaction(notices.tell, event_id, name="tell")


@shared_task(bind=True, ignore_result=True)
def deliver(self):
    """Mails leave between transactions, never inside one."""
    with request_named(self.request.id):
        while letter := in_transaction(mail.claim, name="deliver"):
            if composed := in_transaction(mail.compose, letter, name="deliver"):
                error, for_good = mail.send(composed)
                in_transaction(mail.close, letter, error, for_good, name="deliver")


@task
def remind(*, at, by):
    reminders.remind(reminders.all_deadlines(at), at=at)


@task
def seal(*, at, by):
    return sealing.seal(at=at) is not None


@shared_task(bind=True, ignore_result=True)
def checkpoint(self):
    """A way that fails is tried again with the next run; the others are not held up."""
    with request_named(self.request.id):
        for leaving in in_transaction(checkpoints.due, name="checkpoint"):
            if error := checkpoints.send(leaving):
                log.error("the checkpoint did not leave by %s: %s", leaving.way, error)
            else:
                in_transaction(checkpoints.note, leaving, name="checkpoint")


@task
def verify(*, at, by):
    trail_checks.check(by=by, at=at)


@task
def sweep_files(*, at, by):
    """Remove ciphertext that no row names: the leavings of rolled-back uploads."""
    files.sweep(at=at)


@task
def check_files(*, at, by):
    """A stretch of them a transaction."""
    return stored_files.check_some(by=by, at=at)


@task
def rewrap_files(*, at, by):
    """A stretch of them a transaction; nothing to do while one key wraps them all."""
    return stored_files.rewrap_some(by=by, at=at)


@task
def forget_kept_forms(*, at, by):
    """Drop what was typed and not sent within its time, and browsers that nobody used for long."""
    kept_forms.sweep(at=at)
    browsers.forget_unused(at=at)


@task
def forget_answers(*, at, by):
    """Drop the stored answers of API calls whose Idempotency-Key is past its day."""
    idempotency.sweep(at)
