"""What does the clock do for audits? Open again what was accepted until a day that is over."""

from audits.actions import findings
from core.task import task


@task
def reopen_lapsed(*, at, by):
    findings.reopen_lapsed(by=by, at=at)
