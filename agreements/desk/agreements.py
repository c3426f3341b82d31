"""What do staff do with issued agreements? List, read, prove, end."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements import policies
from agreements.actions import agreements
from agreements.desk.pages import download, find, head, page
from agreements.forms.endings import ReasonForm
from agreements.listings import AGREEMENTS, address
from agreements.models import Agreement
from agreements.panels import ACTS, bindings, record
from core import clock
from core.files.answers import attach
from core.refusals import can
from core.web.listing import neighbours, respond


@require_GET
def listing(request):
    return respond(
        request, AGREEMENTS, template="desk/agreements/list.html", may_write=policies.can_write(request.viewer)
    )


@require_GET
def detail(request, pk):
    agreement = find(request, pk)
    if agreement.is_drafting:
        return redirect(address(agreement))
    return page(
        request,
        "detail",
        {
            **head(agreement),
            "neighbours": neighbours(request, AGREEMENTS, agreement, list_url=reverse("desk_agreements")),
            **record(agreement, request.viewer, clock.now()),
            **_acts(request, agreement),
            "bindings": bindings(agreement),
        },
    )


@require_http_methods(["GET", "POST"])
def ending(request, pk, deed):
    """Take back what is not signed, or end early what is in force; with a reason."""
    agreement = find(request, pk)
    policies.check_can_write(request.viewer)
    act = {"withdrawal": agreements.withdraw, "termination": agreements.terminate}[deed]
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act(agreement, by=request.viewer, at=clock.now(), because=form.cleaned_data["because"])
        return redirect("desk_agreements") if agreement.is_drafting else redirect("desk_agreement", agreement.pk)
    words = {"withdrawal": _("Withdraw this agreement"), "termination": _("End this agreement early")}
    return page(
        request,
        "ending",
        {**head(agreement, words[deed]), "form": form, "deed": deed, "title": words[deed]},
        bad=bool(form.errors),
    )


@require_GET
def paper(request, pk, kind):
    found = find(request, pk).papers.filter(kind=kind).select_related("stored").first()
    if found is None:
        raise Http404
    return attach(found.stored)


@require_GET
def text(request, pk):
    """The exact bytes that H1 is the fingerprint of."""
    agreement = find(request, pk)
    if agreement.is_drafting:
        raise Http404
    return download(agreement.html.encode(), f"{agreement.document_sha256[:12]}.html", "application/octet-stream")


def _acts(request, agreement: Agreement) -> dict:
    may_write, at = policies.can_write(request.viewer), clock.now()
    is_own = may_write and not agreement.is_amendment
    may_sign = policies.can_sign(request.viewer, agreement, at)
    return {
        "may_amend": can(policies.check_can_amend, request.viewer, agreement),
        "may_renew": can(policies.check_can_renew, request.viewer, agreement),
        "may_replace": can(policies.check_can_replace, request.viewer, agreement),
        "may_sign": may_sign,
        "act": ACTS[policies.check_can_sign(request.viewer, agreement, at).role] if may_sign else "",
        "may_withdraw": may_write and agreement.is_awaiting,
        "may_terminate": is_own and agreement.status == "signed",
    }
