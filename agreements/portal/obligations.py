"""What did we promise, and how do we show that it is done?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements.actions import obligations
from agreements.forms.obligations import HandInForm
from agreements.models import Obligation
from agreements.panels.obligations import tag_of
from agreements.policies.obligations import check_can_submit
from agreements.rendering import terms
from core import clock
from core.files.answers import attach
from core.forms.refused import refused_at
from core.refusals import can


@require_http_methods(["GET", "POST"])
def page(request, pk):
    """One obligation, what was handed in, and the way to hand it in while it is owed."""
    row, at = _find(request, pk), clock.now()
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = HandInForm(*sent)
    if request.method == "POST" and form.is_valid() and _submit(request, row, form, at):
        messages.success(request, _("Handed in. We look at it and tell you."))
        return redirect("portal_obligation", row.pk)
    may = can(check_can_submit, request.viewer, row)
    return render(request, "portal/agreements/obligation.html", {
        "title": row.duty.title, "row": row, "state": tag_of(row, terms.day_of(at, row.agreement.zone)), "form": form if may else None,
    }, status=422 if form.errors else 200)  # fmt: skip


@require_GET
def file(request, pk):
    row = _find(request, pk)
    if row.stored is None:
        raise Http404
    return attach(row.stored)


def _submit(request, row, form, at):
    """The obligation, or None with the reason at the field."""
    source = form.cleaned_data["file"]
    with refused_at(form):
        return obligations.submit(
            row, said=form.cleaned_data["said"], source=source, name=source.name if source else "", by=request.viewer, at=at
        )  # fmt: skip
    return None


def _find(request, pk) -> Obligation:
    return get_object_or_404(
        Obligation.objects.visible_to(request.viewer).select_related("duty", "agreement", "stored"), pk=pk
    )
