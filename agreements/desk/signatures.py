"""How does a member of staff act at the table: sign for the company, approve, witness, or refuse?"""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods

from agreements import showing
from agreements.actions import signatures, times
from agreements.desk.pages import find, head, page
from agreements.forms.endings import ReasonForm
from agreements.forms.issuing import MoreTimeForm
from agreements.forms.signatures import SignForm
from agreements.models import APPROVER, COMPANY, WITNESS
from agreements.panels import authority as panels_authority
from agreements.panels.agreements import ACTS, record
from agreements.policies import agreements as policies
from core import clock
from core.web import step_up

TITLES = {
    COMPANY: _l("Countersign for the company"),
    APPROVER: _l("Approve before it is signed"),
    WITNESS: _l("Witness the signatures"),
}
DONE = {
    COMPANY: _l("Signed for the company"),
    APPROVER: _l("Approved; the next ones are asked"),
    WITNESS: _l("Witnessed"),
}


@require_http_methods(["GET", "POST"])
def signature(request, pk):
    """The same bytes, consent and second factor as on the other side."""
    agreement = find(request, pk)
    at = clock.now()
    seat = policies.check_can_sign(request.viewer, agreement, at)
    confirmation = step_up.require(request)
    form = SignForm(request.POST or None, seat=seat, name=request.viewer.label, at=at)
    if request.method == "POST" and form.is_valid():
        signatures.sign(
            agreement, **form.act(), by=request.viewer, at=at, confirmation=confirmation, opened_at=form.opened_at()
        )
        messages.success(request, DONE[seat.role])
        return redirect("desk_agreement", agreement.pk)
    return page(request, "signature", {
        **head(agreement, ACTS[seat.role]), **record(agreement, request.viewer, at), "form": form, "title": TITLES[seat.role],
        "act": ACTS[seat.role], **panels_authority.at_signing(agreement, seat, request.viewer, at), **showing.noted(agreement, request.viewer, at, "desk"),
    }, bad=bool(form.errors))  # fmt: skip


@require_http_methods(["GET", "POST"])
def refusal(request, pk):
    """A member of staff who is asked may refuse as well; the reason ends the paper for everybody."""
    agreement, at = find(request, pk), clock.now()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        signatures.decline(agreement, by=request.viewer, at=at, because=form.cleaned_data["because"])
        messages.success(request, _("Refused; whoever drafted it is told why"))
        return redirect("desk_agreement", agreement.pk)
    policies.check_can_sign(request.viewer, agreement, at)
    title = _("Refuse this agreement")
    return page(
        request, "ending", {**head(agreement, title), "form": form, "deed": "refusal", "title": title},
        bad=bool(form.errors),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def more_time(request, pk):
    """A later last day to sign, as long as it waits."""
    agreement, at = find(request, pk), clock.now()
    policies.check_can_write(request.viewer)
    form = MoreTimeForm(
        request.POST if request.method == "POST" else None,
        initial={"sign_by": agreement.sign_by and agreement.sign_by + policies.TIME_TO_SIGN},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        times.extend(agreement, said["sign_by"], by=request.viewer, at=at, because=said["because"])
        messages.success(request, _("There is more time; whoever was asked is told"))
        return redirect("desk_agreement", agreement.pk)
    title = _("Give more time to sign")
    return page(request, "more_time", {**head(agreement, title), "form": form, "title": title}, bad=bool(form.errors))
