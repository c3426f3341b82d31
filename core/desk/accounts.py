"""Who of the staff has an account, in which roles, with which factors? Nobody changes the own one here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock, policies, refusals, staff_links
from core.actions import staff
from core.forms.accounts import GiveRolesForm, InviteForm, ReasonForm
from core.listings import ACCOUNTS, role_names, state_of
from core.models import User
from core.roles import ROLES
from core.web import devices, history, step_up
from core.web.dates import say_moment
from core.web.listing import neighbours, respond

FORM = "desk/administration/form.html"
FACTOR_NAMES = {"webauthn": _l("Passkey"), "totp": _l("Authenticator app"), "recovery_codes": _l("Recovery codes")}


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    policies.check_can_keep_accounts(request.viewer)
    return respond(request, ACCOUNTS, template="desk/administration/accounts.html")


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """By a link to the address; the password is chosen there, and nobody here ever knows it."""
    policies.check_can_keep_accounts(request.viewer)
    step_up.require(request)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = staff.invite(by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(
            request, _("Invited. The link to choose a password goes to %(email)s.") % {"email": user.email}
        )
        return redirect("account", user.pk)
    return _form(
        request,
        form,
        title=_("Invite a colleague"),
        lede=ngettext(
            "They get a mail with a link that works once and for %(days)d day.",
            "They get a mail with a link that works once and for %(days)d days.",
            staff_links.HOLDS.days,
        )
        % {"days": staff_links.HOLDS.days},
        submit=_("Send the invitation"),
        back=reverse("accounts"),
    )


@require_GET
def page(request: HttpRequest, pk) -> HttpResponse:
    user, viewer, at = _find(request, pk), request.viewer, clock.now()
    sessions = user.sessions.alive(at).order_by("-seen_at")
    factors = list(user.authenticator_set.order_by("created_at"))
    context = {
        "account": user,
        "neighbours": neighbours(request, ACCOUNTS, user, list_url=reverse("accounts")),
        "identity": {"name": user.name, "state": state_of(user), "meta": [user.email]},
        "crumbs": _crumbs(user.name),
        "facts": _facts(user, factors),
        "roles": [ROLES[group.name] for group in user.groups.order_by("name") if group.name in ROLES],
        "letter": _letter(user, at),
        "sessions": [{"row": row, "device": devices.described(row.agent)} for row in sessions],
        "has_factors": bool(factors),
        "own_refusal": refusals.why_not(policies.check_can_keep_account, viewer, user),
        "close_refusal": refusals.why_not(policies.check_can_close_account, viewer, user),
        "entries": history.of(user),
    }
    return render(request, "desk/administration/account.html", context)


@require_http_methods(["GET", "POST"])
def roles(request: HttpRequest, pk) -> HttpResponse:
    user = _kept(request, pk)
    step_up.require(request)
    given = [key for key in ROLES if user.groups.filter(name=key).exists()]
    form = GiveRolesForm(request.POST or None, initial={"roles": given})
    if request.method == "POST" and form.is_valid():
        staff.give_roles(user, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Roles changed. They count from the next page on."))
        return redirect("account", user.pk)
    lede = _("What each role lets somebody do stands on the page of roles. The person is told of the change.")
    return _form(request, form, user, title=_("Roles of %(name)s"), lede=lede, submit=_("Change the roles"))


@require_http_methods(["GET", "POST"])
def closing(request: HttpRequest, pk) -> HttpResponse:
    """No second factor: an account in wrong hands is closed at once."""
    user = _kept(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        staff.close(user, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Account closed. Whoever was signed in with it is out."))
        return redirect("account", user.pk)
    lede = _("Its sessions end at once, and nobody signs in with it. What the person did stays in their name.")
    said = {"title": _("Close the account of %(name)s"), "submit": _("Close the account"), "tone": "danger"}
    said |= {
        "keys": _keys_of(user, request.viewer),
        "may_keep_keys": refusals.can(policies.check_can_keep_keys, request.viewer),
    }
    return _form(request, form, user, lede=lede, template="desk/administration/closing.html", **said)


@require_http_methods(["GET", "POST"])
def opening(request: HttpRequest, pk) -> HttpResponse:
    user = _kept(request, pk)
    step_up.require(request)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        staff.reopen(user, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Account open again"))
        return redirect("account", user.pk)
    lede = _("The roles are those that it had: %(roles)s.") % {"roles": role_names(user)}
    said = {"title": _("Open the account of %(name)s again"), "submit": _("Open the account again")}
    return _form(request, form, user, lede=lede, **said)


@require_http_methods(["GET", "POST"])
def factors(request: HttpRequest, pk) -> HttpResponse:
    user = _kept(request, pk)
    step_up.require(request)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        staff.remove_factors(user, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Factors removed, sessions ended. The person is told, and sets up a new factor."))
        return redirect("account", user.pk)
    lede = _(
        "For a lost phone or key. Until a new one is set up the password alone opens the account: make sure that it is "
        "really them who asks."
    )
    said = {"title": _("Remove the second factors of %(name)s"), "submit": _("Remove the factors"), "tone": "danger"}
    return _form(request, form, user, lede=lede, **said)


@require_POST
def end_sessions(request: HttpRequest, pk) -> HttpResponse:
    ended = staff.end_sessions(_kept(request, pk), by=request.viewer, at=clock.now())
    said = ngettext("%(count)d session ended", "%(count)d sessions ended", ended) % {"count": ended}
    messages.success(request, said)
    return redirect("account", pk)


@require_POST
def invite_again(request: HttpRequest, pk) -> HttpResponse:
    user = staff.invite_again(_kept(request, pk), by=request.viewer, at=clock.now())
    messages.success(request, _("A new link goes to %(email)s; the older one is dead.") % {"email": user.email})
    return redirect("account", pk)


def _find(request, pk) -> User:
    policies.check_can_keep_accounts(request.viewer)
    return get_object_or_404(User.objects.visible_to(request.viewer), pk=pk)


def _kept(request, pk) -> User:
    """One that this viewer may change: never the own."""
    user = _find(request, pk)
    policies.check_can_keep_account(request.viewer, user)
    return user


def _keys_of(user: User, viewer) -> list[dict]:
    """What ends with the account: named to whoever closes it; the page of a key is for those who keep keys."""
    may_open = refusals.can(policies.check_can_keep_keys, viewer)
    return [
        {
            "title": key.name,
            "url": reverse("key", args=[key.pk]) if may_open else "",
            "meta": _("Last used %(when)s") % {"when": say_moment(key.used_at)} if key.used_at else _("Never used"),
            "end": f"…{key.last_four}",
        }
        for key in user.kept_keys.living(clock.now()).order_by("name", "pk")
    ]


def _form(
    request, form, user: User | None = None, *, title: str, back: str = "", template: str = FORM, **context
) -> HttpResponse:
    """One form as a page; it leads back to the account, or to `back`."""
    context |= {
        "title": title % {"name": user.name} if user else title,
        "form": form,
        "cancel_url": reverse("account", args=[user.pk]) if user else back,
        "crumbs": _crumbs(user.name if user else title, user),
    }
    return render(request, template, context, status=422 if form.errors else 200)


def _facts(user: User, factors) -> list[dict]:
    return [
        {"label": _("Account since"), "value": say_moment(user.created_at)},
        {"label": _("Last sign-in"), "value": say_moment(user.last_login) if user.last_login else _("Never")},
        {
            "label": _("Second factor"),
            "value": ", ".join(dict.fromkeys(str(FACTOR_NAMES[each.type]) for each in factors)) or _("None set up"),
        },
        {"label": _("Time zone"), "value": user.time_zone},
    ]


def _letter(user: User, at) -> dict | None:
    """How the newest invitation fares; nothing once the person is in."""
    if not user.is_invited or not user.is_active:
        return None
    over = staff_links.over_at(user)
    if over <= at:
        return {"tone": "warn", "text": _("The link ran out %(when)s. Send a new one.") % {"when": say_moment(over)}}
    sent = user.notices.filter(template="staff_invitation").order_by("-created_at").first()
    if sent is not None and sent.error:
        return {"tone": "danger", "text": _("The mail could not be sent: %(said)s") % {"said": sent.error}}
    if sent is None or sent.mailed_at is None:
        return {"tone": "", "text": _("The mail is on its way.")}
    said = {"sent": say_moment(sent.mailed_at), "over": say_moment(over)}
    return {"tone": "", "text": _("The mail left %(sent)s; its link works until %(over)s.") % said}


def _crumbs(label: str, user: User | None = None) -> list[dict]:
    url = reverse("account", args=[user.pk]) if user else ""
    return [{"label": _("Accounts"), "url": reverse("accounts")}, {"label": label, "url": url}]
