"""How does an agreement come to be? Choose, draft, look at it, issue."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import drafting, printing, screening
from agreements.actions import agreements
from agreements.desk.pages import download, find, head, page
from agreements.forms.drafts import DraftForm, NewDraftForm, SubcontractorForm
from agreements.forms.issuing import IssueForm
from agreements.models import Agreement
from agreements.panels import authority as panels_authority
from agreements.panels import forum as panels_forum
from agreements.panels import library as panels_library
from agreements.panels.deviations import agreed, undecided
from agreements.policies import agreements as policies
from agreements.policies import deviations as policies_deviations
from agreements.policies import negotiation as policies_negotiation
from core import clock, pdf
from core.models import Organisation
from core.refusals import NotNow


@require_http_methods(["GET", "POST"])
def new(request):
    """First the subcontractor (in the URL), then what is drafted for it."""
    policies.check_can_write(request.viewer)
    chosen = SubcontractorForm(request.GET if "subcontractor" in request.GET else None, viewer=request.viewer)
    if not chosen.is_bound or not chosen.is_valid():
        return page(request, "choose", {"form": chosen, "title": _("Draft an agreement")}, bad=chosen.is_bound)
    vendor = chosen.cleaned_data["subcontractor"]
    again = _again(request, vendor)
    form = NewDraftForm(
        request.POST or None, vendor=vendor, viewer=request.viewer, replaces=request.GET.get("replaces"), again=again
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = agreements.draft(
            vendor, said["template"], jurisdiction=said["jurisdiction"], person=said["person"], engagement=said["engagement"],
            topics=said["topics"], replaces=said["replaces"], by=request.viewer, at=clock.now(), **form.remembered(),
        )  # fmt: skip
        return redirect("desk_draft", made.pk)
    assessment = drafting.vendor_assessment(vendor)
    return page(request, "new", {
        "form": form, "vendor": vendor, "title": _("Draft an agreement for %(firm)s") % {"firm": vendor.name},
        "demands": [demand for demand in (assessment.demands if assessment else []) if demand["kind"] in ("agreement", "undertaking", "clause")],
    }, bad=bool(form.errors))  # fmt: skip


def _again(request, vendor) -> Agreement | None:
    """What came to nothing, and is drafted anew with its answers."""
    if not (wanted := request.GET.get("again")):
        return None
    try:
        found = find(request, uuid.UUID(wanted))
    except ValueError as nonsense:
        raise Http404 from nonsense
    policies.check_can_redraft(request.viewer, found)
    if found.vendor_id != vendor.pk:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def draft(request, pk):
    """The editor: answers and clauses on one side, what they give and what stands against it on the other."""
    agreement = find(request, pk)
    policies.check_can_write(request.viewer)
    if not agreement.is_drafting and request.method == "GET":
        return redirect("desk_agreement", agreement.pk)
    policies.check_is_draft(agreement)
    if agreement.is_amendment:
        return redirect("desk_amendment", agreement.pk)
    found = drafting.look(agreement)
    form = DraftForm(request.POST or None, draft=found)
    if request.method == "POST" and form.is_valid():
        agreements.set_variables(agreement, **form.answers(), by=request.viewer, at=clock.now())
        messages.success(request, _("Draft saved"))
        return redirect("desk_draft", agreement.pk)
    return page(request, "draft", {**_editor(request, agreement, found), "form": form}, bad=bool(form.errors))


@require_POST
def draft_preview(request, pk):
    """The words as the answers on the page would give them; nothing is kept."""
    agreement = find(request, pk)
    policies.check_can_write(request.viewer)
    policies.check_is_draft(agreement)
    if agreement.is_amendment:
        raise Http404
    form = DraftForm(request.POST, draft=drafting.look(agreement))
    if form.is_valid():
        said = form.answers()
        agreement.variables = {**agreement.variables, **said["variables"]}
        agreement.choices = {**agreement.choices, **said["choices"]}
        agreement.topics = agreement.topics if said["topics"] is None else said["topics"]
    return render(request, "desk/agreements/_draft_look.html", _editor(request, agreement, drafting.look(agreement)))


@require_GET
def preview_pdf(request, pk):
    """The same words on paper, signature boxes empty; for a draft and for what waits."""
    agreement = find(request, pk)
    if agreement.is_from_elsewhere:
        raise Http404
    organisation = Organisation.current()
    context = (
        printing.preview(agreement, drafting.look(agreement), organisation)
        if agreement.is_drafting
        else printing.context(agreement, organisation)
    )
    if agreement.is_drafting:
        policies.check_can_write(request.viewer)
    return download(pdf.render(printing.TEMPLATE, context), printing.file_name(agreement, "preview"), "application/pdf")


@require_http_methods(["GET", "POST"])
def issue(request, pk):
    """The last look before it goes out: who has a seat at its table, and why the warnings do not stand against it."""
    agreement = find(request, pk)
    policies.check_can_write(request.viewer)
    if not agreement.is_drafting:
        if request.method == "POST":
            agreements.issue(agreement, by=request.viewer, at=clock.now())
        return redirect("desk_agreement", agreement.pk)
    found, at = drafting.look(agreement), clock.now()
    form = IssueForm(request.POST if request.method == "POST" else None, draft=found, viewer=request.viewer, at=at)
    if form.is_bound and form.is_valid():
        agreements.issue(
            agreement,
            by=request.viewer,
            at=at,
            reasons=form.reasons(),
            places=form.places(),
            sign_by=form.cleaned_data["sign_by"],
        )
        messages.success(request, _("Agreement issued; the signers are told"))
        return redirect("desk_agreement", agreement.pk)
    return page(request, "issue", {
        **head(agreement, _("Issue for signature")), "draft": found, "form": form, "title": _("Issue for signature"),
        "may_override": request.viewer.may("agreements.override"), "waiting": policies_deviations.waiting(agreement),
        **panels_authority.of_paper(agreement, request.viewer, at),
    }, bad=bool(form.errors))  # fmt: skip


@require_POST
def edition(request, pk):
    """Take a newer edition in. Sent: kind, key, number."""
    agreement = find(request, pk)
    policies.check_can_write(request.viewer)
    policies.check_is_draft(agreement)
    policies_negotiation.check_is_whole(agreement)
    sent = [request.POST.get(name, "") for name in ("kind", "key", "number")]
    offered = panels_library.newer(agreement, drafting.look(agreement).numbers)
    if not any([row["kind"], row["key"], str(row["after"])] == sent for row in offered):
        raise NotNow(_("That edition is not offered any more. Open the draft again."))
    agreements.take_edition(agreement, sent[0], sent[1], int(sent[2]), by=request.viewer, at=clock.now())
    messages.success(request, _("The draft is made of the newer edition now"))
    return redirect("desk_draft", agreement.pk)


def _editor(request, agreement: Agreement, found: drafting.Draft) -> dict:
    return {
        **head(agreement), "agreed": agreed(agreement), "undecided": undecided(agreement), "draft": found, "text": printing.preview(agreement, found, None)["text"],
        "newer": panels_library.newer(agreement, found.numbers), "places": panels_forum.facts(agreement, found),
        "proposed": screening.proposed(found),
        "missing": [problem for problem in found.stops if problem.kind == "missing"],
        "barred": [problem for problem in found.stops if problem.kind != "missing"],
    }  # fmt: skip
