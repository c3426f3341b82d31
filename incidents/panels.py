"""What do incidents show where apps meet? Cases to look into, for those who need to know."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.actors import Actor
from core.web import todo
from core.web.todo import Todo
from incidents.listings import firm_of, state_of, title_of
from incidents.models import Case

FIRST = {
    "S1": datetime.timedelta(hours=1),
    "S2": datetime.timedelta(hours=4),
}  # else a day; as the playbook's severities


def portal_aside(viewer: Actor, at: datetime.datetime) -> list[dict]:
    """The way to tell us, beside the tasks of everybody."""
    return [{"title": _("Lost or shared something?"), "template": "portal/incidents/aside.html", "context": {}}]


def desk_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """Cases that are open and not contained, gravest first."""
    rows = (
        Case.objects.visible_to(viewer)
        .filter(status="open")
        .select_related("vendor", "playbook")
        .order_by("severity", "reported_at")[:20]
    )
    return [_to_contain(case, at) for case in rows]


def _to_contain(case, at) -> Todo:
    due = case.reported_at + FIRST.get(case.severity, datetime.timedelta(days=1))
    return Todo(
        key=f"incident:{case.pk}",
        title=_("Look into: %(what)s") % {"what": title_of(case)},
        url=reverse("incident", args=[case.pk]),
        hint=case.get_severity_display(),
        kind=_("Incident"),
        due_at=due,
        consequence=1,
        vendor=case.vendor,
        meta={"reference": case.reference},
        state=todo.OVERDUE if due < at else todo.NOT_STARTED,
    )


def today_panels(viewer: Actor, at: datetime.datetime) -> list[dict]:
    """The grave cases that are open, each with its clock: nobody finds them among the rows of the queue."""
    rows = (
        Case.objects.visible_to(viewer).filter(status="open", severity__in=FIRST).select_related("vendor", "playbook")
    )
    shown = [_grave(case, at) for case in rows.order_by("severity", "reported_at")[:3]]
    panel = {
        "title": _("Open and grave"), "icon": "siren", "tone": "danger", "template": "components/rows.html",
        "context": {"rows": shown}, "url": f"{reverse('incidents')}?state=open", "more": _("All open cases"),
    }  # fmt: skip
    return [panel] if shown else []


def _grave(case, at) -> dict:
    due = case.reported_at + FIRST[case.severity]
    hours = max(round(abs(at - due).total_seconds() / 3600), 1)
    said = (
        ngettext("%(n)d hour over", "%(n)d hours over", hours)
        if due < at
        else ngettext("%(n)d hour left", "%(n)d hours left", hours)
    )
    return {
        "title": title_of(case), "url": reverse("incident", args=[case.pk]), "end": said % {"n": hours}, "end_note": _("to contain it"),
        "meta": f"{case.reference}, {case.get_severity_display()}, {firm_of(case)}", "tone": "danger" if due < at else "",
    }  # fmt: skip


def vendor_panels(vendor, viewer: Actor, at: datetime.datetime) -> list[dict]:
    """The firm's cases, for those who see them; for others not even that there are any."""
    cases = Case.objects.visible_to(viewer).filter(vendor=vendor)
    rows = [
        {
            "title": title_of(case),
            "url": reverse("incident", args=[case.pk]),
            "meta": f"{case.reference}, {case.severity}",
            "state": state_of(case),
        }
        for case in cases.select_related("playbook").order_by("-reported_at")[:50]
    ]
    if not rows and not viewer.may("incidents.read"):
        return []
    open_ = cases.exclude(status="closed").count()
    more = (
        {"url": reverse("incident_report", args=[vendor.pk]), "more": _("Report an incident")}
        if viewer.may("incidents.report")
        else {}
    )
    return [
        {
            "title": _("Incidents"),
            "template": "components/rows_or_none.html",
            "context": {"rows": rows},
            "tab": "incidents",
            "count": open_,
            "alert": open_ > 0,
            **more,
        }
    ]


def figures(viewer: Actor, at: datetime.datetime) -> list[dict]:
    if not viewer.may("incidents.read"):
        return []
    open_ = Case.objects.visible_to(viewer).filter(status="open").count()
    return [
        {
            "label": _("Open incidents"),
            "icon": "siren",
            "value": open_,
            "unit": _("cases"),
            "url": reverse("incidents") + "?state=open",
            "tone": "danger" if open_ else "",
            "note": _("Not contained yet"),
        }
    ]
