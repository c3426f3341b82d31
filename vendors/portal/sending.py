"""All answers on one page: to check them before they are sent, and what was sent after."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import clock, pdf
from core.files.answers import attach_chunks
from vendors import answers_given, questionnaire_engine, receipts
from vendors.actions import questionnaires
from vendors.answering import Progress
from vendors.models import AnswerFile
from vendors.panels import correction_words, dd_words
from vendors.portal import scope


@require_GET
def answers(request: HttpRequest, pk) -> HttpResponse:
    """All answers: to check before they are sent, the receipt after."""
    found = Progress(scope.find_as_contact(request, pk))
    assessment = found.assessment
    is_open, files = assessment.is_answerable, _files(assessment)
    beside = correction_words.by_question(assessment, found.rows)
    context = {
        "title": _("Check your answers") if is_open else _("Your answers"),
        "assessment": assessment,
        "state": dd_words.tag(assessment),
        "sections": [
            {"section": part, "rows": [_row(found, each, files, beside) for each in found.of(part["id"])]}
            for part in found.parts
        ],
        "count": sum(found.is_given(each) for each in found.shown),
        "wanting": [_wanting(found, each) for each in found.wanting] if is_open else [],
        "submission": assessment.submissions.order_by("-round").first(),
    }
    return render(request, "portal/vendors_dd/answers.html", context)


@require_POST
def submission(request: HttpRequest, pk) -> HttpResponse:
    assessment = scope.find_as_contact(request, pk)
    questionnaires.submit(assessment, by=request.viewer, at=clock.now())
    messages.success(request, _("Sent. The answers are sealed, and we check them now."))
    return redirect("portal_questionnaire_answers", assessment.pk)


@require_GET
def receipt(request: HttpRequest, pk) -> HttpResponseBase:
    """What was sealed last, to keep; there is none before anything was sent (404)."""
    assessment = scope.find_as_contact(request, pk)
    submission = assessment.submissions.order_by("-round").first()
    if submission is None:
        raise Http404
    content = pdf.render(receipts.TEMPLATE, receipts.context(submission))
    return attach_chunks(iter([content]), receipts.file_name(submission), "application/pdf", len(content))


def _files(assessment) -> dict[str, list[AnswerFile]]:
    """By question, in the order in which they were added."""
    rows = assessment.answers.prefetch_related("files__stored")
    return {row.question: sorted(row.files.all(), key=lambda link: link.added_at) for row in rows}


def _row(found: Progress, asked: dict, files: dict, beside: dict) -> dict:
    row, mine = found.rows.get(asked["id"]), found.mine(asked)
    hints = questionnaire_engine.hints(asked, mine.value)
    return {
        "label": asked["text"],
        "value": answers_given.say(asked, mine.value),
        "comment": row.comment if row else "",
        "files": files.get(asked["id"], []),
        "beside": beside.get(asked["id"], []),
        "missing": found.missing(asked) if found.assessment.is_answerable else "",
        "hints": [hint for hint in hints if hint.risk in {"medium", "high"}],
        "change_url": scope.question_url(found.assessment, asked["id"]) if found.assessment.is_answerable else "",
    }


def _wanting(found: Progress, asked: dict) -> dict:
    words = answers_given.wanted(asked, found.missing(asked))
    return {"words": words, "url": scope.question_url(found.assessment, asked["id"])}
