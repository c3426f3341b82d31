"""What did a signer ask before signing? One question, and the answer to it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.actions import questions
from agreements.desk.pages import find, head, page
from agreements.forms.questions import AnswerForm
from agreements.models import SigningQuestion
from agreements.panels import questions as panels_questions
from agreements.policies import agreements as policies
from core import clock


@require_http_methods(["GET", "POST"])
def record(request, pk):
    row = get_object_or_404(SigningQuestion.objects.visible_to(request.viewer), pk=pk)
    agreement = find(request, row.agreement_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        policies.check_can_write(request.viewer)
    if request.method == "POST" and form.is_valid():
        questions.answer(row, form.cleaned_data["text"], by=request.viewer, at=clock.now())
        messages.success(request, _("Answered; the asker is told"))
        return redirect("desk_signing_question", row.pk)
    may = policies.can_write(request.viewer) and row.status == "asked"
    title = _("A question before signing")
    about = next(
        each["about"] for each in panels_questions.of_paper(agreement, request.viewer) if each["row"].pk == row.pk
    )
    return page(request, "question", {
        **head(agreement, title), "title": title, "row": row, "about": about, "form": form if may else None,
    }, bad=bool(form.errors))  # fmt: skip
