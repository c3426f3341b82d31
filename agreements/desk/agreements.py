"""What do staff do with issued agreements? List, read, prove, end."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements import covering, schedules
from agreements.actions import agreements
from agreements.desk.pages import download, find, head, page
from agreements.forms.endings import ReasonForm, TerminationForm
from agreements.listings.agreements import AGREEMENTS, address
from agreements.models import Agreement
from agreements.panels import agreements as panels
from agreements.panels import authority as panels_authority
from agreements.panels import elsewhere as panels_elsewhere
from agreements.panels import obligations as panels_obligations
from agreements.panels import questions as panels_questions
from agreements.panels.agreements import ACTS, bindings, record
from agreements.panels.deviations import agreed
from agreements.panels.ip import supplements
from agreements.policies import agreements as policies
from agreements.policies.bulk import check_can_countersign
from agreements.policies.obligations import check_can_record_breach
from agreements.rendering import terms
from core import clock
from core.files.answers import attach
from core.refusals import can
from core.web.listing import neighbours, respond


@require_GET
def listing(request):
    return respond(
        request,
        AGREEMENTS,
        template="desk/agreements/list.html",
        may_write=policies.can_write(request.viewer),
        may_countersign=can(check_can_countersign, request.viewer),
    )


@require_GET
def detail(request, pk):
    agreement = find(request, pk)
    if agreement.is_drafting:
        return redirect(address(agreement))
    own = {
        "agreed": agreed(agreement),
        "screened": agreement.screening_answers.select_related("answered_by"),
        "has_talks": agreement.shared_texts.exists(),
        **supplements(agreement, request.viewer),
    }
    return page(
        request,
        "detail_elsewhere" if agreement.is_from_elsewhere else "detail",
        {
            **(panels_elsewhere.of_the_agreement(agreement) if agreement.is_from_elsewhere else own),
            **head(agreement),
            "neighbours": neighbours(request, AGREEMENTS, agreement, list_url=reverse("desk_agreements")),
            **record(agreement, request.viewer, clock.now()),
            **_acts(request, agreement),
            "bindings": bindings(agreement),
            **panels_authority.of_paper(agreement, request.viewer, clock.now()),
            "questions": panels_questions.of_paper(agreement, request.viewer),
            "contacts": schedules.standing(agreement, terms.day_of(clock.now(), agreement.zone)),
        },
    )


@require_http_methods(["GET", "POST"])
def withdrawal(request, pk):
    """Take back what is not signed; with a reason."""
    agreement = find(request, pk)
    policies.check_can_write(request.viewer)
    form, is_draft = ReasonForm(request.POST or None), agreement.is_drafting
    if request.method == "POST" and form.is_valid():
        agreements.withdraw(agreement, by=request.viewer, at=clock.now(), because=form.cleaned_data["because"])
        return redirect("desk_agreements") if is_draft else redirect("desk_agreement", agreement.pk)
    title = _("Withdraw this agreement")
    return page(
        request, "ending", {**head(agreement, title), "form": form, "deed": "withdrawal", "title": title}, bad=bool(form.errors)
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def termination(request, pk):
    """End early what is in force; first what that closes, what goes on, and what falls due."""
    agreement, at = find(request, pk), clock.now()
    policies.check_can_write(request.viewer)
    form = TerminationForm(request.POST or None, agreement=agreement)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("because", "ended_for", "notice_until")}
        agreements.terminate(agreement, **said, by=request.viewer, at=at)
        return redirect("desk_agreement", agreement.pk)
    title = _("End this agreement early")
    return page(request, "ending", {
        **head(agreement, title), "form": form, "deed": "termination", "title": title, "bindings": panels.bindings(agreement),
        "closes": covering.closes(agreement, at=at), "undertakings": panels.undertakings(agreement),
        "after": panels_obligations.after_end(agreement), "values": panels.notice_days(agreement),
        "breaches": agreement.breaches.filter(ended_at=None).order_by("cure_until"), "today": terms.day_of(at, agreement.zone),
    }, bad=bool(form.errors))  # fmt: skip


@require_GET
def paper(request, pk, kind):
    """`copy` of one that was signed elsewhere is the file as it came; evidence of it there is none."""
    found = panels_elsewhere.stored(find(request, pk), kind)
    if found is None:
        raise Http404
    return attach(found)


@require_GET
def text(request, pk):
    """The exact bytes that H1 is the fingerprint of."""
    agreement = find(request, pk)
    if agreement.is_drafting or agreement.is_from_elsewhere:
        raise Http404
    return download(agreement.html.encode(), f"{agreement.document_sha256[:12]}.html", "application/octet-stream")


def _acts(request, agreement: Agreement) -> dict:
    may_write, at = policies.can_write(request.viewer), clock.now()
    is_own = may_write and not agreement.is_amendment
    may_sign = policies.can_sign(request.viewer, agreement, at)
    return {
        "may_notice": is_own and agreement.status == "signed",
        "may_breach": can(check_can_record_breach, request.viewer, agreement),
        "may_amend": can(policies.check_can_amend, request.viewer, agreement),
        "may_renew": can(policies.check_can_renew, request.viewer, agreement),
        "may_redraft": can(policies.check_can_redraft, request.viewer, agreement),
        "may_replace": can(policies.check_can_replace, request.viewer, agreement),
        "may_sign": may_sign,
        "act": ACTS[policies.check_can_sign(request.viewer, agreement, at).role] if may_sign else "",
        "may_extend": may_write and agreement.is_awaiting and not policies.is_too_late(agreement, at),
        "may_reseat": may_write and agreement.is_awaiting,
        "delegations": agreement.delegations.select_related("from_person", "to_person"),
        "may_withdraw": may_write and agreement.is_awaiting,
        "may_terminate": is_own and agreement.status == "signed",
    }
