"""Answer without the portal: download the questionnaire as a workbook, upload it, look at what it changes, take it over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock, exports, files
from core.files import FileRefused
from core.files.answers import attach_chunks
from vendors.actions import answer_sheets
from vendors.answer_sheets.reading import Unreadable
from vendors.forms.answer_sheets import SheetForm
from vendors.models import AnswerSheet
from vendors.panels import answer_sheets as panels
from vendors.policies import due_diligence as policy
from vendors.portal import scope, sheet_changes


@require_GET
def workbook(request: HttpRequest, pk) -> HttpResponseBase:
    assessment = scope.find_as_contact(request, pk)
    policy.check_can_answer(request.viewer, assessment)
    content = panels.workbook(assessment)
    name = _("Questionnaire %(day)s.xlsx") % {"day": clock.now().date().isoformat()}
    return attach_chunks(iter([content]), name, exports.TYPES["xlsx"], len(content))


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, pk) -> HttpResponse:
    """The workbook to download, and where it comes back; POST looks through it and changes no answer."""
    assessment = scope.find_as_contact(request, pk)
    policy.check_can_answer(request.viewer, assessment)
    form = SheetForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid() and (sheet := _taken_in(request, assessment, form)):
        return redirect("portal_answer_sheet_check", pk, sheet.pk)
    waiting = assessment.sheets.filter(status="checked").first()
    context = {"title": _("Answer off-line"), "assessment": assessment, "form": form, "waiting": waiting}
    return render(request, "portal/vendors_dd/sheet.html", context, status=422 if form.errors else 200)


@require_GET
def check(request: HttpRequest, pk, sheet) -> HttpResponse:
    """What it would change, and what is wrong with it."""
    row = _find(request, pk, sheet)
    titles = {each["id"]: each["text"] for each in row.assessment.questions["questions"]}
    context = {
        "title": _("What your workbook changes"), "sheet": row, "assessment": row.assessment, "sections": panels.difference(row),
        "count": len(row.said), "left_out": [titles[key] for key in row.left_out],
    }  # fmt: skip
    return render(request, "portal/vendors_dd/sheet_check.html", context)


@require_POST
def application(request: HttpRequest, pk, sheet) -> HttpResponse:
    done = answer_sheets.apply(_find(request, pk, sheet), by=request.viewer, at=clock.now())
    count = len(done.said)
    said = ngettext("%(count)d answer taken over", "%(count)d answers taken over", count) % {"count": count}
    messages.success(request, said)
    return redirect("portal_questionnaire", pk)


@require_POST
def removal(request: HttpRequest, pk, sheet) -> HttpResponse:
    answer_sheets.remove(_find(request, pk, sheet), by=request.viewer, at=clock.now())
    messages.success(request, _("Removed. No answer has changed."))
    return redirect("portal_answer_sheet", pk)


def _taken_in(request, assessment, form) -> AnswerSheet | None:
    """The upload, or None with the reason at the field."""
    source = form.cleaned_data["file"]
    try:
        found = sheet_changes.read(assessment, files.checked(source, purpose="answers", name=source.name))
        return answer_sheets.take_in(assessment, source, name=source.name, **found, by=request.viewer, at=clock.now())
    except (FileRefused, Unreadable) as refused:
        form.add_error("file", refused.sentence)
        return None


def _find(request, pk, sheet) -> AnswerSheet:
    assessment = scope.find_as_contact(request, pk)
    rows = AnswerSheet.objects.visible_to(request.viewer).select_related("stored")
    found = get_object_or_404(rows, pk=sheet, assessment=assessment)
    found.assessment = assessment
    return found
