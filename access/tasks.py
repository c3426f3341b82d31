"""What does the clock do for access? Notice lapses, so that people are told; closing needs no clock."""

from access.actions import sweep as sweeps
from core.task import task


@task
def sweep(*, at, by):
    """True while a full batch changed: the frame calls again."""
    return sweeps.sweep(by=by, at=at) >= sweeps.BATCH
