"""What may people settle for themselves? Settings, sessions, the firm they stand for; one page each, all at the gate."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock, events
from core.actions import accounts
from core.forms.own import SettingsForm
from core.models import Session
from core.web import devices, kept_forms


@require_GET
def front_door(request: HttpRequest):
    """The bare address leads to the desk, the portal or sign-in."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    return redirect("/desk/" if request.user.is_staff else "/portal/")


@login_required
@require_http_methods(["GET", "POST"])
def settings_page(request: HttpRequest):
    form = SettingsForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        accounts.keep_settings(request.user, form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Settings saved"))
        return redirect("own_settings")
    return render(
        request,
        "account/settings.html",
        {"form": form, "title": _("Your settings")},
        status=422 if form.errors else 200,
    )


@login_required
@require_GET
def sessions(request: HttpRequest):
    """Every browser that is signed in to this account, this one first."""
    here = request.session.session_key
    rows = Session.objects.filter(user=request.user).alive(clock.now()).order_by("-seen_at")
    found = [
        {"row": row, "device": devices.described(row.agent), "is_here": row.session_key == here}
        for row in sorted(rows, key=lambda row: row.session_key != here)
    ]
    context = {
        "title": _("Where you are signed in"),
        "sessions": found,
        "idle_minutes": settings.IDLE_SECONDS["desk"] // 60,
        "longest_hours": settings.SESSION_COOKIE_AGE // 3600,
    }
    return render(request, "account/sessions.html", context)


@login_required
@require_POST
def end_session(request: HttpRequest, handle: str):
    """Ends one session of this account; that it is over already is as good."""
    accounts.end_session(request.user, handle, by=request.viewer, at=clock.now())
    messages.success(request, _("Signed out there"))
    return redirect("own_sessions")


@login_required
@require_POST
def end_sessions(request: HttpRequest):
    """Ends every other session of this account."""
    ended = accounts.end_sessions(request.user, by=request.viewer, at=clock.now(), but=request.session.session_key)
    said = ngettext("%(count)d other session ended", "%(count)d other sessions ended", ended)
    messages.success(request, said % {"count": ended})
    return redirect("own_sessions")


@login_required
@require_POST
def discard(request: HttpRequest):
    """Forget what was typed into a form and kept (core.web.kept_forms), and show that form empty."""
    page = kept_forms.discard(request, request.POST.get("form", ""))
    return redirect(_safe(request, page))


@login_required
@require_GET
def confirm(request: HttpRequest):
    """Leads to the second factor that this account has, and back to `next` afterwards."""
    target = _safe(request, request.GET.get("next", "/"))
    kinds = set(request.user.authenticator_set.values_list("type", flat=True))
    if not kinds & {"totp", "webauthn"}:
        messages.info(request, _("Set up a passkey or an authenticator app first. Then you can go on."))
        return redirect("mfa_index")
    name = "mfa_reauthenticate" if "totp" in kinds else "mfa_reauthenticate_webauthn"
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': target})}")


@login_required
@require_POST
def switch_firm(request: HttpRequest):
    """Stand for another of one's own firms from now on. 404 for any other."""
    wanted = next((m for m in request.viewer.memberships if str(m.person_id) == request.POST.get("person")), None)
    if wanted is None:
        raise Http404
    request.session["person_id"] = str(wanted.person_id)
    events.record(
        "user.switched-firm",
        request.user,
        by=request.viewer,
        at=clock.now(),
        vendor=wanted.vendor_id,
        to=wanted.vendor_id,
    )
    messages.success(request, _("You now stand for %(firm)s") % {"firm": wanted.vendor_name})
    return redirect("/portal/")


def _safe(request, target: str) -> str:
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}) else "/"
