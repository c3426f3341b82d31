"""What does our approval hang on, and how do we meet it? A contact's page of one condition."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import clock
from core.forms.refused import refused_at
from vendors import business_days
from vendors.actions import conditions
from vendors.forms.screening import AnswerForm
from vendors.models import ScreeningCondition


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, pk) -> HttpResponse:
    """The condition with its day, what was said of it, and the next answer while it is open."""
    row = get_object_or_404(ScreeningCondition.objects.visible_to(request.viewer), pk=pk)
    at, sent = clock.now(), (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AnswerForm(*sent)
    if request.method == "POST" and form.is_valid() and _answer(request, row, form, at):
        messages.success(request, _("Sent. We look at it and tell you what we make of it."))
        return redirect("portal_condition", row.pk)
    context = {
        "title": row.text, "condition": row, "answers": row.answers.select_related("stored"), "form": None if row.met_at else form,
        "is_late": row.met_at is None and row.due_on < business_days.day_of(at),
    }  # fmt: skip
    return render(request, "portal/vendors_dd/condition.html", context, status=422 if form.errors else 200)


def _answer(request, row, form, at):
    """The answer, or None with the reason at the field."""
    source = form.cleaned_data["file"]
    with refused_at(form):
        return conditions.answer(
            row, text=form.cleaned_data["text"], source=source, name=source.name if source else "", by=request.viewer, at=at
        )  # fmt: skip
    return None
