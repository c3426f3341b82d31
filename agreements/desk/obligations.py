"""What do agreements oblige to, what was handed in, and what was broken?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements.actions import breaches, obligations
from agreements.desk.pages import find, head, page
from agreements.forms.endings import ReasonForm
from agreements.forms.obligations import BreachForm
from agreements.listings.agreements import OBLIGATIONS
from agreements.models import OPEN, US, Breach, Obligation
from agreements.panels.obligations import tag_of
from agreements.policies.obligations import can_judge, check_can_judge, check_can_record_breach
from agreements.rendering import terms
from core import clock
from core.files.answers import attach
from core.web.listing import respond

DEEDS = {"acceptance": obligations.accept, "return": obligations.send_back, "waiver": obligations.waive}


@require_GET
def listing(request):
    return respond(request, OBLIGATIONS)


@require_GET
def detail(request, pk):
    row = _find(request, pk)
    today = terms.day_of(clock.now(), row.agreement.zone)
    may = can_judge(request.viewer)
    return page(request, "obligation", {
        **head(row.agreement, row.duty.title), "title": row.duty.title, "row": row, "state": tag_of(row, today),
        "may_accept": may and (row.status == "submitted" or (row.status == "open" and row.duty.owed_by == US)),
        "may_return": may and row.status == "submitted", "may_waive": may and row.status in OPEN,
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def decision(request, pk, deed):
    """Accept, send back or waive, with the reason."""
    row = _find(request, pk)
    check_can_judge(request.viewer)
    words = {"acceptance": _("Accept"), "return": _("Send back"), "waiver": _("Waive this once")}
    form = ReasonForm(request.POST or None)
    if deed == "acceptance" and row.status == "submitted":
        form.fields["because"].required = False
    if request.method == "POST" and form.is_valid():
        DEEDS[deed](row, by=request.viewer, at=clock.now(), because=form.cleaned_data["because"])
        messages.success(request, _("Kept, and the other side is told"))
        return redirect("desk_obligation", row.pk)
    return page(request, "form", {
        **head(row.agreement, words[deed]), "title": f"{words[deed]}: {row.duty.title}", "form": form, "submit": words[deed],
        "lede": row.said, "back": reverse("desk_obligation", args=[row.pk]),
    }, bad=bool(form.errors))  # fmt: skip


@require_GET
def file(request, pk):
    row = _find(request, pk)
    if row.stored is None:
        raise Http404
    return attach(row.stored)


@require_http_methods(["GET", "POST"])
def breach(request, pk):
    agreement, at = find(request, pk), clock.now()
    check_can_record_breach(request.viewer, agreement)
    form = BreachForm(
        request.POST or None, agreement=agreement, initial={"noticed_on": terms.day_of(at, agreement.zone)}
    )
    if request.method == "POST" and form.is_valid():
        breaches.record(agreement, **form.cleaned_data, by=request.viewer, at=at)
        messages.success(request, _("Breach recorded"))
        return redirect("desk_agreement", agreement.pk)
    return page(request, "form", {
        **head(agreement, _("Breach")), "title": _("Record a breach"), "form": form, "submit": _("Record it"),
        "lede": _("It stays on record. The subcontractor is told what it is, and until when it can be put right."),
    }, bad=bool(form.errors))  # fmt: skip


@require_http_methods(["GET", "POST"])
def breach_ending(request, pk):
    row = get_object_or_404(Breach.objects.visible_to(request.viewer).select_related("agreement__vendor"), pk=pk)
    check_can_record_breach(request.viewer, row.agreement)
    form = ReasonForm(request.POST or None)
    form.fields["because"].label = _("How was it put right or settled?")
    if request.method == "POST" and form.is_valid():
        breaches.end(row, by=request.viewer, at=clock.now(), **form.cleaned_data)
        return redirect("desk_agreement", row.agreement_id)
    return page(request, "form", {
        **head(row.agreement, _("Breach")), "title": _("End the breach"), "form": form, "submit": _("End it"), "lede": row.what,
    }, bad=bool(form.errors))  # fmt: skip


def _find(request, pk) -> Obligation:
    rows = Obligation.objects.visible_to(request.viewer)
    return get_object_or_404(
        rows.select_related("duty", "stored", "agreement__vendor", "agreement__person", "submitted_by", "decided_by"),
        pk=pk,
    )
