"""What does the clock do for access? Notice lapses, so that people are told; closing needs no clock."""

from access.actions import sweep as sweeps
from core.task import task


@task
def sweep(*, at, by):
    """True after a full batch: the frame calls again."""
    return sweeps.sweep(by=by, at=at).looked_at >= sweeps.BATCH
