"""Is this browser still signed in, and does the person want to stay? Asked by the warning before a session ends."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """204 while signed in: asking is using, so the idle time begins anew (core.web.viewer); 401 when it is over."""
    return HttpResponse(status=204 if request.user.is_authenticated else 401)
