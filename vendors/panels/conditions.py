"""What does an approval hang on, where does each condition stand, and who is asked for it now?"""

import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.actors import Actor
from core.web import todo
from core.web.dates import say_moment
from core.web.todo import Todo
from vendors import business_days
from vendors.models import ConditionAnswer, Screening, ScreeningCondition, Vendor
from vendors.policies import due_diligence as policy

SOON = datetime.timedelta(days=30)
RECENT = datetime.timedelta(days=30)


def conditions_of(screening: Screening, viewer: Actor, today: datetime.date) -> list[dict]:
    """For desk/vendors_dd/conditions.html."""
    rows = _with_answers(screening.conditions.select_related("owner")).order_by("due_on", "pk")
    return [_shown(row, viewer, today) for row in rows]


def _shown(row, viewer: Actor, today) -> dict:
    may_look = policy.can_meet(viewer, row) and not row.met_at
    url = reverse("screening_condition", args=[row.screening_id, row.pk]) if may_look else ""
    return {"row": row, "url": url, "state": state_of(row, today)}


def state_of(row, today: datetime.date) -> dict:
    """For the tag component; an answer waits for us whether it came late or not."""
    if row.met_at:
        return {"tone": "ok", "text": _("Met"), "icon": "check"}
    if row.is_answered:
        return {"tone": "info", "text": _("Answered, to check"), "icon": "hourglass"}
    if row.due_on < today:
        return {"tone": "danger", "text": _("Overdue"), "icon": "clock"}
    return {"tone": "outline", "text": _("Open"), "icon": "circle-dashed"}


def desk_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """To the owner what falls due or was answered; what is overdue to everybody who screens or decides."""
    today = business_days.day_of(at)
    answered = Exists(ConditionAnswer.objects.filter(condition=OuterRef("pk")))
    mine = Q(owner=viewer.user, due_on__lte=today + SOON) | Q(answered, owner=viewer.user)
    if policy.can_screen(viewer) or viewer.may("vendors.decide"):
        mine |= Q(due_on__lt=today) | Q(owner=None)
    rows = _with_answers(ScreeningCondition.objects.visible_to(viewer).filter(mine, met_at=None))
    return [_desk_task(row, viewer, today) for row in rows.select_related("vendor", "owner").order_by("due_on")[:50]]


def _desk_task(row, viewer, today) -> Todo:
    is_late, url = row.due_on < today, reverse("screening", args=[row.screening_id])
    if policy.can_meet(viewer, row):
        url = reverse("screening_condition", args=[row.screening_id, row.pk])
    return Todo(
        key=f"condition:{row.pk}", title=row.text, url=url, kind=_("Condition"),
        due_at=business_days.last_moment_of(row.due_on), consequence=2 if is_late else 3, state=todo.OVERDUE if is_late else todo.NOT_STARTED,
        vendor=row.vendor, meta={"reference": row.vendor.reference},
        hint=_("The subcontractor has answered; check it") if row.is_answered else row.owner.name if row.owner else _("Nobody sees to it"),
    )  # fmt: skip


def portal_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """What the firm's approval hangs on, for its contacts, and what was met of late."""
    rows = ScreeningCondition.objects.visible_to(viewer).filter(Q(met_at=None) | Q(met_at__gte=at - RECENT))
    return [_portal_task(row, business_days.day_of(at)) for row in _with_answers(rows).order_by("due_on", "pk")[:50]]


def _portal_task(row, today) -> Todo:
    hint = _("Your approval hangs on it. Say how you meet it, and send what shows it")
    state = todo.OVERDUE if row.due_on < today else todo.NOT_STARTED
    if row.is_answered:
        state, hint = todo.IN_PROGRESS, _("You have answered; we are looking at it")
    if row.met_at:
        state, hint = todo.DONE, _("Met %(day)s") % {"day": say_moment(row.met_at, "portal")}
    return Todo(
        key=f"condition:{row.pk}", title=row.text, url=reverse("portal_condition", args=[row.pk]), kind="condition", hint=hint, state=state,
        due_at=business_days.last_moment_of(row.due_on), done_at=row.met_at, consequence=3 if row.is_answered else 2,
    )  # fmt: skip


def vendor_panels(vendor: Vendor, viewer: Actor, at: datetime.datetime) -> list[dict]:
    """The conditions of the newest decision, on the record, so that "Approved" is not read alone."""
    newest = (
        Screening.objects.visible_to(viewer)
        .filter(vendor=vendor, conditions__isnull=False)
        .order_by("-decided_at")
        .first()
    )
    if newest is None:
        return []
    shown = conditions_of(newest, viewer, business_days.day_of(at))
    met = sum(each["row"].met_at is not None for each in shown)
    return [
        {
            "title": _("Conditions of the approval"), "template": "desk/vendors_dd/conditions.html", "context": {"conditions": shown},
            "note": _("%(met)d of %(all)d met") % {"met": met, "all": len(shown)},
        }
    ]  # fmt: skip


def _with_answers(rows):
    return rows.annotate(is_answered=Exists(ConditionAnswer.objects.filter(condition=OuterRef("pk"))))
