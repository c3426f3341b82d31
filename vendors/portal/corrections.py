"""What do they hold against one of our answers, and do we agree? A contact's page of one entry."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import clock
from vendors import answers_given
from vendors.actions import corrections
from vendors.forms.corrections import CommentForm
from vendors.models import Correction
from vendors.panels import correction_words


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, pk) -> HttpResponse:
    """The answer, what we set against it, what was said to that, and a form for the next word."""
    visible = Correction.objects.visible_to(request.viewer)
    row = get_object_or_404(visible.select_related("assessment"), pk=pk)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        corrections.comment(row, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Sent. It stands beside the entry, and we read it."))
        return redirect("portal_correction", row.pk)
    assessment = row.assessment
    rows = answers_given.rows(assessment)
    counts = row in answers_given.counting(assessment, rows).values()
    context = {
        "title": assessment.question(row.question)["text"], "assessment": assessment, "form": None if row.taken_back_at else form,
        "entry": correction_words.entry(assessment, row, rows.get(row.question), counts=counts),
    }  # fmt: skip
    return render(request, "portal/vendors_dd/correction.html", context, status=422 if form.errors else 200)
