"""Which questionnaire and which question does a page of the portal speak of? What is out of scope is not there (404)."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from vendors.answering import Progress
from vendors.models import Assessment
from vendors.policies import due_diligence as policy


def find(request: HttpRequest, pk) -> Assessment:
    """A colleague who was asked for a section finds it too."""
    return get_object_or_404(Assessment.objects.visible_to(request.viewer).select_related("previous"), pk=pk)


def find_as_contact(request: HttpRequest, pk) -> Assessment:
    """For what only a contact may see. Raises NotAllowed."""
    found = find(request, pk)
    policy.check_can_supply(request.viewer, found.vendor_id)
    return found


def progress(request: HttpRequest, pk) -> Progress:
    return Progress.seen_by(request.viewer, find(request, pk))


def question(request: HttpRequest, pk, key: str) -> tuple[Progress, dict]:
    """The question, also where the answers have hidden it meanwhile."""
    found = progress(request, pk)
    asked = next((each for each in found.assessment.questions["questions"] if each["id"] == key), None)
    if asked is None or not found.may_see(asked["section"]):
        raise Http404
    return found, asked


def section(request: HttpRequest, pk, key: str) -> tuple[Progress, dict]:
    found = progress(request, pk)
    part = next((each for each in found.parts if each["id"] == key), None)
    if part is None:
        raise Http404
    return found, part


def questionnaire_url(assessment: Assessment) -> str:
    return reverse("portal_questionnaire", args=[assessment.pk])


def question_url(assessment: Assessment, key: str) -> str:
    return reverse("portal_question", args=[assessment.pk, key])


def go_on_url(found: Progress) -> str:
    """The first question that came back, else the first that still wants something, else the page to check them all."""
    if wanting := found.wanting:
        return question_url(found.assessment, wanting[0]["id"])
    if found.sections is None:
        return reverse("portal_questionnaire_answers", args=[found.assessment.pk])
    return section_url(found.assessment, found.parts[0]["id"])


def section_url(assessment: Assessment, key: str) -> str:
    return reverse("portal_section", args=[assessment.pk, key])
