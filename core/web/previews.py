"""How does staff see the portal as one of its people? As that person, in the role that sees one firm, and only to look.

A preview lives in the session: whose, and until when. Who previews is staff all the while: only pages of the portal are
drawn as the person, what is refused or recorded is staff's own. Three walls keep it from changing anything: no
method but GET and HEAD gets in; PostgreSQL refuses every write, and what was done is taken back in any case; and the
trail takes no event by whoever is only looked at (core.events). Which pages there are: config/previewed.py.
"""

import datetime
from dataclasses import replace

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from psycopg2.errors import ReadOnlySqlTransaction

from core import clock
from core.actors import Actor, Preview
from core.database import context
from core.database.roles import PORTAL, STAFF
from core.refusals import NotAllowed, NotNow, Refusal
from core.web import errors

KEY = "preview"  # in the session
METHODS = ("GET", "HEAD")


def begin(request: HttpRequest, person_id, until: datetime.datetime) -> None:
    request.session[KEY] = {"person": str(person_id), "until": until.isoformat()}


def is_of(request: HttpRequest, person_id) -> bool:
    """Is one of this person on already, and not over?"""
    asked = request.session.get(KEY, {})
    return asked.get("person") == str(person_id) and clock.now() < _until(asked)


def _until(asked: dict) -> datetime.datetime:
    return datetime.datetime.fromisoformat(asked["until"])


def end(request: HttpRequest) -> str:
    """Returns whose it was; nothing where there was none."""
    return request.session.pop(KEY, {}).get("person", "")


def is_asked_for(request: HttpRequest) -> bool:
    return request.viewer.is_staff and request.path.startswith("/portal/") and KEY in request.session


def show(request: HttpRequest, get_response) -> HttpResponse:
    """The page as the person gets it, or why not."""
    staff, request.is_preview = request.viewer, True
    try:
        _check_page(request)
        person = _person(request, staff)
    except Refusal as refusal:
        return _refused(request, refusal)
    with transaction.atomic():
        context.step_into(PORTAL, vendor=person.vendor_id, user=person.user.pk)
        _only_to_read()
        request.viewer, request.is_inside = person, True
        try:
            response = get_response(request)
        finally:
            request.viewer, request.is_inside = staff, False
        transaction.set_rollback(True)
    return _refused(request, request.refusal) if getattr(request, "has_tried_to_write", False) else response


def refuse_write(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """An answer to be drawn by `show`, once the transaction can be asked again; None for any other failure."""
    if not (is_running(request) and isinstance(exception.__cause__, ReadOnlySqlTransaction)):
        return None
    request.has_tried_to_write = request.undo = True
    request.refusal = NotAllowed(_("Opening this page writes something down, so a preview does not show it."))
    return HttpResponse(status=request.refusal.status)


def is_running(request: HttpRequest) -> bool:
    return getattr(request, "is_preview", False)


def _check_page(request: HttpRequest) -> None:
    if request.method not in METHODS:
        raise NotAllowed(_("This is a preview. Nothing can be sent or changed in it."))
    try:
        name = resolve(request.path_info).url_name
    except Resolver404:
        return  # not found, as anywhere
    if name not in import_string(settings.PREVIEWED):
        raise NotAllowed(_("This page is not shown in a preview: what is on it is for that person alone."))


def _person(request: HttpRequest, staff: Actor) -> Actor:
    asked = request.session[KEY]
    until = _until(asked)
    if clock.now() >= until:
        raise NotNow(_("The preview is over. Begin it again on the page of the person."))
    with context.role(STAFF, user=staff.user.pk):
        person = import_string(settings.PREVIEWS)(asked["person"], staff)
    return replace(person, preview=Preview(by=staff, until=until))


def _only_to_read() -> None:
    """Until the savepoint around it is gone: the session is still saved by the middleware outside."""
    with connection.cursor() as cursor:
        cursor.execute("set transaction read only")


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """On a page of the desk: this one speaks to staff."""
    request.refusal = refusal
    with context.role(STAFF, user=request.viewer.user.pk):
        request.is_inside = True
        response = errors.answer(request, refusal)
        request.is_inside = False
    return response
