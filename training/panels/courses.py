"""What does training show where apps meet? What is to be learnt, and who of a firm has learnt it."""

import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.actors import Actor
from core.web import todo
from core.web.dates import say_day, say_moment
from core.web.todo import Todo
from training.models import Enrolment
from vendors import business_days


def portal_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    rows = (
        Enrolment.objects.filter(person_id=viewer.person_id)
        .select_related("course", "version")
        .annotate(read=Count("lessons_read"))
    )
    return [_task(row, at) for row in rows.order_by("due_on")]


def _task(row, at) -> Todo:
    due = business_days.last_moment_of(row.due_on)
    state = {"passed": todo.DONE, "failed": todo.BLOCKED}.get(
        row.status, todo.OVERDUE if due <= at else todo.IN_PROGRESS if row.read else todo.NOT_STARTED
    )
    return Todo(
        key=f"training:{row.pk}",
        title=_("Take the training: %(course)s") % {"course": row.course.title},
        hint=_hint(row),
        state=state,
        due_at=due,
        url="" if row.status == "failed" else reverse("training_course", args=[row.pk]),
        done_at=row.passed_at,
        kind="training",
        meta={"meets": f"training:{row.course.key}"},
        consequence=2 if state in {todo.OVERDUE, todo.IN_PROGRESS, todo.NOT_STARTED} else 4,
    )


def _hint(row) -> str:
    if row.status == "passed":
        return _("Passed %(day)s") % {"day": say_moment(row.passed_at, "portal")}
    if row.status == "failed":
        return _("All attempts are used. Ask your contact for new ones.")
    minutes = ngettext("%(count)d minute", "%(count)d minutes", row.course.minutes) % {"count": row.course.minutes}
    parts = len(row.version.lessons)
    return (
        _("%(minutes)s, you stopped at part %(part)d of %(parts)d")
        % {"minutes": minutes, "part": min(row.read + 1, parts), "parts": parts}
        if row.read
        else minutes
    )


def desk_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """People who have used all attempts wait for a decision."""
    if not viewer.may("training.write"):
        return []
    rows = (
        Enrolment.objects.visible_to(viewer).filter(status="failed").select_related("person", "course", "vendor")[:50]
    )
    return [
        Todo(
            key=f"training:{row.pk}",
            title=_("%(person)s did not pass %(course)s") % {"person": row.person.name, "course": row.course.title},
            url=reverse("enrolment", args=[row.pk]),
            kind=_("Training"),
            consequence=3,
            vendor=row.vendor,
        )
        for row in rows
    ]


def vendor_panels(vendor, viewer: Actor, at: datetime.datetime) -> list[dict]:
    if not viewer.may("training.read"):
        return []
    rows = Enrolment.objects.visible_to(viewer).filter(vendor=vendor).select_related("person", "course")
    shown = [_line(row, row.person.name, row.course.title) for row in rows.order_by("person__name", "course__title")]
    open_ones = [row for row in rows if row.status != "passed"]
    panel = _panel(shown, _("Nobody of this subcontractor is on a course."))
    return [{**panel, "tab": "training", "count": len(open_ones)}]


def person_panels(person, viewer: Actor, at: datetime.datetime) -> list[dict]:
    """What this person has learnt, and has still to learn."""
    if not viewer.may("training.read"):
        return []
    rows = Enrolment.objects.visible_to(viewer).filter(person=person).select_related("course", "person")
    shown = [_line(row, row.course.title) for row in rows.order_by("-assigned_at")]
    return [_panel(shown, _("No course is assigned."))]


def _panel(rows: list[dict], none: str) -> dict:
    return {"title": _("Training"), "template": "components/rows_or_none.html", "context": {"rows": rows, "none": none}}


def _line(row: Enrolment, title: str, more: str = "") -> dict:
    if row.person.departed_at and row.status not in {"passed", "failed"}:
        state = {"tone": "plain", "text": _("Not finished; has left"), "icon": "log-out"}
        return {"title": title, "url": reverse("enrolment", args=[row.pk]), "meta": more, "state": state}
    tone, icon = {"passed": ("ok", "check"), "failed": ("danger", "circle-x")}.get(row.status, ("info", "clock"))
    when = (
        _("passed %(when)s") % {"when": say_moment(row.passed_at)}
        if row.passed_at
        else _("due %(when)s") % {"when": say_day(row.due_on)}
    )
    return {
        "title": title,
        "url": reverse("enrolment", args=[row.pk]),
        "meta": ", ".join(filter(None, [more, when])),
        "state": {"tone": tone, "text": row.get_status_display(), "icon": icon},
    }
