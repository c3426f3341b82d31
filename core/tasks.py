"""What does the clock do on the ground floor? Each line of config/schedule.py that belongs to core."""

from core import files
from core.task import task


@task
def sweep_files(*, at, by):
    """Remove ciphertext that no row names: the leavings of rolled-back uploads."""
    files.sweep(at=at)
