"""Who gets a seat in somebody's place? A proposal of the other side is answered, and who left is replaced."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.actions import delegations
from agreements.desk.pages import find, head, page
from agreements.forms.delegations import DelegationAnswerForm, ReplaceForm
from agreements.models import Delegation
from agreements.policies import agreements as policies
from core import clock


@require_http_methods(["GET", "POST"])
def delegation(request, pk):
    """Whether somebody else may sign in the place of who is named."""
    rows = Delegation.objects.visible_to(request.viewer)
    found = get_object_or_404(rows.select_related("from_person", "to_person", "seat", "decided_by"), pk=pk)
    policies.check_can_write(request.viewer)
    agreement = find(request, found.agreement_id)
    form = DelegationAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said, act = form.cleaned_data, {"by": request.viewer, "at": clock.now()}
        if said["answer"] == "approve":
            delegations.approve(found, **act)
        else:
            delegations.refuse(found, because=said["because"], **act)
        messages.success(request, _("Answered; both are told"))
        return redirect("desk_agreement", agreement.pk)
    title = _("Somebody else is to sign")
    return page(
        request, "delegation", {**head(agreement, title), "form": form, "found": found, "title": title},
        bad=bool(form.errors),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def replacement(request, pk, number):
    """Somebody else in the place of one who has left."""
    agreement = find(request, pk)
    policies.check_can_write(request.viewer)
    seat = get_object_or_404(agreement.seats.select_related("person", "user", "agreement"), number=number)
    form = ReplaceForm(request.POST if request.method == "POST" else None, seat=seat, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        delegations.replace(seat, form.holder(), by=request.viewer, at=clock.now(), because=because)
        messages.success(request, _("Replaced, and recorded with the agreement"))
        return redirect("desk_agreement", agreement.pk)
    title = _("Replace %(name)s") % {"name": seat.name or seat.get_role_display()}
    return page(
        request, "seat", {**head(agreement, title), "form": form, "seat": seat, "title": title}, bad=bool(form.errors)
    )
