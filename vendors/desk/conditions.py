"""What does an approval hang on, what does the subcontractor say of it, and is it met?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from core.files.answers import attach
from vendors.actions import conditions
from vendors.forms.subcontractors import ReasonForm
from vendors.models import ScreeningCondition
from vendors.policies import due_diligence as policy


@require_http_methods(["GET", "POST"])
def meeting(request: HttpRequest, pk, condition) -> HttpResponse:
    """Say that a condition is met, and how we know; what the subcontractor said of it stands above."""
    row, form = _find(request, pk, condition), ReasonForm(request.POST or None)
    policy.check_can_meet(request.viewer, row)
    form.fields["because"].label = _("How do we know?")
    back = reverse("screening", args=[pk])
    if request.method == "POST" and form.is_valid():
        conditions.meet(row, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Condition met"))
        return redirect(back)
    context = {
        "title": row.text, "condition": row, "answers": row.answers.select_related("stored", "given_by"), "form": form, "cancel_url": back,
        "crumbs": [{"label": _("Screening"), "url": reverse("screenings")}, {"label": row.vendor.name, "url": back}],
    }  # fmt: skip
    return render(request, "desk/vendors_dd/condition.html", context, status=422 if form.errors else 200)


@require_GET
def file(request: HttpRequest, pk, condition, answer) -> HttpResponseBase:
    found = get_object_or_404(_find(request, pk, condition).answers.exclude(stored=None), pk=answer)
    return attach(found.stored)


def _find(request, pk, condition) -> ScreeningCondition:
    if not request.viewer.is_staff:
        raise Http404
    rows = ScreeningCondition.objects.visible_to(request.viewer)
    return get_object_or_404(rows.select_related("vendor", "owner"), pk=condition, screening=pk)
