"""What becomes of a form that could not be taken, because a confirmation or the session had run out, or it was refused?

It is kept (core.actions.kept_forms), the person confirms, signs in or goes back, and the page that shows the form has it filled
in again; they look at it and send it. The session holds the ids of what was kept and the rows name the account, so
nothing of it stands in an address, and nobody else who signs in at this browser gets it.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import CsrfViewMiddleware
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.actions import kept_forms
from core.database import context
from core.database.roles import GATE
from core.files import aside
from core.models import KeptForm, Session, User
from core.web import refilling, step_up, ways_back

IDS, OWNER = "kept_forms", "kept_for"  # in the session
FIELD = "kept_form"  # in the form that was filled in again
PLACES = ("/desk/", "/portal/")  # no form with a password or a code stands there
NOT_KEPT = {"csrfmiddlewaretoken", FIELD}


class KeptForms:
    """Innermost: it sees the page as the door made it, and hands the door the files that were kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forms = _mine(request)
        if not forms:
            return _keep_chosen(request, self.get_response(request))
        sent = next((form for form in forms if str(form.pk) == _sent_id(request)), None)
        if sent:
            _hand_over_files(request, sent)
        response = self.get_response(request)
        if connection.needs_rollback or request.headers.get("HX-Request"):
            return response
        if sent:
            return _after_sending(request, response, sent)
        shown = next((form for form in forms if form.page == request.get_full_path()), None)
        return (
            _shown(request, response, shown) if shown and request.method == "GET" else _keep_chosen(request, response)
        )


def keep(request: HttpRequest, user: User, page: str = "") -> None:
    """Keep what this request carries. Runs at the gate; whoever calls it lets it be committed."""
    if not is_worth_keeping(request):
        return
    said = [
        (name, value.replace("\x00", ""))
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_KEPT
    ]
    files = [(field, upload) for field, uploads in request.FILES.lists() for upload in uploads]
    form = kept_forms.keep(
        user, said, files, page=page or page_of(request), action=request.get_full_path(), at=clock.now()
    )
    request.session[IDS] = [*request.session.get(IDS, []), str(form.pk)][-kept_forms.MOST :]


def keep_after_rollback(request: HttpRequest, page: str) -> None:
    """The same where the request's own transaction was undone, and the session's changes with it."""
    with transaction.atomic():
        before = context.current()
        context.step_into(GATE)
        keep(request, request.user, page)
        request.session.save()
        context.restore(before)


def is_worth_keeping(request: HttpRequest) -> bool:
    if getattr(request, "is_preview", False):
        return False
    is_form = request.method == "POST" and request.path.startswith(PLACES) and request.content_type in _FORMS
    return is_form and is_ours(request)


_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


def page_of(request: HttpRequest) -> str:
    """Where to come back to: the page of ours from which a form was sent off, or the address itself."""
    came = urlsplit(request.headers.get("Referer", ""))
    if request.method == "POST" and came.netloc == request.get_host():
        return came._replace(scheme="", netloc="", fragment="").geturl()
    return request.get_full_path()


class _CsrfCheck(CsrfViewMiddleware):
    def _reject(self, request, reason):
        return reason


def is_ours(request: HttpRequest) -> bool:
    """Did one of our own pages send this? Asked where the view's own check does not come to it, or was not content."""
    is_own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    return is_own or _CsrfCheck(lambda request: None).process_view(request, None, (), {}) is None


def keep_of_ended_session(request: HttpRequest) -> tuple[list[str], str]:
    """Before the session goes: keep its form, and return what the next session at this browser is told."""
    keep(request, request.user)
    return request.session.get(IDS, []), str(request.user.pk)


def tell_next_session(request: HttpRequest, ids: list[str], owner: str) -> None:
    request.session[IDS], request.session[OWNER] = ids, owner


def keep_of_stranger(request: HttpRequest) -> None:
    """Not signed in any more, but we know who was: the session is past its time, or another tab found that out first."""
    if not is_worth_keeping(request):
        return
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    owner = request.session.get(OWNER) or Session.objects.filter(session_key=key).values_list("user", flat=True).first()
    if user := owner and User.objects.filter(pk=owner, is_active=True).first():
        keep(request, user)
        request.session[OWNER] = str(user.pk)


def discard(request: HttpRequest, pk: str) -> str:
    """Forget one of the forms that this session was told of. Returns the page that shows it, or the start page."""
    form = next((form for form in _mine(request) if str(form.pk) == pk), None)
    if form is None:
        return "/"
    kept_forms.forget(KeptForm.objects.filter(pk=form.pk))
    request.session[IDS] = [each for each in request.session[IDS] if each != pk]
    return form.page


