"""Who is looking, in which hat, and in which database role does the rest of the request run?

/desk/ runs as staff, /portal/ as the portal role with one firm, everything else stays at the gate. A portal account
may stand for several firms; the session holds the current one. A form that was drawn for another firm answers 409.
"""

import datetime

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.db import connection
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from psycopg2.extensions import TRANSACTION_STATUS_INERROR

from core import clock
from core.actors import STRANGER, Actor
from core.database import context
from core.database.roles import GATE, PORTAL, STAFF
from core.refusals import NotAllowed, NotNow
from core.roles import rights_of
from core.web import errors, kept_forms, previews

PERSON_FIELD = "as_person"
# Programs bring a key of their own; probes must answer without a database.
# Who reports without a name is not looked at, signed in or not.
_WITHOUT_SESSION = ("/api/v1/", "/scim/", "/hooks/", "/healthz", "/readyz", "/metrics", "/report/")
INSIDE = ("/desk/", "/portal/", "/api/docs/")
_signer = signing.Signer(salt="portal-form")


class Viewer:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        request.viewer, request.is_inside = STRANGER, False
        if f"{request.path}/".startswith(_WITHOUT_SESSION):
            return self.get_response(request)
        if request.user.is_authenticated:
            if _is_over(request):
                return _end(request)
            request.viewer = staff_viewer(request) if request.user.is_staff else portal_viewer(request)
        if request.path.startswith(INSIDE) and request.viewer is STRANGER:
            kept_forms.keep_of_stranger(request)
            return _to_login(request)
        if previews.is_asked_for(request):
            response = previews.show(request, self.get_response)
        elif request.path.startswith(INSIDE):
            try:
                enter(request)
                request.is_inside = True
            except (NotAllowed, NotNow) as refusal:
                request.refusal = refusal
                response = errors.answer(request, refusal)
                _leave()
                return response
            response = self.get_response(request)
        else:
            response = self.get_response(request)
        _leave()
        if request.user.is_authenticated or request.viewer is not STRANGER:
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers["Vary"] = ", ".join(filter(None, [response.headers.get("Vary"), "HX-Request"]))
        return response

    def process_exception(self, request, exception):
        return previews.refuse_write(request, exception)


def enter(request) -> None:
    """Step into the role of the portal that was asked for, or refuse. Raises NotAllowed, NotNow."""
    viewer = request.viewer
    if request.path.startswith(("/desk/", "/api/docs/")):
        if not viewer.is_staff:
            raise NotAllowed(_("The desk is for staff. Your tasks are in the portal."))
        context.step_into(STAFF, user=viewer.user.pk)
        return
    if not viewer.is_person:
        raise NotAllowed(_("The portal is for subcontractors. Your work is at the desk."))
    context.step_into(PORTAL, vendor=viewer.vendor_id, user=viewer.user.pk)
    _check_same_person(request)


def _leave() -> None:
    """Back to the gate: what the outer middlewares still write (the session) is no table of the portal's."""
    link = connection.connection
    is_broken = link is None or link.closed or link.info.transaction_status == TRANSACTION_STATUS_INERROR
    if not is_broken and not connection.needs_rollback:
        context.step_into(GATE)


def staff_viewer(request) -> Actor:
    roles = tuple(sorted(request.user.groups.values_list("name", flat=True)))
    return Actor(
        kind="staff",
        label=request.user.name,
        user=request.user,
        roles=roles,
        rights=rights_of(roles),
        door="desk",
        address=request.META.get("REMOTE_ADDR", ""),
    )


def portal_viewer(request) -> Actor:
    """The account in its current hat; STRANGER-like (kind `former`) when no firm employs it any more."""
    memberships = import_string(settings.MEMBERSHIPS)(request.user)
    base = {
        "label": request.user.name,
        "user": request.user,
        "door": "portal",
        "address": request.META.get("REMOTE_ADDR", ""),
    }
    if not memberships:
        return Actor(kind="former", **base)
    wanted = request.session.get("person_id")
    current = next((m for m in memberships if str(m.person_id) == wanted), memberships[0])
    return Actor(
        kind="person",
        person_id=current.person_id,
        vendor_id=current.vendor_id,
        hats=frozenset(current.hats),
        memberships=tuple(memberships),
        **base,
    )


def form_token(viewer: Actor) -> str:
    """The signed person id that every portal form carries."""
    return _signer.sign(str(viewer.person_id))


def _check_same_person(request) -> None:
    if request.method != "POST":
        return
    token = request.POST.get(PERSON_FIELD) or request.headers.get("X-As-Person", "")
    try:
        drawn_for = _signer.unsign(token)
    except signing.BadSignature:
        drawn_for = ""
    if drawn_for != str(request.viewer.person_id):
        raise NotNow(_("This page was opened for another subcontractor. Open it again as the one you stand for now."))


def _is_over(request) -> bool:
    """Idle too long, or past the absolute limit. Times are kept in the session, UTC, ISO."""
    now = clock.now()
    seen, started = request.session.get("seen_at"), request.session.get("started_at")
    idle = settings.IDLE_SECONDS["viewer" if request.path.startswith("/portal/documents/") else "desk"]
    if seen and now - datetime.datetime.fromisoformat(seen) > datetime.timedelta(seconds=idle):
        return True
    if started and now - datetime.datetime.fromisoformat(started) > datetime.timedelta(
        seconds=settings.SESSION_COOKIE_AGE
    ):
        return True
    if not seen or now - datetime.datetime.fromisoformat(seen) > datetime.timedelta(seconds=60):
        request.session["seen_at"] = now.isoformat()
        request.session.setdefault("started_at", now.isoformat())
        request.session["agent"] = request.headers.get("User-Agent", "")[:200]
        request.session["address"] = request.META.get("REMOTE_ADDR") or None
    return False


def _end(request):
    """What was typed outlives the session: its person finds it again after signing in."""
    told = kept_forms.keep_of_ended_session(request)
    logout(request)
    kept_forms.tell_next_session(request, *told)
    return _to_login(request)


def _to_login(request):
    if request.headers.get("HX-Request"):
        response = HttpResponseRedirect(settings.LOGIN_URL)
        response.status_code = 401
        response.headers["HX-Redirect"] = f"{settings.LOGIN_URL}?next={request.headers.get('HX-Current-URL', '/')}"
        return response
    return redirect_to_login(kept_forms.page_of(request), settings.LOGIN_URL)
