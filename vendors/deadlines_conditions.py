"""Which conditions of approvals come near, and who was not told of it yet?

There may be many, and most sweeps find nothing new: what was told is left out where the notices lie, and only what is
missing is read. Days end at 23:59:59 in the organisation's zone. What is met is no longer listed.
"""

import datetime
from collections.abc import Iterator
from functools import partial

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext_lazy as _l

from core.reminders import CHUNK, DAY, TASK, Deadline, days_reached
from vendors import business_days
from vendors.deadlines import span
from vendors.models import ScreeningCondition

OURS, THEIRS = "condition-due", "condition-theirs"
# To who sees to it, and to the firm's contacts where the firm meets it; the key as core.reminders writes it.
_MISSING = f"""
with day as (select * from unnest(%s::date[], %s::text[], %s::timestamptz[]) as t (due_on, reached, opens_at)),
due as materialized (
    select c.id, c.vendor_id, c.owner_id, c.is_theirs, day.reached
    from vendors_screeningcondition c join day using (due_on) join vendors_screening s on s.id = c.screening_id
    where c.met_at is null and (s.decided_at is null or s.decided_at < day.opens_at)
), hears as (
    select due.id, '{OURS}' as kind, coalesce(due.owner_id, v.owner_id) as user_id, due.reached
    from due join vendors_vendor v on v.id = due.vendor_id
    union all
    select due.id, '{THEIRS}', p.user_id, due.reached
    from due join vendors_person p on p.vendor_id = due.vendor_id and p.is_contact and p.departed_at is null
    where due.is_theirs
)
select h.kind, h.id, h.user_id from hears h
where h.user_id is not null and not exists (
    select from core_notice n where n.key = h.kind || ':' || h.id || ':' || h.reached || ':' || h.user_id
)
"""
_FIELDS = (
    "pk", "vendor_id", "screening_id", "text", "due_on", "screening__decided_at", "vendor__name", "vendor__reference",
)  # fmt: skip


def conditions(at: datetime.datetime) -> Iterator[Deadline]:
    last_moment_of = business_days.last_moments()
    for missing in _missing(days_reached(*span(at, 8 * DAY), last_moment_of, at, TASK)):
        listed = ScreeningCondition.objects.filter(pk__in={pk for _kind, pk, _user in missing})
        rows = {row.pk: row for row in listed.values_list(*_FIELDS, named=True)}
        for kind, pk, user in missing:
            row = rows[pk]
            yield (_to_see_to if kind == OURS else _to_meet)(row, last_moment_of(row.due_on), user)


def _missing(days: list[tuple]) -> Iterator[list[tuple]]:
    """(kind, id of the condition, id of the account) of what nobody was told, a set at a time."""
    with connection.cursor() as cursor:
        # All of it is read: without this the planner looks for the first few, one key at a time.
        cursor.execute("set local cursor_tuple_fraction = 1")
    with connection.chunked_cursor() as cursor:
        cursor.execute(_MISSING, [list(column) for column in zip(*days, strict=True)] or [[], [], []])
        yield from iter(lambda: cursor.fetchmany(CHUNK), [])


def _to_see_to(row, due_at: datetime.datetime, user) -> Deadline:
    return Deadline(
        key=f"{OURS}:{row.pk}",
        due_at=due_at,
        users=(user,),
        title=_l("Condition of %(firm)s due on %(due_at)s"),
        overdue=_l("Condition of %(firm)s is overdue"),
        text=_l("The approval hangs on this: “%(what)s”. Say how you know that it is met."),
        act=_l("Open the condition"),
        url=partial(reverse, "screening_condition", args=[row.screening_id, row.pk]),
        why=_l("you own this condition"),
        stages=TASK,
        since=row.screening__decided_at,
        context={"what": row.text, "firm": row.vendor__name, "reference": row.vendor__reference},
        vendor_id=row.vendor_id,
    )


def _to_meet(row, due_at: datetime.datetime, user) -> Deadline:
    return Deadline(
        key=f"{THEIRS}:{row.pk}",
        due_at=due_at,
        users=(user,),
        title=_l("A condition of your approval is due on %(due_at)s"),
        overdue=_l("A condition of your approval is overdue"),
        text=_l("We approved your company on this condition: “%(what)s”. Say how you meet it, and send the proof."),
        act=_l("Answer it"),
        url=partial(reverse, "portal_condition", args=[row.pk]),
        why=_l("you are a contact of your company"),
        stages=TASK,
        since=row.screening__decided_at,
        context={"what": row.text},
        vendor_id=row.vendor_id,
    )
