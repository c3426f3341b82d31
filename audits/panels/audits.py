"""What do audits show where apps meet? Findings to answer, plans to review, evidence to verify, and how a firm stands."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from audits import policies
from audits.listings import state_of
from audits.models import Audit, Finding
from core import refusals
from core.actors import Actor
from core.web import todo
from core.web.dates import say_day
from core.web.todo import Todo
from vendors import business_days


def portal_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """What the contact owes on each finding."""
    today = business_days.day_of(at)
    return [
        _owed(row, today)
        for row in Finding.objects.visible_to(viewer).filter(status__in=["open", "plan_accepted"]).order_by("due_on")
    ]


def _owed(finding, today) -> Todo:
    is_plan = finding.status == "open"
    due = finding.plan_due_on if is_plan else finding.due_on
    title = _("Send a plan: %(finding)s") if is_plan else _("Show that it is put right: %(finding)s")
    closes = finding.kind == "major"
    return Todo(
        key=f"finding:{finding.pk}",
        title=title % {"finding": finding.title},
        url=reverse("portal_finding", args=[finding.pk]),
        hint=_("Access is closed until it is verified") if closes else "",
        state=todo.OVERDUE if due < today else todo.NOT_STARTED,
        due_at=business_days.last_moment_of(due),
        consequence=1 if closes else 2 if due < today else 3,
        kind="finding",
    )


def desk_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """Plans to review, evidence to verify, and for an outside auditor the audits that they were let into."""
    waiting = (
        Finding.objects.visible_to(viewer)
        .filter(status__in=["plan_submitted", "evidence_submitted"])
        .select_related("vendor", "recorded_by")
    )
    checks = {"plan_submitted": policies.check_can_review_plan, "evidence_submitted": policies.check_can_verify}
    tasks = [
        _to_decide(row, at) for row in waiting.order_by("due_on")[:50] if refusals.can(checks[row.status], viewer, row)
    ]
    if not viewer.may("audits.read"):
        tasks += [
            _to_observe(audit)
            for audit in Audit.objects.visible_to(viewer).filter(status__in=Audit.LIVE).select_related("vendor")[:20]
        ]
    return tasks


def _to_decide(finding, at) -> Todo:
    is_plan = finding.status == "plan_submitted"
    due = finding.plan_due_on if is_plan else finding.due_on
    title = _("Review the plan: %(finding)s") if is_plan else _("Verify: %(finding)s")
    return Todo(
        key=f"finding:{finding.pk}",
        title=title % {"finding": finding.title},
        url=reverse("finding", args=[finding.pk]),
        kind=_("Finding"),
        due_at=business_days.last_moment_of(due),
        consequence=2 if finding.kind == "major" else 3,
        vendor=finding.vendor,
        meta={"reference": finding.reference},
        state=todo.OVERDUE if business_days.last_moment_of(due) <= at else todo.NOT_STARTED,
    )


def _to_observe(audit) -> Todo:
    return Todo(
        key=f"audit:{audit.pk}",
        title=_("Audit of %(firm)s") % {"firm": audit.vendor.name},
        url=reverse("audit", args=[audit.pk]),
        kind=_("Audit"),
        due_at=business_days.last_moment_of(audit.planned_on),
        consequence=3,
        vendor=audit.vendor,
        meta={"reference": audit.reference},
    )


def vendor_panels(vendor, viewer: Actor, at: datetime.datetime) -> list[dict]:
    """The firm's audits and findings, on their tab."""
    if not viewer.may("audits.read"):
        return []
    audits = [
        {
            "title": f"{row.reference}, {say_day(row.planned_on)}",
            "url": reverse("audit", args=[row.pk]),
            "meta": row.lead.name,
            "state": state_of(row),
        }
        for row in Audit.objects.visible_to(viewer)
        .filter(vendor=vendor)
        .select_related("lead")
        .order_by("-planned_on")[:20]
    ]
    found = Finding.objects.visible_to(viewer).filter(vendor=vendor)
    findings = [
        {
            "title": row.title,
            "url": reverse("finding", args=[row.pk]),
            "meta": f"{row.reference}, {row.get_kind_display()}",
            "state": state_of(row),
        }
        for row in found.order_by("due_on", "-recorded_at")[:50]
    ]
    plan = (
        {"url": reverse("audit_plan", args=[vendor.pk]), "more": _("Plan an audit")}
        if viewer.may("audits.write")
        else {}
    )
    return [
        {
            "title": _("Findings"),
            "template": "components/rows_or_none.html",
            "context": {"rows": findings},
            "tab": "audits",
            "alert": found.unsettled().filter(kind="major").exists(),
        },
        {
            "title": _("Audits"),
            "template": "components/rows_or_none.html",
            "context": {"rows": audits},
            "tab": "audits",
            "count": len(audits),
            **plan,
        },
    ]
