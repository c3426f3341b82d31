"""What does the clock do for access? Notice lapses, so that people are told; closing needs no clock."""

from access.actions import conflicts, destructions
from access.actions import sweep as sweeps
from core.task import task


@task
def sweep(*, at, by):
    """True after a full batch: the frame calls again."""
    return sweeps.sweep(by=by, at=at).looked_at >= sweeps.BATCH


@task
def find_conflicts(*, at, by):
    conflicts.find(by=by, at=at)


@task
def seal_destructions(*, at, by):
    """True while there may be more: one certificate a transaction."""
    return destructions.seal_next(by=by, at=at)
