"""What does the worker do here? Seal what everybody has signed, end what nobody signed in time, ask for what is owed."""

import datetime
import uuid

from agreements.actions import backgrounds, obligations, papers, times
from agreements.models import Agreement
from core.task import task

DAY = datetime.timedelta(days=1)


@task
def seal(agreement_id, *, at, by):
    papers.seal_or_note(Agreement.objects.get(pk=uuid.UUID(agreement_id)), by=by, at=at)


@task
def sweep(*, at, by):
    """Ask again for every agreement signed here whose papers are missing. One that fails holds up no other."""
    here = Agreement.objects.exclude(signed_at=None).exclude(is_from_elsewhere=True)
    for agreement in here.exclude(papers__kind="evidence"):
        seal.delay_on_commit(str(agreement.pk))


@task
def raise_obligations(*, at, by):
    obligations.raise_all(by=by, at=at)


@task
def lapse(*, at, by):
    """What was to be signed by a day that has passed. The day ends in the agreement's own zone, so a day more is looked at."""
    for agreement in Agreement.objects.awaiting().filter(sign_by__lte=at.date() + DAY).order_by("pk"):
        times.lapse(agreement, by=by, at=at)


@task
def seal_deposits(*, at, by):
    """A receipt for each deposit of background; one a transaction."""
    return backgrounds.seal_next(by=by, at=at)
