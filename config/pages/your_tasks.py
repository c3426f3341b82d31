"""What does this person have to do for us, and what does it bring back? The home of the portal."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from access.panels import grants as access
from config.pages import gather
from core import clock
from core.refusals import NotAllowed
from core.web import todo
from core.web.dates import say_moment
from vendors.models import Vendor


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    at, viewer = clock.now(), request.viewer
    todos = todo.in_order(weighed(gather.todos("portal_tasks", viewer, at), access.closed_by(viewer, at)))
    open_now = [each for each in todos if not each.is_done]
    now = [each for each in open_now if each.consequence <= 2 and each.url]
    done = sorted(
        (each for each in todos if each.is_done), key=lambda each: (each.done_at or at, each.key), reverse=True
    )
    context = {
        "title": _("Your tasks"),
        "lede": lede(
            open_now, [] if open_now else gather.joined("portal_paused", viewer, at), is_arriving=is_arriving(viewer)
        ),
        "holds": access.holds_on(viewer, at),
        "do_now": [shown(each) for each in now],
        "do_next": [shown(each) for each in open_now if each not in now],
        "done": [shown(each) for each in done],
        "done_count": len(done),
        "total": len(todos),
        "part": int(any(each.state == todo.IN_PROGRESS for each in open_now)),
        "aside": gather.drawn(request, gather.joined("portal_aside", viewer, at)),
    }
    return render(request, "portal/your_tasks.html", context)


@require_GET
def company(request: HttpRequest) -> HttpResponse:
    """For contacts: the firm's people, and what each app shows about the firm."""
    if "contact" not in request.viewer.hats:
        raise NotAllowed(_("This page is for the contacts of your company. Ask one of them."))
    panels = gather.drawn(request, gather.joined("portal_company", request.viewer, clock.now()))
    return render(request, "portal/company.html", {"title": _("Your company"), "panels": panels})


def weighed(todos: list[todo.Todo], closed: dict[str, set[str]]) -> list[todo.Todo]:
    """A task that meets a condition which closes access now is among the most urgent, and says what it closes."""
    return [
        replace(each, consequence=1, meta={**each.meta, "blocks": _only(closed[each.meta["meets"]])})
        if not each.is_done and each.meta.get("meets") in closed
        else each
        for each in todos
    ]


def _only(names: set[str]) -> str:
    """What is closed, where it is one thing."""
    return next(iter(names)) if len(names) == 1 else ""


def is_arriving(viewer) -> bool:
    """A contact of a firm that is not approved yet: everything hangs on that."""
    arriving = Vendor.objects.visible_to(viewer).filter(pk=viewer.vendor_id).arriving()
    return "contact" in viewer.hats and arriving.exists()


def lede(open_now: list[todo.Todo], paused: list[str], *, is_arriving: bool = False) -> str:
    """One sentence that names what hangs on the tasks. `paused`: what does not open although nothing is left to do."""
    blocking = [each for each in open_now if each.consequence == 1]
    count = len(blocking) or len(open_now)
    back = next((each.meta["blocks"] for each in blocking if each.meta.get("blocks")), "")
    if paused and not open_now:
        said = _("Nothing is left for you to do, and your access to %(what)s is paused. Why stands beside it.")
        return said % {"what": ", ".join(sorted(set(paused)))}
    if not open_now:
        return _("You are up to date. We write to you when there is something new.")
    if back:
        text = ngettext(
            "Complete %(count)d task to get your access to %(what)s.",
            "Complete %(count)d tasks to get your access to %(what)s.",
            count,
        )
        return text % {"count": count, "what": back}
    if blocking:
        text = ngettext(
            "Complete %(count)d task; your access depends on it.",
            "Complete %(count)d tasks; your access depends on them.",
            count,
        )
        return text % {"count": count}
    if is_arriving:
        text = ngettext(
            "Complete %(count)d task; we can approve your company only after it. More may follow from your answers.",
            "Complete %(count)d tasks; we can approve your company only after them. More may follow from your answers.",
            count,
        )
        return text % {"count": count}
    return ngettext("%(count)d task is open.", "%(count)d tasks are open.", count) % {"count": count}


def shown(each: todo.Todo) -> dict:
    """A task as components/task.html draws it."""
    tone, state, icon = _state(each)
    return {
        "title": each.title,
        "url": each.url,
        "hint": each.hint,
        "due": _due(each),
        "tone": tone,
        "state": state,
        "icon": icon,
    }


def _state(each: todo.Todo) -> tuple[str, str, str]:
    return {
        todo.OVERDUE: ("danger", _("Overdue"), "clock"),
        todo.NOT_STARTED: ("info", _("Not started"), ""),
        todo.IN_PROGRESS: ("info", _("In progress"), "circle-dot"),
        todo.BLOCKED: ("outline", _("Cannot start yet"), "lock"),
        todo.DONE: ("plain", _("Completed"), "check"),
    }[each.state]


def _due(each: todo.Todo) -> str:
    """The day stands with the hint once it is done."""
    if each.is_done or each.due_at is None:
        return ""
    words = _("Was due %(day)s") if each.state == todo.OVERDUE else _("Due %(day)s")
    return words % {"day": say_moment(each.due_at, "portal")}
