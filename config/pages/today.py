"""What is waiting for this officer, and what happened since yesterday?"""

import datetime

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from config.pages import first_steps, gather, trail
from core import clock
from core.web import todo
from core.web.dates import say_moment
from vendors.models import Vendor
from vendors.policies import people as people_policy
from vendors.policies import register as policy

SHOWN = 60
NOISE = {
    "user.signed-in",
    "user.signed-out",
    "user.new-browser",
    "user.codes-made",
    "user.password-changed",
    "session.ended",
    "user.confirmed",
    "user.switched-firm",
    "export.made",
    "user.sign-in-failed",
    "agreement.sealed",
    "certificate.sealed",
    "incident.viewed",
}


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    at, viewer = clock.now(), request.viewer
    todos = [each for each in gather.todos("desk_tasks", viewer, at) if not each.is_done]
    shown, kinds = narrowed(todos, request.GET, at)
    context = {
        "title": _("Today"),
        "sub": sub(todos, at),
        "figures": gather.joined("figures", viewer, at)[:4],
        "todos": [row(each, at) for each in shown[:SHOWN]],
        "count": len(shown),
        "views": views(todos, request.GET, at),
        "kinds": kinds,
        "first_steps": first_steps.of(viewer),
        "stages": stages(viewer),
        "entries": since_yesterday(viewer, at),
        "may_read_trail": viewer.may("trail.read"),
        "trail": trail.standing() if viewer.may("trail.read") else None,
        "may_import": people_policy.can_keep(viewer),
        "may_invite": policy.can_keep(viewer) and people_policy.can_invite(viewer),
        "side": gather.drawn(request, gather.joined("today_panels", viewer, at)),
        "tiers": tiers(viewer),
    }
    return render(request, "desk/pages/today.html", context)


def is_late(each: todo.Todo, at: datetime.datetime) -> bool:
    """What its app calls overdue, and whatever has a moment that is over."""
    return each.state == todo.OVERDUE or bool(each.due_at and each.due_at < at)


def sub(todos: list[todo.Todo], at: datetime.datetime) -> str:
    if not todos:
        return _("Nothing is waiting for you.")
    overdue = sum(is_late(each, at) for each in todos)
    waiting = ngettext("%(count)d item is waiting for you.", "%(count)d items are waiting for you.", len(todos)) % {
        "count": len(todos)
    }
    late = ngettext("%(count)d is overdue.", "%(count)d are overdue.", overdue) % {"count": overdue}
    return f"{waiting} {late}" if overdue else waiting


def narrowed(todos: list[todo.Todo], query, at) -> tuple[list[todo.Todo], list[str]]:
    """By ?due=overdue and ?kind=…; what is not known narrows nothing."""
    kinds = sorted({str(each.kind) for each in todos if each.kind})
    kind = query.get("kind", "")
    if kind in kinds:
        todos = [each for each in todos if str(each.kind) == kind]
    if query.get("due") == "overdue":
        todos = [each for each in todos if is_late(each, at)]
    return todos, kinds


def views(todos: list[todo.Todo], query, at) -> list[dict]:
    """The whole, the overdue, and each kind of work as a tab with its count."""
    now_kind, now_due = query.get("kind", ""), query.get("due", "")
    found = [{"label": _("All"), "url": "?", "count": len(todos), "current": not now_kind and not now_due}]
    if overdue := sum(is_late(each, at) for each in todos):
        found.append({"label": _("Overdue"), "url": "?due=overdue", "count": overdue, "current": now_due == "overdue"})
    counts: dict[str, int] = {}
    for each in todos:
        if each.kind:
            counts[str(each.kind)] = counts.get(str(each.kind), 0) + 1
    return found + [
        {"label": kind, "url": f"?kind={kind}", "count": count, "current": kind == now_kind}
        for kind, count in counts.items()
    ]


def row(each: todo.Todo, at: datetime.datetime) -> dict:
    return {
        "title": each.title,
        "url": each.url,
        "reference": each.meta.get("reference", ""),
        "kind": each.kind,
        "hint": each.hint,
        "vendor": each.vendor,
        "due": say_moment(each.due_at) if each.due_at else "",
        "is_late": is_late(each, at),
    }


def stages(viewer) -> list[dict]:
    """Where the onboarding stands: invited, screening, approved but not yet active."""
    here = Vendor.objects.visible_to(viewer)
    count = here.with_state().aggregate(
        **{key: Count("pk", filter=Q(state=key)) for key in ["prospect", "screening", "approved", "active"]}
    )
    if not any(count.values()):
        return []
    names = Vendor.WORKFLOW.names
    return [
        {"label": names[key], "count": value, "url": f"{reverse('subcontractors')}?state={key}"}
        for key, value in count.items()
    ]


def tiers(viewer) -> list[dict]:
    """How many firms in each tier; not assessed is its own line."""
    rows = (
        Vendor.objects.visible_to(viewer)
        .exclude(status="archived")
        .values("tier")
        .annotate(count=Count("pk"))
        .order_by("tier")
    )
    names = dict(Vendor._meta.get_field("tier").choices)
    base = reverse("subcontractors")
    return [
        {
            "title": names.get(found["tier"], _("Not assessed")),
            "url": f"{base}?tier={found['tier'] or 'none'}",
            "end": found["count"],
        }
        for found in rows
    ]


def since_yesterday(viewer, at: datetime.datetime) -> list[dict]:
    """The trail since yesterday morning, of the firms that this person sees; whoever reads no register sees of the
    whole house what administrators do."""
    start = at - datetime.timedelta(hours=30)
    rows = trail.readable(viewer).filter(at__gte=start).exclude(name__in=NOISE)
    if viewer.may("trail.read") and not viewer.may("vendors.read"):
        rows = rows.filter(subject_kind__startswith="core.", vendor_id=None)
    elif not viewer.may("trail.read"):
        rows = rows.filter(vendor_id__in=Vendor.objects.visible_to(viewer).values("pk"))
    return trail.entries(rows.order_by("-at", "-id")[:40], viewer)[:12]
