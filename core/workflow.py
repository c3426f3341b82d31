"""Which step may follow which, and what is written down when it is taken?

A `WORKFLOW` on a model is data: status -> {next status: event that the step owes}. Only actions call `become`.
docs/workflows.md is drawn from it.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from core.refusals import NotNow


class Workflow:
    """`start` is the first status; `steps` maps each status to the steps out of it; `names` to words for people."""

    def __init__(self, start: str, steps: dict[str, dict[str, str]], names: dict[str, str]):
        self.start, self.steps, self.names = start, steps, names
        reachable = {start} | {target for targets in steps.values() for target in targets}
        if unknown := reachable - set(names):
            raise ValueError(f"statuses without a name: {sorted(unknown)}")

    @property
    def choices(self) -> list[tuple[str, str]]:
        return list(self.names.items())

    def next_of(self, status: str) -> dict[str, str]:
        return self.steps.get(status, {})

    def is_final(self, status: str) -> bool:
        return not self.next_of(status)


def status_field(workflow: Workflow) -> models.CharField:
    return models.CharField(max_length=24, choices=workflow.choices, default=workflow.start, editable=False)


def become(row: models.Model, status: str, **stamps) -> str:
    """Take the step, save just the fields it touches, and return the name of the event it owes.

    Raises NotNow for a step that the workflow does not have. The caller holds the row's lock.
    """
    owed = row.WORKFLOW.next_of(row.status).get(status)
    if owed is None:
        names = row.WORKFLOW.names
        raise NotNow(
            _("This is %(now)s; from there it cannot become %(then)s.")
            % {"now": names[row.status], "then": names.get(status, status)}
        )
    row.status = status
    for name, value in stamps.items():
        setattr(row, name, value)
    row.save(update_fields=["status", *stamps])
    return owed


def stamped(name: str, statuses: list[str], *fields: str) -> models.CheckConstraint:
    """A constraint: in these statuses each of the fields is filled. `name` is a sentence."""
    filled = Q(**{f"{field}__isnull": False for field in fields})
    return models.CheckConstraint(condition=~Q(status__in=statuses) | filled, name=name)


def diagram(workflow: Workflow) -> str:
    """The workflow as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {workflow.start}"]
    for status, targets in workflow.steps.items():
        lines += [f"    {status} --> {target}: {event}" for target, event in targets.items()]
    lines += [f"    {status} --> [*]" for status in workflow.names if workflow.is_final(status)]
    return "\n".join(lines)
