"""What does each side owe, what of it goes on after the end, and what has to be done now?"""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements import due_days, in_force
from agreements.models import OPEN, THEM, US, Agreement, Duty, Obligation
from agreements.models.obligation import AT_END, EVERY
from agreements.policies.obligations import can_judge
from agreements.rendering import terms
from core.web.dates import say_day
from core.web.todo import BLOCKED, NOT_STARTED, OVERDUE, Todo

DRESS = {
    "open": ("outline", ""), "submitted": ("info", "hourglass"), "returned": ("warn", "triangle-alert"), "accepted": ("ok", "check"),
    "waived": ("plain", "minus"), "overdue": ("danger", "clock"),
}  # fmt: skip


def tag_of(obligation: Obligation, today: datetime.date) -> dict:
    """For the tag component."""
    is_late = obligation.status in OPEN and obligation.due_on < today
    tone, icon = DRESS["overdue" if is_late else obligation.status]
    return {"tone": tone, "text": _("Overdue") if is_late else obligation.get_status_display(), "icon": icon}


def of_the_paper(agreement: Agreement, viewer, at: datetime.datetime) -> dict:
    """For the record of one paper, on both sides: its duties by side, what fell due lately, and open breaches."""
    if agreement.signed_at is None or agreement.is_amendment:
        return {"duties": [], "due": [], "breaches": []}
    term, today = in_force.days(agreement), terms.day_of(at, agreement.zone)
    ends = in_force.of(agreement).binds[1]  # at an instant, where it was ended early
    is_over = ends is not None and ends <= at
    duties = agreement.duties.filter(stopped_on=None)
    due = agreement.obligations.select_related("duty").order_by("-due_on")[:12]
    return {
        "is_over": is_over,
        "duties": [line for duty in duties if (line := _line(duty, term, today, is_over=is_over))],
        "due": [_due(row, viewer, today) for row in due],
        "breaches": list(agreement.breaches.select_related("duty", "recorded_by")),
    }  # fmt: skip


def after_end(agreement: Agreement) -> dict:
    """Before it is ended: what then falls due, and what goes on."""
    duties = list(agreement.duties.filter(stopped_on=None))
    return {
        "due": [{"duty": row, "how": _how(row)} for row in duties if row.rhythm == AT_END],
        "goes_on": [row for row in duties if row.outlives],
    }


def _due(row: Obligation, viewer, today: datetime.date) -> dict:
    """For the rows component."""
    said = {"side": row.duty.get_owed_by_display(), "day": say_day(row.due_on, "full")}
    return {
        "title": row.duty.title,
        "url": _page(row, viewer),
        "meta": _("%(side)s, due %(day)s") % said,
        "state": tag_of(row, today),
    }


def _line(duty: Duty, term: due_days.Term, today: datetime.date, *, is_over: bool) -> dict | None:
    """One duty for the rows component, marked where it is owed although the paper has ended; None once it is over."""
    last_on = due_days.ends_on(duty, term)
    if last_on is not None and last_on < today and duty.rhythm != AT_END:
        return None
    said = {
        "side": duty.get_owed_by_display(),
        "how": _how(duty),
        "number": duty.number,
        "text": duty.text,
        "until": "",
    }
    if last_on is not None:
        said["until"] = _("until %(day)s") % {"day": say_day(last_on, "full")}
    elif duty.outlives == "open":
        said["until"] = _("without a fixed end")
    words = (
        _("%(side)s, %(how)s, clause %(number)s, %(until)s. %(text)s")
        if said["until"]
        else _("%(side)s, %(how)s, clause %(number)s. %(text)s")
    )
    goes_on = {"tone": "warn", "text": _("Goes on"), "icon": "clock"} if is_over and duty.outlives else None
    return {"title": duty.title, "meta": words % said, "state": goes_on}


def _how(duty: Duty) -> str:
    said = {"months": duty.months, "days": duty.days}
    if duty.rhythm == EVERY:
        return _("every month") if duty.months == 1 else _("every %(months)s months") % said
    if duty.rhythm == AT_END:
        return ngettext("within %(days)s day after the end", "within %(days)s days after the end", duty.days) % said
    return str(duty.get_rhythm_display()).lower()


def _page(row: Obligation, viewer) -> str:
    return reverse("desk_obligation" if viewer.is_staff else "portal_obligation", args=[row.pk])


def desk_tasks(viewer, at: datetime.datetime) -> list[Todo]:
    """What was handed in and waits to be looked at, and what our own side owes."""
    if not can_judge(viewer):
        return []
    rows = Obligation.objects.visible_to(viewer).select_related("duty", "agreement", "vendor")
    today = at.date()
    handed_in = rows.filter(status="submitted").order_by("submitted_at")[:50]
    ours = rows.filter(duty__owed_by=US, status="open", due_on__lte=today + due_days.AHEAD / 2).order_by("due_on")[:50]
    found = [_todo(row, _("Look at: %(what)s"), NOT_STARTED, 3) for row in handed_in]
    return found + [_todo(row, _("Do what we owe: %(what)s"), *_urgency(row, today)) for row in ours]


def _todo(row: Obligation, title: str, state: str, consequence: int) -> Todo:
    return Todo(
        key=f"obligation-{row.pk}", title=title % {"what": row.duty.title}, url=reverse("desk_obligation", args=[row.pk]), state=state,
        consequence=consequence, kind=_("Agreement"), vendor=row.vendor, due_at=terms.end_of(row.due_on, row.agreement.zone),
        hint=_("%(paper)s, clause %(number)s") % {"paper": row.agreement.title, "number": row.duty.number},
    )  # fmt: skip


def _urgency(row: Obligation, today: datetime.date) -> tuple[str, int]:
    return (OVERDUE, 2) if row.due_on < today else (NOT_STARTED, 3)


def portal_tasks(viewer, at: datetime.datetime) -> list[Todo]:
    """What this side owes soon; what was handed in lately waits for the other."""
    if not viewer.is_person:
        return []
    rows = Obligation.objects.visible_to(viewer).filter(duty__owed_by=THEM).select_related("duty", "agreement")
    rows = rows.filter(status__in=[*OPEN, "submitted"], due_on__lte=at.date() + due_days.AHEAD).order_by("due_on")
    return [_portal_todo(row, at) for row in rows[:50]]


def _portal_todo(row: Obligation, at: datetime.datetime) -> Todo:
    common = {
        "key": f"obligation-{row.pk}", "url": reverse("portal_obligation", args=[row.pk]), "kind": "agreement",
        "due_at": terms.end_of(row.due_on, row.agreement.zone),
    }  # fmt: skip
    if row.status == "submitted":
        return Todo(
            title=row.duty.title,
            state=BLOCKED,
            hint=_("Handed in; we look at it"),
            consequence=4,
            **{**common, "url": ""},
        )
    state, consequence = _urgency(row, at.date())
    hint = (
        _("Sent back: %(why)s") % {"why": row.because}
        if row.status == "returned"
        else _("You promised it in %(paper)s") % {"paper": row.agreement.title}
    )
    return Todo(title=row.duty.title, state=state, hint=hint, consequence=consequence, **common)
