"""How does a colleague who was invited get in? The page of the link: looking changes nothing, one press takes it up."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import clock, staff_links
from core.actions import staff
from core.forms.joining import AcceptForm
from core.listings import role_names
from core.models import User


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, pk, token: str) -> HttpResponse:
    """A link that was used, replaced or is over answers like one that never was."""
    at, user = clock.now(), User.objects.filter(pk=pk, is_staff=True).first()
    if user is None or not staff_links.opens(user, token, at=at):
        return render(request, "public/start_over.html", {"title": _("This link does not work any more")}, status=410)
    form = AcceptForm(request.POST or None, email=user.email, initial=_guess(user))
    if request.method == "POST" and form.is_valid():
        return _sign_in(request, staff.join(user, token, by=request.viewer, at=at, **form.cleaned_data))
    context = {
        "title": _("Welcome, %(name)s") % {"name": user.name},
        "account": user,
        "roles": role_names(user),
        "over_at": staff_links.over_at(user),
        "form": form,
    }
    return render(request, "public/start.html", context, status=422 if form.errors else 200)


def _sign_in(request, user: User) -> HttpResponse:
    """Signed in at once, with the password counted as just given, so that a factor can be added without typing it again."""
    record_authentication(request, user, method="password", email=user.email, reauthenticated=True)
    perform_login(request, user, email_verification="none", signal_kwargs={"is_account_new": True})
    messages.success(request, _("Your account is ready. Set up a passkey or an authenticator app next."))
    return redirect("mfa_index")


def _guess(user: User) -> dict:
    return {
        "name": user.name,
        "language": get_language() or "en-gb",
        "time_zone": user.time_zone,
    }
