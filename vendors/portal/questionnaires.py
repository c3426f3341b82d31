"""What are we asked, and what is still open? One question a page; what is typed is kept when the page is left by a button."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.files import FileRefused
from core.files.answers import attach
from core.web.dates import say_moment
from vendors import answers_given, evidence_library, questionnaire_engine
from vendors.actions import questionnaires
from vendors.forms.questionnaires import form_for
from vendors.models import AnswerFile, Assessment
from vendors.panels import dd_words
from vendors.policies import due_diligence as policy
from vendors.questionnaire_engine import NOTHING


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    policy.check_can_supply(request.viewer, request.viewer.vendor_id)
    rows = Assessment.objects.visible_to(request.viewer).exclude(status="withdrawn").order_by("-sent_at")
    context = {"title": _("Questionnaires"), "rows": [_line(row) for row in rows]}
    return render(request, "portal/vendors_dd/questionnaires.html", context)


@require_GET
def overview(request: HttpRequest, pk) -> HttpResponse:
    """The sections, how far each is, and where to go on."""
    assessment = _found(request, pk)
    given, shown = _given(assessment)
    back = set(assessment.answers.filter(is_reopened=True).values_list("question", flat=True))
    context = {
        "title": assessment.title,
        "assessment": assessment,
        "state": dd_words.tag(assessment),
        "sections": [_section(assessment, section, given, shown, back) for section in assessment.questions["sections"]],
        "done": _answered(shown, given),
        "total": len(shown),
        "returned": len(back),
        "next_url": _go_on(assessment, given, shown, back),
    }
    return render(request, "portal/vendors_dd/questionnaire.html", context)


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, pk, key: str) -> HttpResponse:
    """One question. `then` is the button: next, later, rows (more of a table) or attach."""
    assessment, asked, answer = _asked(request, pk, key)
    is_sent = request.method == "POST"
    form = _form(request, asked, answer, is_draft=is_sent and request.POST.get("then") != "next")
    if is_sent:
        policy.check_can_answer(request.viewer, assessment)
        if form.is_valid() and _kept(request, assessment, key, form):
            return _then(request, assessment, key)
    context = {
        "form": form,
        "assessment": assessment,
        "question": asked,
        "answer": answer,
        **_around(assessment, asked, answer),
    }
    return render(request, "portal/vendors_dd/question.html", context, status=422 if form.errors else 200)


@require_POST
def draft(request: HttpRequest, pk, key: str) -> HttpResponse:
    """What the page saves by itself while somebody types; the answer is the sentence to show."""
    assessment, asked, answer = _asked(request, pk, key)
    form = form_for(asked, request.POST, is_draft=True)
    if not form.is_valid():
        return HttpResponse(_("Not saved yet"), content_type="text/plain", status=422)
    answer = _save(request, assessment, key, form)
    return HttpResponse(
        _("Draft saved %(time)s") % {"time": say_moment(answer.saved_at, "full")}, content_type="text/plain"
    )


@require_GET
def answers(request: HttpRequest, pk) -> HttpResponse:
    """All answers: to check before they are sent, the receipt after."""
    assessment = _found(request, pk)
    given, shown = _given(assessment)
    context = {
        "title": _("Check your answers") if assessment.is_answerable else _("Your answers"),
        "assessment": assessment,
        "state": dd_words.tag(assessment),
        "sections": [
            {
                "section": section,
                "rows": [_row(assessment, each, given) for each in shown if each["section"] == section["id"]],
            }
            for section in assessment.questions["sections"]
        ],
        "count": sum(questionnaire_engine.is_given(each, given.get(each["id"], NOTHING)) for each in shown),
        "unmet": answers_given.unmet(assessment) if assessment.is_answerable else [],
        "submission": assessment.submissions.order_by("-round").first(),
    }
    return render(request, "portal/vendors_dd/answers.html", context)


@require_POST
def submission(request: HttpRequest, pk) -> HttpResponse:
    assessment = _found(request, pk)
    questionnaires.submit(assessment, by=request.viewer, at=clock.now())
    messages.success(request, _("Sent. The answers are sealed, and we check them now."))
    return redirect("portal_questionnaire_answers", assessment.pk)


@require_GET
def file(request: HttpRequest, pk, link) -> HttpResponseBase:
    return attach(_link(request, pk, link).stored)


@require_POST
def file_removal(request: HttpRequest, pk, link) -> HttpResponse:
    found = _link(request, pk, link)
    key = found.answer.question
    questionnaires.detach(found, by=request.viewer, at=clock.now())
    messages.success(request, _("File removed from the answer"))
    return redirect("portal_question", pk, key)


def _found(request, pk) -> Assessment:
    return get_object_or_404(Assessment.objects.visible_to(request.viewer).select_related("previous"), pk=pk)


def _asked(request, pk, key: str) -> tuple:
    assessment = _found(request, pk)
    asked = next((each for each in assessment.questions["questions"] if each["id"] == key), None)
    if asked is None:
        raise Http404
    return assessment, asked, assessment.answers.filter(question=key).first()


def _link(request, pk, link) -> AnswerFile:
    own = AnswerFile.objects.filter(answer__assessment=_found(request, pk))
    return get_object_or_404(own.select_related("answer__assessment", "stored"), pk=link)


def _given(assessment) -> tuple[dict, list[dict]]:
    given = answers_given.of(assessment)
    return given, questionnaire_engine.shown(assessment.questions["questions"], given)


def _line(assessment) -> dict:
    given, shown = _given(assessment)
    done = _answered(shown, given)
    return {"assessment": assessment, "state": dd_words.tag(assessment), "done": done, "total": len(shown)}


def _answered(questions, given) -> int:
    """How many have an answer, with its file where one is needed. What may stay empty is not answered by that."""
    mine = [(each, given.get(each["id"], NOTHING)) for each in questions]
    return sum(questionnaire_engine.is_given(*each) and not questionnaire_engine.missing(*each) for each in mine)


def _section(assessment, section, given, shown, back) -> dict:
    here = [each for each in shown if each["section"] == section["id"]]
    is_done = not any(questionnaire_engine.missing(each, given.get(each["id"], NOTHING)) for each in here)
    url = _question_url(assessment, here[0]["id"]) if here and assessment.is_answerable else ""
    found = {"section": section, "done": _answered(here, given), "total": len(here), "is_done": is_done, "url": url}
    return {**found, "back": any(each["id"] in back for each in here)}


def _go_on(assessment, given, shown, back) -> str:
    """The first question that came back, else the first that still wants something, else the page to check them all."""
    wanting = [
        each["id"]
        for each in shown
        if each["id"] in back or questionnaire_engine.missing(each, given.get(each["id"], NOTHING))
    ]
    first = next((key for key in wanting if key in back), next(iter(wanting), None))
    return _question_url(assessment, first) if first else reverse("portal_questionnaire_answers", args=[assessment.pk])


def _question_url(assessment, key: str) -> str:
    return reverse("portal_question", args=[assessment.pk, key])


def _form(request, asked, answer, *, is_draft: bool):
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    earlier = [(str(stored.pk), stored.name) for stored in evidence_library.of(request.viewer.vendor_id)[:20]]
    initial = {"comment": answer.comment if answer else ""}
    return form_for(
        asked, *sent, value=answer.value if answer else None, initial=initial, is_draft=is_draft, earlier=earlier
    )


def _around(assessment, asked, answer) -> dict:
    """Where the question stands, and what was said about it before."""
    given, shown = _given(assessment)
    keys, mine = [each["id"] for each in shown], given.get(asked["id"], NOTHING)
    place = keys.index(asked["id"]) if asked["id"] in keys else 0
    last = assessment.previous.answers.filter(question=asked["id"]).first() if assessment.previous else None
    return {
        "title": asked["text"],
        "section": next(section for section in assessment.questions["sections"] if section["id"] == asked["section"]),
        "number": place + 1 if asked["id"] in keys else None,
        "total": len(keys),
        "previous_url": _question_url(assessment, keys[place - 1]) if place else "",
        "files": answer.files.select_related("stored") if answer else [],
        "hints": [hint for hint in questionnaire_engine.hints(asked, mine.value) if hint.risk != "none"],
        "needs_file": questionnaire_engine.missing(asked, mine) == "evidence",
        "last": answers_given.say(asked, last.value) if last else "",
        "last_at": assessment.previous.accepted_at if last else None,
    }


def _save(request, assessment, key, form):
    said = {"value": form.value, "comment": form.cleaned_data["comment"]}
    return questionnaires.save_answer(assessment, key, **said, by=request.viewer, at=clock.now())


def _kept(request, assessment, key, form) -> bool:
    """Run the actions; a file that is refused becomes an error of the form, with what was typed kept."""
    by, at, source = request.viewer, clock.now(), form.cleaned_data.get("file")
    _save(request, assessment, key, form)
    for stored in evidence_library.of(by.vendor_id).filter(pk__in=form.cleaned_data.get("earlier") or []):
        questionnaires.reuse(assessment, key, stored, by=by, at=at)
    try:
        if source:
            questionnaires.attach(assessment, key, source, name=source.name, by=by, at=at)
    except FileRefused as refused:
        form.add_error("file", refused.sentence)
        return False
    return True


def _then(request, assessment, key: str) -> HttpResponse:
    """After "next" the question that follows by the answers as they are now; after the last one the page to check them."""
    then = request.POST.get("then")
    if then in {"rows", "attach"}:
        return redirect("portal_question", assessment.pk, key)
    if then == "later":
        messages.success(request, _("Draft saved"))
        return redirect("portal_questionnaire", assessment.pk)
    keys = [each["id"] for each in _given(assessment)[1]]
    place = keys.index(key) + 1 if key in keys else len(keys)
    if place == len(keys):
        return redirect("portal_questionnaire_answers", assessment.pk)
    return redirect("portal_question", assessment.pk, keys[place])


def _row(assessment, asked, given) -> dict:
    mine = given.get(asked["id"], NOTHING)
    said = answers_given.say(asked, mine.value) or (_("%(count)d files") % {"count": mine.files} if mine.files else "")
    return {
        "label": asked["text"],
        "value": said,
        "change_url": _question_url(assessment, asked["id"]) if assessment.is_answerable else "",
    }
