"""Who is told? From an event in the outbox to one row in each listener's inbox, after commit, by the worker.

config/notices/ says which events are told, to which audience. A row's key is event, account and template: whoever
comes second, by a sweep or a redelivered task, finds it and tells nobody twice.
"""

import datetime
import json
import re
import uuid
import zoneinfo
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.module_loading import import_string

from core import events
from core.models import Event, Notice, Organisation, Outbox, User
from core.web import dates

BUNDLE, MORNING = datetime.timedelta(minutes=10), datetime.time(7)
TELL_TRIES = 8
_DAY, _INSTANT = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")


@dataclass(frozen=True)
class Tell:
    """One line of config/notices/. `text` says what happened and what to do, `act` stands on the button.

    `mail` leaves "now", "bundled" within ten minutes, or "daily", in the morning of the reader's zone.
    `own` tells the actor too: for news about an account, which may be in other hands.
    """

    audience: Callable[[Event, dict], Iterable["Listener"]]
    title: str
    text: str = ""
    act: str = ""
    mail: str = "bundled"
    own: bool = False
    template: str = "notice"


@dataclass(frozen=True)
class Listener:
    """An account, the page where it acts (a path), why it hears of it, and words that only this audience may read."""

    user: User
    url: str
    why: str = ""
    context: dict = field(default_factory=dict)


def claim(*, at: datetime.datetime, by) -> uuid.UUID | None:
    """The id of the next event to tell, its try counted. The least tried come first, so that one that fails
    keeps nobody waiting; after TELL_TRIES it stays in the outbox, where the health page counts it."""
    waiting = Outbox.objects.select_for_update(skip_locked=True).filter(told_at=None, tries__lt=TELL_TRIES)
    row = waiting.order_by("tries", "event_id").first()
    if row is None:
        return None
    row.tries += 1
    row.save(update_fields=["tries"])
    return row.pk


def tell(event_id: uuid.UUID, *, at: datetime.datetime, by) -> None:
    """Write the notices of one event and mark it told. Does nothing where another worker has it."""
    row = Outbox.objects.select_for_update(skip_locked=True).filter(event_id=event_id, told_at=None).first()
    if row is None:
        return
    event = Event.objects.select_related("detail").get(pk=event_id)
    found = [
        notice for line in import_string(settings.NOTICES).get(event.name, ()) for notice in _notices(line, event, at)
    ]
    Notice.objects.bulk_create(found, ignore_conflicts=True)
    row.told_at = at
    row.save(update_fields=["told_at"])


def _notices(line: Tell, event: Event, at: datetime.datetime) -> Iterable[Notice]:
    detail = {**event.detail.data, **event.detail.labels}
    for listener in line.audience(event, detail):
        if listener.user.pk != event.actor_id or line.own:
            yield write(
                listener.user,
                key=f"{event.pk}:{listener.user.pk}:{line.template}",
                template=line.template,
                title=line.title,
                text=line.text,
                act=line.act,
                url=listener.url,
                why=listener.why,
                context={"reference": _reference(event), **_for(listener, detail), **listener.context},
                words={**detail, **_house()},
                event=event,
                vendor_id=event.vendor_id,
                mail=line.mail,
                at=at,
            )


def _house() -> dict:
    us = Organisation.current()
    return {"house": us.name, "zone": us.time_zone}


def _for(listener: Listener, detail: dict) -> dict:
    """Staff read the event's detail. To a subcontractor it may be internal (reasons, names): it gets what the audience adds."""
    return detail if listener.user.is_staff else {"subject": detail.get("subject", "")}


def write(
    user: User,
    *,
    key,
    title,
    url,
    why,
    context,
    at,
    text="",
    act="",
    template="notice",
    words=None,
    event=None,
    vendor_id=None,
    mail="bundled",
) -> Notice:
    """An unsaved notice, its title and text in the reader's language and zone, made of the context and of `words`, which
    are not kept. Raises KeyError for a word that they lack."""
    with speaking_to(user):
        plain = json.loads(events.canonical({**context, "why": why, "act": act}))
        said = spoken({**json.loads(events.canonical(words or {})), **plain})
        return Notice(
            key=key,
            user=user,
            vendor_id=vendor_id,
            event=event,
            template=template,
            context={**plain, "text": str(text) % said},
            title=(str(title) % said)[:250],
            url=url,
            by_mail=bool(mail),
            urgent=mail == "now",
            next_try_at=_leaves(user, mail, at),
        )


def _leaves(user: User, mail: str, at: datetime.datetime) -> datetime.datetime:
    """When its mail leaves at the latest: all that waits for one person goes with the first that is due."""
    if mail != "daily":
        return at if mail == "now" else at + BUNDLE
    there = at.astimezone(zoneinfo.ZoneInfo(user.time_zone))
    morning = datetime.datetime.combine(there.date(), MORNING, there.tzinfo)
    return morning if at < morning else morning + datetime.timedelta(days=1)


@contextmanager
def speaking_to(user: User):
    """The reader's language and time zone, for a block."""
    with translation.override(user.language), timezone.override(user.time_zone):
        yield


def spoken(context: dict) -> dict:
    """The context with its days and instants as words, in full, in the current language and zone."""
    return {name: _said(value) for name, value in context.items()}


def _said(value):
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        return dates.say_moment(parse_datetime(value), "full")
    if isinstance(value, str) and _DAY.fullmatch(value):
        return dates.say_day(parse_date(value), "full")
    return value


def _reference(event: Event) -> str:
    """What stands in the subject of every mail on the same record."""
    return (event.subject_id or event.pk).hex[-8:].upper()


def state() -> dict:
    """For the health page: news not told, the oldest of it in seconds, mails that wait, that failed and were given up."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select (select count(*) from core_outbox where told_at is null), "
            "(select coalesce(extract(epoch from now() - min(e.at)), 0)::int from core_outbox o join core_event e on e.id = o.event_id"
            " where o.told_at is null), "
            "count(*) filter (where given_up_at is null), count(*) filter (where given_up_at is null and tries > 0), "
            "count(*) filter (where given_up_at is not null) from core_notice where by_mail and mailed_at is null"
        )
        return dict(
            zip(["untold", "oldest_untold_seconds", "unsent", "failing", "given_up"], cursor.fetchone(), strict=True)
        )
