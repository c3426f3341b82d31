"""Whose installation is this, does its mail leave, and how is it doing?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock, health, installation, mail, policies
from core.actions import mail_tests, organisation, seal_certificate, setting_up
from core.forms.organisation import OrganisationForm
from core.forms.seal_certificate import RenewalForm
from core.models import Organisation
from core.signing import describing, supplied
from core.web import history, step_up
from core.web.dates import say_moment

PROBES = {
    "database": _l("The database answers"),
    "migrations": _l("The database fits this version"),
    "storage": _l("Files can be written and read"),
    "files": _l("Stored files are whole"),
    "broker": _l("The broker hands out work"),
    "mail": _l("Mails leave in time"),
    "clock": _l("This machine's clock agrees with the database's"),
    "scheduled work": _l("Scheduled work is done"),
}


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    policies.check_can_keep_settings(request.viewer)
    house = Organisation.current()
    form = OrganisationForm(request.POST or None, organisation=house)
    if request.method == "POST" and form.is_valid():
        organisation.change(by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Settings of the organisation saved"))
        return redirect("organisation")
    context = {
        "title": _("Organisation"),
        "form": form,
        "mail_way": mail.way(),
        "mail_test": _newest_test(),
        "is_mail_kept": bool(mail.folder()),
        "facts": installation.facts() if request.viewer.may("health.read") else [],
        "checks": _checks() if request.viewer.may("health.read") else [],
        "entries": history.of(house) if house.pk else [],
        "crumbs": [{"label": _("Organisation"), "url": ""}],
    }
    return render(request, "desk/administration/organisation.html", context, status=422 if form.errors else 200)


@require_POST
def test_mail(request: HttpRequest) -> HttpResponse:
    error = mail_tests.send(by=request.viewer, at=clock.now())
    said = {"email": request.viewer.user.email, "folder": mail.folder(), "error": error}
    if error:
        messages.error(request, _("The mail did not leave. The server said: %(error)s") % said)
    elif mail.folder():
        messages.success(request, _("The mail to %(email)s lies as a file in %(folder)s; no server is set.") % said)
    else:
        messages.success(request, _("The server took the mail to %(email)s. Look whether it arrives.") % said)
    return redirect("organisation")


@require_POST
def vouch_for_backup(request: HttpRequest) -> HttpResponse:
    setting_up.vouch_for_backup(by=request.viewer, at=clock.now())
    messages.success(request, _("Noted that a backup was brought back"))
    return redirect("today")


@require_POST
def close_first_steps(request: HttpRequest) -> HttpResponse:
    setting_up.close(by=request.viewer, at=clock.now())
    messages.success(request, _("The first steps are put away"))
    return redirect("today")


@require_GET
def seal(request: HttpRequest) -> HttpResponse:
    """Which certificate seals, until when, and whose clock."""
    policies.check_can_keep_settings(request.viewer)
    context = {
        "title": _("Seal"),
        "seal": describing.state(clock.now()),
        "is_supplied": supplied.is_supplied(),
        "clock_facts": describing.clock_facts(),
        "entries": history.entries(installation.newest("seal.renewed")),
        "crumbs": [{"label": _("Organisation"), "url": reverse("organisation")}, {"label": _("Seal"), "url": ""}],
    }
    return render(request, "desk/administration/seal.html", context)


@require_http_methods(["GET", "POST"])
def seal_renewal(request: HttpRequest) -> HttpResponse:
    policies.check_can_keep_settings(request.viewer)
    step_up.require(request)
    shown = describing.state(clock.now())
    form = RenewalForm(request.POST or None, initial={"serial": shown.get("serial", "")})
    if request.method == "POST" and form.is_valid():
        seal_certificate.renew(**form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("The certificate of the seal is renewed. From now on it seals."))
        return redirect("organisation_seal")
    context = {
        "title": _("Renew the certificate of the seal"),
        "lede": _("A new key is made and the old one is destroyed. What was sealed before stays provable."),
        "form": form,
        "submit": _("Renew it"),
        "cancel_url": reverse("organisation_seal"),
        "crumbs": [
            {"label": _("Organisation"), "url": reverse("organisation")},
            {"label": _("Seal"), "url": reverse("organisation_seal")},
            {"label": _("Renew"), "url": ""},
        ],
    }
    return render(request, "desk/administration/form.html", context, status=422 if form.errors else 200)


def _newest_test() -> dict | None:
    """What came of the newest test mail, as components/notice.html shows it."""
    newest = installation.last("mail.tested")
    if newest is None:
        return None
    said, when = newest.detail.data.get("said"), say_moment(newest.at)
    if said:
        return {"tone": "danger", "text": _("Tried %(when)s; the server said: %(said)s") % {"when": when, "said": said}}
    if newest.detail.data.get("kept_in"):
        return {"tone": "warn", "text": _("Tried %(when)s: the mail was written to a file.") % {"when": when}}
    return {"tone": "ok", "text": _("Tried %(when)s: the server took it.") % {"when": when}}


def _checks() -> list[dict]:
    """For components/checks.html."""
    found = health.look()
    return [
        {
            "text": f"{PROBES[name]}{f': {finding.what}' if finding.what else ''}",
            "met": finding.state == health.GOOD,
        }
        for name, finding in found.items()
    ]
