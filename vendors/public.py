"""How does the invited get in? The page of the link: looking changes nothing, one press consumes it."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.forms.joining import AcceptForm
from core.models import User
from vendors import invitation_links
from vendors.actions import invitations


@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """A link that is spent, withdrawn, over or unknown answers alike: it offers a new one to the same address."""
    asked = invitation_links.look(token)
    if asked is None or asked["status"] != "open" or asked["expires_at"] <= clock.now():
        return _over(request, token)
    known = User.objects.filter(email__iexact=asked["email"]).first()
    if known or request.user.is_authenticated:
        return _join(request, token, asked, known)
    form = AcceptForm(request.POST or None, email=asked["email"], initial=_guess(request, asked))
    if request.method == "POST" and form.is_valid():
        user, _person = invitations.accept(token, by=request.viewer, at=clock.now(), **form.cleaned_data)
        return _sign_in(request, user)
    return _show(request, "public/vendors/invitation.html", asked, form=form)


@require_POST
def new_link(request: HttpRequest, token: str) -> HttpResponse:
    """The answer is the same whether there was anything to renew or not."""
    invitations.renew(token, by=request.viewer, at=clock.now())
    return render(request, "public/vendors/new_link.html", {"title": _("Look in your mailbox")})


@login_required
@require_GET
def welcome(request: HttpRequest) -> HttpResponse:
    """The second factor, straight after the account was made and whenever somebody wants to see it again."""
    has_factor = request.user.authenticator_set.filter(type__in=["totp", "webauthn"]).exists()
    return render(request, "public/vendors/welcome.html", {"title": _("Welcome"), "has_factor": has_factor})


def _join(request, token, asked, known) -> HttpResponse:
    """Somebody who has an account signs in with it and joins the firm by one press."""
    if not request.user.is_authenticated:
        back = urlencode({"next": request.path})
        return _show(
            request, "public/vendors/sign_in_first.html", asked, sign_in_url=f"{reverse('account_login')}?{back}"
        )
    if request.method == "POST":
        _user, person = invitations.accept(token, by=request.viewer, at=clock.now(), account=request.user)
        request.session["person_id"] = str(person.pk)
        messages.success(request, _("You now stand for %(firm)s") % {"firm": asked["vendor_name"]})
        return redirect("your_tasks")
    return _show(request, "public/vendors/join.html", asked, is_other=known is None or known.pk != request.user.pk)


def _sign_in(request, user) -> HttpResponse:
    """Signed in at once, with the password counted as just given, so that a passkey can be added without typing it again."""
    record_authentication(request, user, method="password", email=user.email, reauthenticated=True)
    perform_login(request, user, email_verification="none", signal_kwargs={"is_account_new": True})
    messages.success(request, _("Your account is ready. Add a passkey now, or skip to your tasks."))
    return redirect("welcome")


def _over(request, token) -> HttpResponse:
    return render(
        request, "public/vendors/link_over.html", {"title": _("This link has run out"), "token": token}, status=410
    )


def _show(request, template, asked, **context) -> HttpResponse:
    form = context.get("form")
    context = {
        "title": _("You are invited"),
        "asked": asked,
        "token": request.resolver_match.kwargs["token"],
        **context,
    }
    return render(request, template, context, status=422 if form is not None and form.errors else 200)


def _guess(request, asked) -> dict:
    return {
        "name": asked["name"],
        "language": get_language() or "en-gb",
        "time_zone": timezone.get_current_timezone_name(),
    }
