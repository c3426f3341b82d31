"""What have I been told? The inbox of the desk and of the portal, newest first, and what is read in it."""

import datetime

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from core import clock, paging
from core.actions import notices
from core.models import Notice

SIZE = 30
NEWEST = paging.Order("created_at", "created_at", descending=True)
_STAMP = "%Y%m%dT%H%M%S%f"


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """`?show=unread` narrows; `cursor` turns the page."""
    mine = Notice.objects.visible_to(request.viewer)
    counts = mine.aggregate(all=Count("pk"), unread=Count("pk", filter=Q(read_at=None)))
    shown = "unread" if request.GET.get("show") == "unread" else "all"
    found = _take(mine.unread() if shown == "unread" else mine, shown, request.GET.get("cursor", ""))
    side = _side(request)
    context = {
        "title": _("Notices"),
        "notices": found.rows,
        "unread": counts["unread"],
        "listing": {
            "views_label": _("Which notices"),
            "views": [
                {"label": _("All"), "url": "?", "count": counts["all"], "current": shown == "all"},
                {"label": _("New"), "url": "?show=unread", "count": counts["unread"], "current": shown == "unread"},
            ],
            "total_text": ngettext("%(count)d notice", "%(count)d notices", counts[shown]) % {"count": counts[shown]},
            "previous_url": _page_url(shown, found.previous_cursor),
            "next_url": _page_url(shown, found.next_cursor),
        },
        "shown": shown,
        "side": side,
        "reading_url": reverse(f"{side}_notices_reading"),
    }
    return render(request, f"{side}/notices.html", context)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    count = notices.read_all(by=request.viewer, at=at)
    said = ngettext("%(count)d notice marked as read", "%(count)d notices marked as read", count) % {"count": count}
    undo = reverse(f"{_side(request)}_notices_undoing", args=[at.astimezone(datetime.UTC).strftime(_STAMP)])
    messages.success(request, said, extra_tags=f"undo:{undo}" if count else "")
    return redirect(f"{_side(request)}_notices")


@require_POST
def undo_read_all(request: HttpRequest, stamp: str) -> HttpResponse:
    try:
        moment = datetime.datetime.strptime(stamp, _STAMP).replace(tzinfo=datetime.UTC)
    except ValueError as no_moment:
        raise Http404 from no_moment
    count = notices.unread_all_of(moment, by=request.viewer)
    messages.info(
        request, ngettext("%(count)d notice is new again", "%(count)d notices are new again", count) % {"count": count}
    )
    return redirect(f"{_side(request)}_notices")


@require_POST
def read(request: HttpRequest, pk) -> HttpResponse:
    notices.read(_own(request, pk), by=request.viewer, at=clock.now())
    return _back(request)


@require_POST
def unread(request: HttpRequest, pk) -> HttpResponse:
    notices.unread(_own(request, pk), by=request.viewer)
    return _back(request)


def unread_count(viewer) -> int:
    """What stands on the bell; the same that the inbox counts."""
    return Notice.objects.visible_to(viewer).unread().count()


def _own(request, pk) -> Notice:
    return get_object_or_404(Notice.objects.visible_to(request.viewer), pk=pk)


def _back(request) -> HttpResponse:
    """To the page of the inbox on which the button was pressed; nothing more where a script pressed it."""
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    target = request.POST.get("back", "")
    is_here = url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return redirect(target if is_here and target.startswith("/") else reverse(f"{_side(request)}_notices"))


def _take(rows, shown: str, cursor: str) -> paging.Page:
    try:
        return paging.take(rows, NEWEST, size=SIZE, cursor=cursor, about=f"notices-{shown}")
    except paging.BadCursor:
        return paging.take(rows, NEWEST, size=SIZE, about=f"notices-{shown}")


def _page_url(shown: str, cursor: str) -> str:
    return "?" + urlencode({**({"show": shown} if shown == "unread" else {}), "cursor": cursor}) if cursor else ""


def _side(request: HttpRequest) -> str:
    return "desk" if request.viewer.is_staff else "portal"
