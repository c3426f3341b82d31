"""What does a refused or failed request look like to a person? One page a status, the same inside and out of scope."""

import sys

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import SimpleTemplateResponse

from core.actors import STRANGER
from core.database import absence
from core.limits import RETRY_SECONDS
from core.refusals import Refusal, StepUpNeeded
from core.web import kept_forms, step_up, ways_back


def answer(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 and 409 with the sentence, 404 the shared page, a step-up as a way to confirm and come back."""
    if isinstance(exception, StepUpNeeded):
        return to_step_up(request, exception.back)
    if isinstance(exception, Http404):
        return page(request, 404)
    if isinstance(exception, Refusal):
        return page(
            request,
            exception.status,
            sentence=exception.sentence,
            unmet=exception.unmet,
            back=_keep(request) or ways_back.address_before(request),
            is_kept=bool(request.keep_page),
        )
    raise exception


def page(request: HttpRequest, status: int, **context) -> HttpResponse:
    body = render_to_string(f"errors/{status}.html", {"status": status, **context}, request=request)
    return HttpResponse(body, status=status)


def _keep(request) -> str:
    """Where what was typed waits for its person: told to the outermost, which keeps it once all else is undone."""
    is_known = getattr(request, "viewer", STRANGER).user is not None
    if is_known and kept_forms.is_worth_keeping(request) and (ways_back.typed(request.POST.lists()) or request.FILES):
        request.keep_page = kept_forms.page_of(request)
    return request.keep_page


class NoBlankPages:
    """A deed's address that somebody opens in the browser says so, and leads back to where the deed is done."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        response = self.get_response(request)
        if response.status_code != 405 or response.content or request.path.startswith(("/api/", "/scim/")):
            return response
        said = page(request, 405, back=ways_back.address_before(request))
        said.headers["Allow"] = response.headers["Allow"]
        return said


def to_step_up(request, back: str) -> HttpResponse:
    target = step_up.address(back)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": target})
    return _see_other(target)


def _see_other(target: str) -> HttpResponse:
    response = HttpResponseRedirect(target)
    response.status_code = 303
    return response


def bad_request(request, exception=None):
    return page(request, 400)


def not_allowed(request, exception=None):
    return page(request, 403)


def not_found(request, exception=None):
    if request.path.startswith(("/api/", "/scim/")):
        from core.api import problems

        return problems.unknown_path(request)
    return page(request, 404)


def failed(request):
    """A 500, or a 503 while the database is away: without session and context, for nothing here may fail again."""
    status = 503 if absence.is_passing(sys.exc_info()[1]) else 500
    if request.path.startswith(("/api/", "/scim/")):
        from core.api import problems

        return problems.unavailable(request) if status == 503 else problems.failed(request)
    context = {
        "status": status,
        "request_id": getattr(request, "request_id", ""),
        "again": request.get_full_path() if status == 503 and request.method in {"GET", "HEAD"} else "",
    }
    headers = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"} if status == 503 else {}
    return SimpleTemplateResponse(f"errors/{status}.html", context, status=status, headers=headers).render()


def csrf_failure(request, reason=""):
    """Mostly a page that was opened before its person signed in anew: what they typed there is kept for them."""
    request.refusal = Refusal(reason)
    back = _keep(request)
    return page(request, 403, csrf=True, back=back or ways_back.address_before(request), is_kept=bool(back))
