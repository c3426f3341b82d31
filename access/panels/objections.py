"""What does the house show of a firm's standing and of its objections, where apps meet?"""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from access import own_standing
from access.models import Objection
from access.policies import objections as policy
from core.actors import Actor
from core.web import todo
from core.web.dates import say_moment
from core.web.todo import Todo
from vendors import business_days
from vendors.models import Vendor

RECENT = datetime.timedelta(days=30)
MOST = 50
TONES = {"upheld": ("ok", "check"), "partly": ("info", "check"), "dismissed": ("plain", "circle-x")}


def state_of(row: Objection) -> dict:
    """For the tag component."""
    if row.is_open:
        return {"tone": "info", "text": _("Waiting for an answer"), "icon": "hourglass"}
    tone, icon = TONES[row.answer.outcome]
    return {"tone": tone, "text": row.answer.get_outcome_display(), "icon": icon}


def desk_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """Those that this person may answer."""
    if not viewer.may(policy.ANSWERING):
        return []
    rows = (
        policy.with_takers(Objection.objects.visible_to(viewer).open())
        .select_related("vendor")
        .order_by("due_on")[:MOST]
    )
    today = business_days.day_of(at)
    return [_to_answer(row, today) for row in rows if policy.can_answer(viewer, row)]


def _to_answer(row, today) -> Todo:
    is_late = row.due_on < today
    return Todo(
        key=f"objection:{row.pk}", title=_("Answer the objection of %(firm)s") % {"firm": row.vendor.name}, hint=row.about,
        url=reverse("objection", args=[row.pk]), kind=_("Objection"), due_at=business_days.last_moment_of(row.due_on),
        consequence=2 if is_late else 3, state=todo.OVERDUE if is_late else todo.NOT_STARTED, vendor=row.vendor,
        meta={"reference": row.vendor.reference},
    )  # fmt: skip


def portal_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """What was answered of late; there is nothing to do, and it is worth reading."""
    rows = Objection.objects.visible_to(viewer).filter(answer__given_at__gte=at - RECENT).select_related("answer")
    return [
        Todo(
            key=f"objection:{row.pk}", title=_("Read the answer to your objection"), url=reverse("portal_objection", args=[row.pk]),
            kind="objection", state=todo.DONE, done_at=row.answer.given_at,
            hint=_("%(outcome)s, %(day)s") % {"outcome": row.answer, "day": say_moment(row.answer.given_at, "portal")},
        )
        for row in rows.order_by("-answer__given_at")[:MOST]
    ]  # fmt: skip


def portal_company(viewer: Actor, at: datetime.datetime) -> list[dict]:
    shown = own_standing.lines(viewer, at)[:1]
    return [
        {
            "title": _("Your standing"), "template": "portal/access/standing_summary.html", "context": {"lines": shown},
            "url": reverse("portal_standing"), "more": _("See your standing and the reasons, or object"),
        }
    ]  # fmt: skip


def vendor_panels(vendor: Vendor, viewer: Actor, at: datetime.datetime) -> list[dict]:
    rows = Objection.objects.visible_to(viewer).filter(vendor=vendor).select_related("answer").order_by("-lodged_at")
    shown = [(row, state_of(row)) for row in rows[:MOST]]
    if not shown:
        return []
    return [
        {"title": _("Objections"), "template": "desk/access/objections_panel.html", "context": {"objections": shown}}
    ]
