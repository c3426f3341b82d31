"""What have I been told? The inbox of the desk and of the portal, newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.actions import notices
from core.models import Notice

SHOWN = 100


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    found = Notice.objects.visible_to(request.viewer).order_by("-created_at", "-pk")
    context = {"title": _("Notices"), "notices": found[:SHOWN], "unread": found.unread().count(), "shown": SHOWN}
    return render(request, f"{_side(request)}/notices.html", context)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    notices.read_all(by=request.viewer, at=clock.now())
    return redirect(f"{_side(request)}_notices")


def _side(request: HttpRequest) -> str:
    return "desk" if request.viewer.is_staff else "portal"
