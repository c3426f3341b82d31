"""How does a signer ask something without losing their place?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.actions import questions
from agreements.forms.questions import QuestionForm
from agreements.panels import questions as panels_questions
from agreements.policies import agreements as policies
from agreements.policies import questions as policies_questions
from agreements.portal.pages import find
from core import clock


@require_http_methods(["GET", "POST"])
def asking(request, pk):
    """The questions so far with their answers, and the way to ask another; how far they have read is kept meanwhile."""
    agreement, at = find(request, pk), clock.now()
    policies.check_may_sign(request.viewer, agreement)
    form = QuestionForm(request.POST if request.method == "POST" else None, agreement=agreement)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        questions.ask(agreement, said["text"], part=said["part"], by=request.viewer, at=at)
        messages.success(request, _("Sent. You hear of the answer by mail, and nothing is signed until you sign."))
        return redirect("portal_agreement_question", agreement.pk)
    may_ask = policies_questions.can_ask(request.viewer, agreement, at)
    return render(request, "portal/agreements/question.html", {
        "agreement": agreement, "form": form if may_ask else None, "rows": panels_questions.of_paper(agreement, request.viewer),
        "title": _("Ask before you sign: %(paper)s") % {"paper": agreement.title}, "may_sign": policies.can_sign(request.viewer, agreement, at),
    }, status=422 if form.errors else 200)  # fmt: skip
