"""Who must hear of a date before it comes? Each app lists its deadlines; here the stage reached becomes one notice.

A stage is reached 90, 30, 7 and 1 days before the moment, at the moment, and a day after it. Only the latest one is
told: after a week without a worker the reader gets one mail, not five. The key names deadline, date, stage and
account, so a second run finds every row there and writes none; a date that moved starts anew. What is done, its app
no longer lists, and the reminders stop.
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
ENDING = ("overdue", "0", "1", "7", "30", "90")  # of what runs out and takes long to renew
TASK = ("overdue", "1", "7")  # of what somebody was asked to do
HORIZON = 90 * DAY
LEFT_BEHIND = 14 * DAY  # nobody hears anew of what was due longer ago
CHUNK = 1000


@dataclass(frozen=True)
class Deadline:
    """`key` names what is due ("certificate:<id>"), `users` who must hear, by the id of their accounts.

    `title` and `text` may say `%(due_at)s`, `%(days)s` and every name in `context`; `overdue` and `overdue_text` take
    their place from that stage on. `since`: when the news of it went out; stages that lay before are not told.
    """

    key: str
    due_at: datetime.datetime
    users: tuple
    title: str
    url: str
    why: str
    text: str = ""
    act: str = ""
    overdue: str = ""
    overdue_text: str = ""
    stages: tuple[str, ...] = ENDING
    since: datetime.datetime | None = None
    context: dict = field(default_factory=dict)
    vendor_id: object = None


def stage(due_at: datetime.datetime, at: datetime.datetime, stages=ENDING, since=None) -> str | None:
    """The latest of the stages that is reached, or None while the first is ahead or where it lay before `since`."""
    name, before = next(
        ((name, before) for name, before in STAGES if name in stages and due_at - at <= before), ("", DAY)
    )
    return name if name and (since is None or due_at - before > since) else None


def remind(deadlines: Iterable[Deadline], *, at: datetime.datetime) -> int:
    """Write the notices that are missing and return how many; reads and writes in sets of CHUNK."""
    due = (
        (deadline, reached, user)
        for deadline in deadlines
        if (reached := stage(deadline.due_at, at, deadline.stages, deadline.since))
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


def _reference(key: str) -> str:
    """Of the record that is due, as the other mails on it carry it: "certificate-end:<id>"."""
    part = key.split(":")[1] if ":" in key else key
    return part.replace("-", "")[-8:].upper()


def _notice(key: str, deadline: Deadline, reached: str, user: User, at: datetime.datetime) -> Notice:
    days, is_over = max((deadline.due_at - at).days, 0), reached == "overdue"
    return write(
        user,
        key=key,
        title=(is_over and deadline.overdue) or deadline.title,
        text=(is_over and deadline.overdue_text) or deadline.text,
        act=deadline.act,
        url=deadline.url,
        why=deadline.why,
        vendor_id=deadline.vendor_id,
        mail="now",
        at=at,
        context={"reference": _reference(deadline.key), **deadline.context, "stage": reached},
        words={"due_at": deadline.due_at, "days": days},
    )
