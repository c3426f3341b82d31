"""What does the worker do here? Print and seal what everybody has signed, and ask for what it obliges to."""

import uuid

from agreements.actions import obligations, papers
from agreements.models import Agreement
from core.task import task


@task
def seal(agreement_id, *, at, by):
    papers.seal(Agreement.objects.get(pk=uuid.UUID(agreement_id)), by=by, at=at)


@task
def sweep(*, at, by):
    """Ask again for every signed agreement whose papers are missing. One that fails holds up no other."""
    for agreement in Agreement.objects.exclude(signed_at=None).exclude(papers__kind="evidence"):
        seal.delay_on_commit(str(agreement.pk))


@task
def raise_obligations(*, at, by):
    obligations.raise_all(by=by, at=at)
