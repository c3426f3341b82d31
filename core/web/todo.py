"""What is left to do, for whom, by when? The shape in which every app hands its tasks to the pages that gather them."""

import datetime
from dataclasses import dataclass, field

OVERDUE, NOT_STARTED, IN_PROGRESS, BLOCKED, DONE = "overdue", "not_started", "in_progress", "blocked", "done"


@dataclass(frozen=True)
class Todo:
    """One task. `title` is verb and object; `hint` says time needed or what is blocking; `due_at` is UTC.

    `consequence` orders them: lower is more urgent (1 access is closed, 2 overdue, 3 due, 4 can wait).
    In `meta`, `meets` names the condition of access that the task fulfils, `blocks` what is closed until then.
    """

    key: str
    title: str
    url: str = ""
    hint: str = ""
    state: str = NOT_STARTED
    due_at: datetime.datetime | None = None
    done_at: datetime.datetime | None = None
    consequence: int = 4
    kind: str = ""
    vendor: object = None
    meta: dict = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        return self.state == DONE


def in_order(todos: list[Todo]) -> list[Todo]:
    """By consequence, then by due date; what has none comes last. Of equals, the same one is always first."""
    latest = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    return sorted(todos, key=lambda todo: (todo.consequence, todo.due_at or latest, todo.title, todo.key))
