"""What does an emergency leave to do: a report for the person, the reading of it for us?"""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from access import wording
from access.eligibility import Decision
from access.models import Emergency
from access.policies import emergencies as policies
from core.actors import Actor
from core.refusals import can
from core.web import todo
from core.web.dates import say_moment
from core.web.todo import Todo

TIME_TO_READ = datetime.timedelta(days=2)


def missing(decision: Decision) -> list[str]:
    """What an emergency does not do without, in words to the person."""
    return wording.sentences_for(decision.unmet_requirements, to_them=True)


def portal_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    owed = Emergency.objects.owed().filter(person_id=viewer.person_id).select_related("grant__asset")
    return [
        Todo(
            key=f"emergency:{row.pk}",
            title=_("Report on your emergency access to %(asset)s") % {"asset": row.grant.asset.name},
            hint=_("After %(when)s all of your access is closed until it has come")
            % {"when": say_moment(row.report_due_at, "portal")},
            url=reverse("emergency_report", args=[row.pk]),
            kind="access",
            due_at=row.report_due_at,
            consequence=1,
            state=todo.OVERDUE if row.report_due_at <= at else todo.NOT_STARTED,
        )
        for row in owed
    ]


def desk_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """Reports that came and that this person may close."""
    rows = Emergency.objects.visible_to(viewer).filter(reported_at__isnull=False, read_at=None)
    rows = rows.select_related("grant__asset", "person", "vendor").order_by("reported_at")[:50]
    return [
        Todo(
            key=f"emergency:{row.pk}",
            title=_("Read the report of %(person)s") % {"person": row.person.name},
            hint=_("Emergency access to %(asset)s") % {"asset": row.grant.asset.name},
            url=reverse("grant", args=[row.grant_id]),
            kind=_("Emergency"),
            due_at=row.reported_at + TIME_TO_READ,
            consequence=2,
            vendor=row.vendor,
            meta={"reference": row.grant.reference},
            state=todo.OVERDUE if row.reported_at + TIME_TO_READ < at else todo.NOT_STARTED,
        )
        for row in rows
        if can(policies.check_can_read, viewer, row)
    ]


def of_grant(grant, viewer: Actor) -> dict | None:
    """The emergency behind a grant: {row, state, may_read}."""
    row = Emergency.objects.visible_to(viewer).filter(grant=grant).select_related("read_by").first()
    if row is None:
        return None
    state = {"tone": "warn", "text": _("Report owed"), "icon": "clock"}
    if row.read_at:
        state = {"tone": "plain", "text": _("Report read"), "icon": "check"}
    elif row.reported_at:
        state = {"tone": "info", "text": _("Report to read"), "icon": "hourglass"}
    may_read = bool(row.reported_at) and not row.read_at and can(policies.check_can_read, viewer, row)
    return {"row": row, "state": state, "may_read": may_read}
