"""Who must hear of a date before it comes? Each app lists its deadlines; here the stage reached becomes one notice.

A stage is reached 90, 30, 7 and 1 days before the moment, at the moment, and a day after it. Only the latest one is
told: after a week without a worker the reader gets one mail, not five. The key names deadline, date, stage and
account, so a second run finds every row there and writes none; a date that moved starts anew. What is done, its app
no longer lists, and the reminders stop.
"""

import datetime
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from core.models import Notice, User
from core.notices import write

DAY = datetime.timedelta(days=1)
STAGES = [("overdue", -DAY), ("0", 0 * DAY), ("1", DAY), ("7", 7 * DAY), ("30", 30 * DAY), ("90", 90 * DAY)]
ENDING = ("overdue", "0", "1", "7", "30", "90")  # of what runs out and takes long to renew
TASK = ("overdue", "1", "7")  # of what somebody was asked to do
HORIZON = 90 * DAY
LEFT_BEHIND = 14 * DAY  # nobody hears anew of what was due longer ago
CHUNK = 10_000
_MISSING = "select key from unnest(%s::text[]) key where not exists (select from core_notice n where n.key = key.key)"


@dataclass(slots=True)
class Deadline:
    """`key` names what is due ("certificate:<id>"), `users` who must hear, by the id of their accounts.

    `title` and `text` may say `%(due_at)s`, `%(days)s` and every name in `context`; `overdue` and `overdue_text` take
    their place from that stage on. `url` may be a function that says it: few of those that are listed are told. `since`: when the news of it went out; stages that lay before are not told.
    """

    key: str
    due_at: datetime.datetime
    users: tuple
    title: str
    url: str | Callable[[], str]
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
    left = due_at - at
    for name, before in STAGES:
        if left <= before and name in stages:
            return name if since is None or due_at - before > since else None
    return None


def days_reached(first, last, last_moment_of, at: datetime.datetime, stages=ENDING) -> list[tuple]:
    """(day, its part of the key, the moment that the stage reached was opened) of each day of which a stage is reached:
    for a source that leaves out in the database what was told. What was known only after that moment is not told."""
    befores, found = dict(STAGES), []
    for day in (first + number * DAY for number in range((last - first).days + 1)):
        due_at = last_moment_of(day)
        if reached := stage(due_at, at, stages):
            found.append((day, f"{_written(due_at)}:{reached}", due_at - befores[reached]))
    return found


def remind(deadlines: Iterable[Deadline], *, at: datetime.datetime) -> int:
    """Write the notices that are missing and return how many; reads and writes in sets of CHUNK.

    Of two workers at once the second finds the first at work and leaves it to it.
    """
    if not _alone():
        return 0
    due = (
        (deadline, reached, user)
        for deadline in deadlines
        if (reached := stage(deadline.due_at, at, deadline.stages, deadline.since))
        for user in deadline.users
    )
    return sum(_remind_some(some, at) for some in iter(lambda: list(itertools.islice(due, CHUNK)), []))


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtext('core reminders'))")
        return cursor.fetchone()[0]


def all_deadlines(at: datetime.datetime) -> Iterable[Deadline]:
    """What every app lists in config/schedule.py: all that falls due before `at` plus HORIZON and is still open."""
    return itertools.chain.from_iterable(import_string(path)(at) for path in import_string(settings.DEADLINES))


def in_sets(rows: QuerySet, size: int = CHUNK) -> Iterator[list]:
    """The rows of a source a set at a time, so that a sweep over many holds few of them."""
    found = iter(rows.iterator(chunk_size=size))
    return iter(lambda: list(itertools.islice(found, size)), [])


def _remind_some(some: list, at: datetime.datetime) -> int:
    keys = {_key(*each): each for each in some}
    missing = {key: keys[key] for key in _not_told(list(keys))}
    if not missing:
        return 0
    users = User.objects.filter(is_active=True).in_bulk({user for _, _, user in missing.values()})
    found = [
        _notice(key, deadline, reached, users[user], at)
        for key, (deadline, reached, user) in missing.items()
        if user in users
    ]
    Notice.objects.bulk_create(found, ignore_conflicts=True)
    return len(found)


def _not_told(keys: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_MISSING, [keys])
        return [key for (key,) in cursor.fetchall()]


def _key(deadline: Deadline, reached: str, user) -> str:
    return f"{deadline.key}:{_written(deadline.due_at)}:{reached}:{user}"


@lru_cache(maxsize=1024)
def _written(due_at: datetime.datetime) -> str:
    """Most of what is due is due at the end of some day."""
    return f"{due_at:%Y%m%dT%H%M}"


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
        url=deadline.url() if callable(deadline.url) else deadline.url,
        why=deadline.why,
        vendor_id=deadline.vendor_id,
        mail="now",
        at=at,
        context={"reference": _reference(deadline.key), **deadline.context, "stage": reached},
        words={"due_at": deadline.due_at, "days": days},
    )
