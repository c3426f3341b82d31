"""How does somebody of a subcontractor sign, witness or refuse?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements import showing
from agreements.actions import delegations, signatures
from agreements.forms.delegations import DelegateForm
from agreements.forms.endings import ReasonForm
from agreements.forms.signatures import SignForm
from agreements.panels import authority as panels_authority
from agreements.panels import questions as panels_questions
from agreements.panels.agreements import record
from agreements.policies import agreements as policies
from agreements.policies import seats as policies_seats
from agreements.portal.pages import find
from core import clock
from core.web import step_up


@require_http_methods(["GET", "POST"])
def signature(request, pk):
    agreement, at = find(request, pk), clock.now()
    if agreement.closed_at is None and agreement.signatures.filter(user=request.viewer.user).exists():
        return redirect("portal_agreement", agreement.pk)
    seat = policies.check_can_sign(request.viewer, agreement, at)
    confirmation = step_up.require(request)
    form = SignForm(request.POST or None, seat=seat, name=request.viewer.label, at=at)
    if request.method == "POST" and form.is_valid():
        signatures.sign(
            agreement, **form.act(), by=request.viewer, at=at, confirmation=confirmation, opened_at=form.opened_at()
        )
        messages.success(request, _("Signed. The sealed copy comes when everybody has signed."))
        return redirect("portal_agreement", agreement.pk)
    return render(request, "portal/agreements/signature.html", {
        **record(agreement, request.viewer, at), "agreement": agreement, "form": form, "seat": seat,
        "questions": panels_questions.of_paper(agreement, request.viewer),
        **panels_authority.at_signing(agreement, seat, request.viewer, at),
        **showing.noted(agreement, request.viewer, at, "portal"),
        "title": _("Sign: %(paper)s") % {"paper": agreement.title},
    }, status=422 if form.errors else 200)  # fmt: skip


@require_http_methods(["GET", "POST"])
def refusal(request, pk):
    agreement, at = find(request, pk), clock.now()
    form = ReasonForm(request.POST or None)
    form.fields["because"].label = _("Why do you not want to sign?")
    if request.method == "POST" and form.is_valid():
        signatures.decline(agreement, by=request.viewer, at=at, because=form.cleaned_data["because"])
        messages.success(request, _("Your refusal was sent with its reason"))
        return redirect("portal_agreement", agreement.pk)
    policies.check_can_sign(request.viewer, agreement, at)
    return render(request, "portal/agreements/refusal.html", {
        "agreement": agreement, "form": form, "title": _("Refuse to sign: %(paper)s") % {"paper": agreement.title},
    }, status=422 if form.errors else 200)  # fmt: skip


@require_http_methods(["GET", "POST"])
def delegation(request, pk):
    """A colleague who should sign instead; one of us answers."""
    agreement, at = find(request, pk), clock.now()
    policies_seats.check_may_delegate(request.viewer, agreement)
    form = DelegateForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        delegations.propose(agreement, said["email"], by=request.viewer, at=at, because=said["because"])
        messages.success(request, _("Your proposal was sent. Until it is answered you can still sign yourself."))
        return redirect("portal_agreement", agreement.pk)
    return render(request, "portal/agreements/delegation.html", {
        "agreement": agreement, "form": form, "title": _("Somebody else should sign: %(paper)s") % {"paper": agreement.title},
    }, status=422 if form.errors else 200)  # fmt: skip
