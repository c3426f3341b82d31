"""How does a draft go to the other side and come back? Open it, share a changed text, close the talks."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import drafting
from agreements.actions import negotiation
from agreements.desk.pages import find, head, page
from agreements.forms.negotiation import ClosingForm, OpeningForm, SharingForm
from agreements.panels import deviations as panels_deviations
from agreements.panels import negotiation as panels_negotiation
from agreements.panels import standard as panels_standard
from agreements.policies import agreements as policies
from agreements.policies import negotiation as policy
from core import clock
from core.actions import exports
from core.exports import TYPES, respond


@require_GET
def record(request, pk):
    """What the other side reads now, and what both have said to it."""
    agreement = find(request, pk)
    return page(request, "negotiation", {
        **head(agreement), **panels_negotiation.record(agreement, request.viewer), "form": SharingForm(),
        "may_write": policies.can_write(request.viewer), "may_close": policy.can_close(request.viewer, agreement),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def opening(request, pk):
    """Until when do they answer? Then they read the draft."""
    agreement, at = find(request, pk), clock.now()
    policies.check_can_write(request.viewer)
    form = OpeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        negotiation.open_talks(agreement, by=request.viewer, at=at, **form.cleaned_data)
        messages.success(request, _("Opened; the contacts and signatories are told"))
        return redirect("desk_negotiation", agreement.pk)
    title = _("Send for negotiation")
    return page(request, "negotiation_form", {
        **head(agreement, title), "form": form, "deed": title, "submit": title, "back": reverse("desk_draft", args=[agreement.pk]),
        "stops": drafting.look(agreement).stops, "lede": _(
            "The contacts and signatories of the subcontractor read the text as it stands, clause by clause, and may propose changes. "
            "Nobody signs yet: that comes when you issue it."
        ),
    }, bad=bool(form.errors))  # fmt: skip


@require_POST
def text(request, pk):
    """Put the draft as it is now before them."""
    agreement = find(request, pk)
    policies.check_can_write(request.viewer)
    form = SharingForm(request.POST)
    if not form.is_valid():
        return page(request, "negotiation", {
            **head(agreement), **panels_negotiation.record(agreement, request.viewer), "form": form, "may_write": True,
            "may_close": policy.can_close(request.viewer, agreement),
        }, bad=True)  # fmt: skip
    negotiation.share(agreement, by=request.viewer, at=clock.now(), **form.cleaned_data)
    messages.success(request, _("The changed text is before the other side"))
    return redirect("desk_negotiation", agreement.pk)


@require_http_methods(["GET", "POST"])
def closing(request, pk):
    agreement = find(request, pk)
    policies.check_can_write(request.viewer)
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        negotiation.close(agreement, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Closed. It is a draft again, with all that was agreed in it."))
        return redirect("desk_draft", agreement.pk)
    title = _("Close the negotiation")
    return page(request, "negotiation_form", {
        **head(agreement, title), "form": form, "deed": title, "submit": title, "back": reverse("desk_negotiation", args=[agreement.pk]),
        "lede": _("The other side can propose nothing more. You may issue the draft, open it again or discard it."),
    }, bad=bool(form.errors))  # fmt: skip


@require_GET
def history(request, pk, kind):
    """Every word of both sides, as a file; no remark of either."""
    agreement = find(request, pk)
    if kind not in TYPES:
        raise Http404
    rows = panels_deviations.history(agreement, request.viewer)
    exports.made("negotiation", kind=kind, query="", rows=len(rows), of=agreement, by=request.viewer, at=clock.now())
    return respond(request, f"negotiation-{agreement.reference}", panels_deviations.HISTORY, rows, kind)


@require_GET
def standard(request, pk):
    """Where this paper reads otherwise than the library does today."""
    agreement = find(request, pk)
    policy.check_is_whole(agreement)
    if agreement.is_from_elsewhere:
        return redirect("desk_agreement", agreement.pk)
    return page(
        request, "standard", {**head(agreement, _("Against the standard")), **panels_standard.against(agreement)}
    )
