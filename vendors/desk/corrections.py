"""Officers' pages to set a note or another value against an answer, and to take it back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import clock
from vendors import answers_given
from vendors.actions import corrections
from vendors.forms.corrections import CorrectionForm
from vendors.forms.subcontractors import ReasonForm
from vendors.models import Assessment, Correction
from vendors.policies import corrections as policy
from vendors.policies import due_diligence


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk, key: str) -> HttpResponse:
    """The answer as it was given, and a form for what stands beside it."""
    due_diligence.check_can_review(request.viewer)
    assessment = _find(request, pk)
    answer = get_object_or_404(assessment.answers, question=key)
    asked = assessment.question(key)
    form = CorrectionForm(
        asked, request.POST or None, answered=answer.value, may_count=policy.may_count(assessment)
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        corrections.make(
            assessment, key, value=form.value, counts=bool(form.cleaned_data.get("counts")), because=form.cleaned_data["because"],
            seen=request.POST.get("seen"), by=request.viewer, at=clock.now(),
        )  # fmt: skip
        messages.success(request, _("Kept beside the answer. The subcontractor reads it and may comment."))
        return redirect(_place(assessment, key))
    policy.check_can_correct(request.viewer, assessment)
    context = {
        "title": _("Note or correction"), "asked": asked, "assessment": assessment, "form": form, "said": answers_given.say(asked, answer.value),
        "comment": answer.comment, "hidden": [("seen", request.POST.get("seen") or answer.version)], "cancel_url": _place(assessment, key), "crumbs": _crumbs(assessment),
    }  # fmt: skip
    return render(request, "desk/vendors_dd/correction.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def taking_back(request: HttpRequest, pk, correction) -> HttpResponse:
    due_diligence.check_can_review(request.viewer)
    assessment = _find(request, pk)
    row = get_object_or_404(Correction.objects.visible_to(request.viewer), pk=correction, assessment=assessment)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        corrections.take_back(row, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Taken back. It stays to be read, and counts for nothing."))
        return redirect(_place(assessment, row.question))
    context = {
        "title": _("Take back what we set against the answer"), "lede": assessment.question(row.question)["text"], "form": form,
        "submit": _("Take it back"), "cancel_url": _place(assessment, row.question), "crumbs": _crumbs(assessment),
    }  # fmt: skip
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


def _find(request, pk) -> Assessment:
    if not request.viewer.is_staff:
        raise Http404
    return get_object_or_404(Assessment.objects.visible_to(request.viewer).select_related("vendor"), pk=pk)


def _place(assessment: Assessment, key: str) -> str:
    return f"{reverse('assessment', args=[assessment.pk])}#q-{key}"


def _crumbs(assessment: Assessment) -> list[dict]:
    here = {"label": assessment.reference, "url": reverse("assessment", args=[assessment.pk])}
    return [{"label": _("Assessments"), "url": reverse("assessments")}, here]
