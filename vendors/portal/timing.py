"""Is there enough time? Ask for more, let a questionnaire rest, take it up again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from vendors import business_days
from vendors.actions import pauses, time_requests
from vendors.forms.answering import MoreTimeForm, PauseForm
from vendors.policies import due_diligence as policy
from vendors.portal import scope


@require_http_methods(["GET", "POST"])
def more(request: HttpRequest, pk) -> HttpResponse:
    assessment, at = scope.find_as_contact(request, pk), clock.now()
    policy.check_can_answer(request.viewer, assessment)
    form = MoreTimeForm(request.POST or None, after=max(assessment.due_on, business_days.day_of(at)))
    if request.method == "POST" and form.is_valid():
        time_requests.ask(assessment, by=request.viewer, at=at, **form.cleaned_data)
        messages.success(request, _("Asked. You get our answer by mail; until then the day stays as it is."))
        return redirect("portal_questionnaire", pk)
    context = {
        "title": _("Ask for more time"),
        "lede": _("What you have answered so far is kept either way."),
        "form": form,
        "submit": _("Ask for more time"),
    }
    return _page(request, assessment, context)


@require_http_methods(["GET", "POST"])
def pause(request: HttpRequest, pk) -> HttpResponse:
    assessment, at = scope.find_as_contact(request, pk), clock.now()
    policy.check_can_answer(request.viewer, assessment)
    form = PauseForm(request.POST or None, today=business_days.day_of(at), most=pauses.LONGEST)
    if request.method == "POST" and form.is_valid():
        pauses.pause(assessment, by=request.viewer, at=at, **form.cleaned_data)
        messages.success(request, _("Paused. We do not remind you until then; any answer ends the pause."))
        return redirect("portal_questionnaire", pk)
    context = {
        "title": _("Pause the questionnaire"),
        "lede": _("We stop reminding you. The day by which we wait for your answers stays; ask for more time to move it."),
        "form": form,
        "submit": _("Pause it"),
    }  # fmt: skip
    return _page(request, assessment, context)


@require_POST
def resumption(request: HttpRequest, pk) -> HttpResponse:
    assessment = scope.find_as_contact(request, pk)
    pauses.resume(assessment, by=request.viewer, at=clock.now())
    messages.success(request, _("The pause is over"))
    return redirect("portal_questionnaire", pk)


def _page(request, assessment, context: dict) -> HttpResponse:
    back = {"url": scope.questionnaire_url(assessment), "text": assessment.title}
    status = 422 if context["form"].errors else 200
    return render(request, "portal/vendors_dd/form.html", {**context, "back": back}, status=status)
