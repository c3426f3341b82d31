"""Officers' page of what a contact told us: take it over, or say why not."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods

from core import clock
from core.web.dates import say_day
from vendors.actions import proposals
from vendors.models import Proposal
from vendors.policies import proposals as policy

LABELS = {
    "legal_name": _l("Legal name"),
    "registration_number": _l("Registration number"),
    "vat_number": _l("VAT number"),
    "lei": _l("LEI"),
    "last_on": _l("Last day"),
}


class AnswerForm(forms.Form):
    """A reason is asked for where it is not taken over."""

    reason = forms.CharField(
        label=_l("Why not, if you do not take it over"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self):
        if self.data.get("answer") == "decline" and not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", _("Say why not; the contact reads it"))
        return self.cleaned_data


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk) -> HttpResponse:
    rows = Proposal.objects.visible_to(request.viewer).select_related("vendor", "person")
    proposal = get_object_or_404(rows, pk=pk)
    policy.check_can_settle(request.viewer, proposal)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _settle(request, proposal, form.cleaned_data["reason"])
        return redirect("proposal", proposal.pk)
    title = _title(proposal)
    context = {
        "title": title,
        "proposal": proposal,
        "rows": [(LABELS[name], _now(proposal, name), _said(name, value)) for name, value in proposal.said.items()],
        "form": form if proposal.status == "open" else None,
        "decision": {"title": _("Take it over?"), "asked": "", "checks": [], "refusal": "", "confirm_url": ""},
        "acts": [
            {"value": "accept", "label": _("Take it over"), "tone": "primary"},
            {"value": "decline", "label": _("Do not take it over"), "tone": "danger"},
        ],
        "crumbs": [
            {"label": proposal.vendor.name, "url": reverse("subcontractor", args=[proposal.vendor_id])},
            {"label": title, "url": ""},
        ],
    }
    return render(request, "desk/vendors/proposal.html", context, status=422 if form.errors else 200)


def _settle(request, proposal: Proposal, reason: str) -> None:
    if request.POST.get("answer") == "accept":
        proposals.accept(proposal, by=request.viewer, at=clock.now())
        messages.success(request, _("Taken over"))
    else:
        proposals.decline(proposal, answer=reason, by=request.viewer, at=clock.now())
        messages.success(request, _("Not taken over; the contact is told why"))


def _title(proposal: Proposal) -> str:
    if proposal.kind == "leaver":
        return _("%(name)s has left, says the company") % {"name": proposal.person.name}
    return _("%(firm)s corrects its details") % {"firm": proposal.vendor.name}


def _now(proposal: Proposal, name: str) -> str:
    if name == "last_on":
        return say_day(proposal.person.ends_on, "full")
    return getattr(proposal.vendor, name)


def _said(name: str, value: str) -> str:
    return say_day(parse_date(value), "full") if name == "last_on" else value
