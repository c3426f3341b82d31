"""What did we say the last time, and is it still true? All of it at a glance, confirmed a section at a time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core import clock
from vendors import answers_given, earlier_answers
from vendors.actions import answers
from vendors.answering import Progress
from vendors.policies import due_diligence as policy
from vendors.portal import scope


@require_http_methods(["GET", "POST"])
def earlier(request: HttpRequest, pk) -> HttpResponse:
    """What can be taken over; POST takes what is ticked."""
    found = Progress(scope.find_as_contact(request, pk))
    if request.method == "POST":
        made = answers.confirm(found.assessment, request.POST.getlist("question"), by=request.viewer, at=clock.now())
        said = ngettext("%(count)d answer confirmed", "%(count)d answers confirmed", len(made)) % {"count": len(made)}
        messages.success(request, said if made else _("Nothing was ticked, so nothing has changed"))
        return redirect("portal_questionnaire", pk) if made else redirect("portal_earlier_answers", pk)
    policy.check_can_answer(request.viewer, found.assessment)
    offered = found.offered
    context = {
        "title": _("Confirm what you said the last time"),
        "assessment": found.assessment,
        "at": next(iter(offered.values())).at if offered else None,
        "sections": [{"section": part, "rows": _rows(found, part["id"])} for part in found.parts],
        "count": len(offered),
    }
    return render(request, "portal/vendors_dd/earlier.html", context)


def _rows(found: Progress, section: str) -> list[dict]:
    asked = [each for each in found.assessment.questions["questions"] if each["section"] == section]
    return [_row(found, each, found.offered[each["id"]]) for each in asked if each["id"] in found.offered]


def _row(found: Progress, asked: dict, said: earlier_answers.Earlier) -> dict:
    return {
        "question": asked,
        "said": answers_given.say(asked, said.value),
        "comment": said.comment,
        "files": len(said.files),
        "asked_then": said.text if said.text != asked["text"] else "",
        "url": scope.question_url(found.assessment, asked["id"]),
    }
