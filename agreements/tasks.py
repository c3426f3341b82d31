"""What does the worker do here? Seal what everybody has signed, end what nobody signed in time, ask for what is owed."""

import datetime
import uuid

from agreements.actions import backgrounds, bulk_issues, bulk_signings, obligations, papers, times
from agreements.models import Agreement, BulkIssue, BulkSigning
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


@task
def carry_on_bulk(run_id, *, at, by):
    """A chunk of firms a transaction, in the name of whoever began it."""
    run = BulkIssue.objects.select_related("user", "template").get(pk=run_id)
    return bulk_issues.carry_on(run, by=bulk_issues.starter_of(run), at=at)


@task
def carry_on_signing(given_id, *, at, by):
    return bulk_signings.carry_on(BulkSigning.objects.select_related("user").get(pk=given_id), at=at)


@task
def sweep_bulk(*, at, by):
    """What goes to many, or is signed at once, goes on where its worker died."""
    for run in BulkIssue.objects.filter(status__in=["checking", "running"])[:5]:
        carry_on_bulk.delay_on_commit(str(run.pk))
    for given in BulkSigning.objects.filter(status="running")[:5]:
        carry_on_signing.delay_on_commit(str(given.pk))