def _mine(request: HttpRequest) -> list[KeptForm]:
    """What this session was told of and this account may see; asks nothing where there is nothing."""
    if request.viewer.user is None or request.viewer.preview or not request.session.get(IDS):
        return []
    with context.role(GATE):
        rows = KeptForm.objects.visible_to(request.viewer).standing(clock.now())
        found = list(rows.filter(pk__in=request.session[IDS]).prefetch_related("files").order_by("-kept_at"))
    if len(found) < len(request.session[IDS]):
        request.session[IDS] = [str(form.pk) for form in reversed(found)]
    return found


def _sent_id(request: HttpRequest) -> str:
    return request.POST.get(FIELD, "") if request.method == "POST" else ""


def _hand_over_files(request: HttpRequest, form: KeptForm) -> None:
    """Those that nobody chose anew. One that the storage has lost is simply not there, and the door asks for it."""
    for kept in form.files.all():
        if kept.field in request.FILES:
            continue
        upload = TemporaryUploadedFile(kept.name, kept.media_type, kept.size, None)
        try:
            for chunk in aside.chunks(kept):
                upload.write(chunk)
        except (ValueError, FileNotFoundError):
            continue
        upload.seek(0)
        request.FILES.appendlist(kept.field, upload)


def _after_sending(request, response: HttpResponse, form: KeptForm) -> HttpResponse:
    """Taken: forgotten. Not taken because something is wrong in it: the page has it all, but for the files."""
    if response.status_code == 422:
        return _keep_chosen(request, response, form)
    if response.status_code < 400 and not request.keep_page:
        with context.role(GATE):
            discard(request, str(form.pk))
    return response


def _keep_chosen(request, response: HttpResponse, before: KeptForm | None = None) -> HttpResponse:
    """Something in the form was wrong: nobody chooses a file again that was right. `before` is what was kept until now."""
    is_shown = response.status_code == 422 and response.get("Content-Type", "").startswith("text/html")
    if not (is_shown and request.FILES and request.viewer.user) or connection.needs_rollback:
        return response
    page, here = response.content.decode(), {"url": request.get_full_path(), "action": request.get_full_path()}
    fields = refilling.file_fields(page, **here)
    for field in [each for each in request.FILES if fields.get(each, True)]:  # refused, or without a place on this page
        del request.FILES[field]
    with context.role(GATE):
        if before:
            discard(request, str(before.pk))
        if not request.FILES or not is_worth_keeping(request):
            return response
        keep(request, request.user, before.page if before else "")
        kept = KeptForm.objects.prefetch_related("files").get(pk=request.session[IDS][-1])
    words = {file.field: _kept_words(file) for file in kept.files.all()}
    response.content = refilling.with_files(page, words, extra=[(FIELD, str(kept.pk))], **here)
    return response


def _kept_words(file) -> str:
    said = {"name": file.name, "size": filesizeformat(file.size)}
    return _("Kept: %(name)s (%(size)s). Choose a file only to replace it.") % said


def _shown(request, response: HttpResponse, form: KeptForm) -> HttpResponse:
    if response.status_code == 405:
        return _to_page_above(request, form)
    if not response.get("Content-Type", "").startswith("text/html") or response.streaming:
        return response
    return _put_back(request, response, kept_forms.said(form), form)


def _put_back(request, response: HttpResponse, said: list, form: KeptForm) -> HttpResponse:
    if hasattr(response, "render") and not response.is_rendered:
        response.render()
    done = refilling.refill(
        response.content.decode(),
        said,
        url=request.get_full_path(),
        action=form.action,
        extra=[(FIELD, str(form.pk))],
    )
    confirm_url = "" if done.place or reverse("confirm") not in done.page else step_up.address(form.page)
    told = {
        "kept": form,
        "place": done.place,
        "confirm_url": confirm_url,
        "homeless": ways_back.typed((name, [value]) for name, value in done.homeless),
        "files": form.files.all(),
    }
    if not (told["place"] or told["homeless"] or told["files"]):
        return response  # a button was pressed, and nothing typed
    response.content = refilling.announce(done.page, render_to_string("components/kept_form.html", told, request))
    return response


def _to_page_above(request, form: KeptForm) -> HttpResponse:
    """The form was sent off from an address that only takes forms; the record that it belongs to lies above it."""
    with context.role(GATE):
        kept_forms.move(form, ways_back.address_above(request.path))
    return HttpResponseRedirect(form.page)
