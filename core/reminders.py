"""Who must hear of a date before it comes? Each app lists its deadlines; here the stage reached becomes one notice.

A stage is reached 90, 30, 7 and 1 days before the moment, at the moment, and a day after it. Only the latest one is
told: after a week without a worker the reader gets one mail, not five. The key names deadline, date, stage and
account, so a second run finds every row there and writes none; a date that moved starts anew.
"""

import datetime
import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.module_loading import import_string

from core.models import Notice, User
from core.notices import write

DAY = datetime.timedelta(days=1)
STAGES = [("overdue", -DAY), ("0", 0 * DAY), ("1", DAY), ("7", 7 * DAY), ("30", 30 * DAY), ("90", 90 * DAY)]
HORIZON = 90 * DAY
CHUNK = 1000


@dataclass(frozen=True)
class Deadline:
    """`key` names what is due ("certificate:<id>"), `users` who must hear, by the id of their accounts.

    `title` may say `%(due_at)s`, `%(days)s` and every name in `context`. `overdue` is the title from that stage on.
    """

    key: str
    due_at: datetime.datetime
    users: tuple
    template: str
    title: str
    url: str
    why: str
    overdue: str = ""
    context: dict = field(default_factory=dict)
    vendor_id: object = None


def stage(due_at: datetime.datetime, at: datetime.datetime) -> str | None:
    """The latest stage reached, or None while the moment is more than 90 days away."""
    return next((name for name, before in STAGES if due_at - at <= before), None)


def remind(deadlines: Iterable[Deadline], *, at: datetime.datetime) -> int:
    """Write the notices that are missing and return how many; reads and writes in sets of CHUNK."""
    due = (
        (deadline, reached, user)
        for deadline in deadlines
        if (reached := stage(deadline.due_at, at))
        for user in deadline.users
    )
    return sum(_remind_some(some, at) for some in iter(lambda: list(itertools.islice(due, CHUNK)), []))


def all_deadlines(at: datetime.datetime) -> Iterable[Deadline]:
    """What every app lists in config/schedule.py: all that falls due before `at` plus HORIZON and is still open."""
    return itertools.chain.from_iterable(import_string(path)(at) for path in import_string(settings.DEADLINES))


def _remind_some(some: list, at: datetime.datetime) -> int:
    keys = {_key(*each): each for each in some}
    there = set(Notice.objects.filter(key__in=list(keys)).values_list("key", flat=True))
    missing = {key: each for key, each in keys.items() if key not in there}
    users = User.objects.filter(is_active=True).in_bulk({user for _, _, user in missing.values()})
    found = [
        _notice(key, deadline, reached, users[user], at)
        for key, (deadline, reached, user) in missing.items()
        if user in users
    ]
    Notice.objects.bulk_create(found, ignore_conflicts=True)
    return len(found)


def _key(deadline: Deadline, reached: str, user) -> str:
    return f"{deadline.key}:{deadline.due_at:%Y%m%dT%H%M}:{reached}:{user}"


def _notice(key: str, deadline: Deadline, reached: str, user: User, at: datetime.datetime) -> Notice:
    days = max((deadline.due_at - at).days, 0)
    return write(
        user,
        key=key,
        template=deadline.template,
        title=deadline.overdue or deadline.title if reached == "overdue" else deadline.title,
        url=deadline.url,
        why=deadline.why,
        vendor_id=deadline.vendor_id,
        mail="now",
        at=at,
        context={**deadline.context, "due_at": deadline.due_at, "days": days, "stage": reached},
    )
