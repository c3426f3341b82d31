"""One question a page: the answer, the files behind it, and what happens while somebody types."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.files.answers import attach
from core.forms.refused import refused_at
from core.web.dates import say_day
from vendors import answers_given, earlier_answers, evidence_library, questionnaire_engine
from vendors.actions import answers
from vendors.answering import Progress
from vendors.business_days import day_of
from vendors.forms.questionnaires import form_for
from vendors.models import AnswerFile
from vendors.panels import correction_words
from vendors.policies import answering as policy
from vendors.portal import scope

OFFERED_FILES, MORE_ROWS = 30, 3


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, pk, key: str) -> HttpResponse:
    """One question. `then` is the button: next, stay, later, rows (more of a table) or attach."""
    found, asked = scope.question(request, pk, key)
    earlier = _earlier(found, asked)
    is_sent = request.method == "POST"
    form = _form(request, found, asked, earlier, is_draft=is_sent and request.POST.get("then") != "next")
    overtaken = None
    if is_sent:
        policy.check_can_write(request.viewer, found.assessment, asked["section"])
        if form.is_valid():
            try:
                if _kept(request, found, asked, form, earlier):
                    return _then(request, found, key)
            except answers.Overtaken as changed:
                overtaken = changed.answer
                form.add_error(
                    None, _("Somebody else changed this answer meanwhile. Compare, then save the one that is right.")
                )
    context = {
        "title": asked["text"],
        "form": form,
        "found": found,
        "assessment": found.assessment,
        "question": asked,
        "may_write": policy.can_write(request.viewer, found.assessment, asked["section"]),
        "page_mark": _page_mark(request) or uuid.uuid4().hex,
        "earlier": earlier,
        "gaps": [] if form.errors else answers_given.say_gaps(asked, found.mine(asked).value),
        **_around(found, asked, earlier),
        **_state(request, found, asked, overtaken),
    }
    return render(request, "portal/vendors_dd/question.html", context, status=422 if form.errors else 200)


@require_POST
def draft(request: HttpRequest, pk, key: str) -> HttpResponse:
    """What the page saves by itself while somebody types; the answer holds the parts of the page that change with it."""
    found, asked = scope.question(request, pk, key)
    form, status, overtaken = form_for(asked, request.POST, is_draft=True), 200, None
    if form.is_valid():
        try:
            _save(request, found, asked, form, _earlier(found, asked))
        except answers.Overtaken as changed:
            overtaken, status = changed.answer, 409
    else:
        status = 422
    found = Progress(found.assessment, found.sections)  # read anew
    context = {
        "question": asked,
        "form": form,
        "assessment": found.assessment,
        **_state(request, found, asked, overtaken),
    }
    return render(request, "portal/vendors_dd/_draft.html", context, status=status)


@require_GET
def file(request: HttpRequest, pk, link) -> HttpResponseBase:
    return attach(_link(request, pk, link).stored)


@require_POST
def file_removal(request: HttpRequest, pk, link) -> HttpResponse:
    found = _link(request, pk, link)
    key = found.answer.question
    answers.detach(found, by=request.viewer, at=clock.now())
    messages.success(request, _("File removed from the answer"))
    return redirect("portal_question", pk, key)


def _link(request, pk, link) -> AnswerFile:
    found = scope.progress(request, pk)
    seen = [
        each["id"]
        for part in found.parts
        for each in found.assessment.questions["questions"]
        if each["section"] == part["id"]
    ]
    rows = AnswerFile.objects.filter(answer__assessment=found.assessment, answer__question__in=seen)
    return get_object_or_404(rows.select_related("stored", "answer__assessment"), pk=link)


def _earlier(found: Progress, asked: dict) -> earlier_answers.Earlier | None:
    """What is offered from an earlier submission while nothing is answered here."""
    if not found.assessment.is_answerable or found.is_given(asked):
        return None
    return earlier_answers.of(found.assessment).get(asked["id"])


def _form(request, found, asked, earlier, *, is_draft: bool):
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    row = found.rows.get(asked["id"])
    initial: dict = {"comment": row.comment if row else "", "earlier": []}
    value = row.value if row else None
    if earlier:
        value = earlier.value if value is None else value
        initial = {"comment": initial["comment"] or earlier.comment, "earlier": list(earlier.files)}
    library = _library(request.viewer, found, earlier)
    rows = int(wanted) if (wanted := request.GET.get("rows", "")).isdigit() else 0
    return form_for(asked, *sent, value=value, rows=rows, initial=initial, is_draft=is_draft, earlier=library)


def _library(viewer, found: Progress, earlier) -> list[tuple[str, str]]:
    """Files that were sent before, those of the earlier answer first. A colleague who answers one section is offered
    none but those: the rest of the library is the contacts'."""
    behind = list(earlier.files) if earlier else []
    first = list(evidence_library.of(viewer.vendor_id).filter(pk__in=behind))
    more = evidence_library.each_once(viewer.vendor_id).exclude(sha256__in=[stored.sha256 for stored in first])
    more = more[:OFFERED_FILES] if found.sections is None else []
    return [(str(stored.pk), _described(stored)) for stored in [*first, *more]]


def _described(stored) -> str:
    """Files of one name are told apart by the day on which they were sent."""
    return _("%(file)s, sent on %(day)s") % {"file": stored.name, "day": say_day(day_of(stored.stored_at), "portal")}


def _around(found: Progress, asked: dict, earlier) -> dict:
    """Where the question stands, and what was said about it before."""
    before, key = found.before(asked["id"]), asked["id"]
    row = found.rows.get(key)
    last = (
        found.assessment.previous.answers.filter(question=key).first()
        if found.assessment.previous and not earlier
        else None
    )
    return {
        "answer": row,
        "section": next(part for part in found.parts if part["id"] == asked["section"]),
        "section_url": scope.section_url(found.assessment, asked["section"]),
        "number": found.place(key),
        "total": len(found.shown),
        "previous_url": scope.question_url(found.assessment, before["id"]) if before else "",
        "files": row.files.select_related("stored") if row else [],
        "beside": correction_words.by_question(found.assessment, found.rows).get(key, [])
        if found.sections is None
        else [],
        "last": answers_given.say(asked, last.value) if last else "",
        "last_at": found.assessment.previous.accepted_at if last else None,
        "said_before": answers_given.say(asked, earlier.value) if earlier else "",
    }


def _state(request, found: Progress, asked: dict, overtaken) -> dict:
    """What changes with the answer: when it was saved and by whom, why it is a risk, whether it wants a file."""
    row, mine = found.rows.get(asked["id"]), found.mine(asked)
    names = found.names
    return {
        "saved": answers_given.say_saved(row, names) if row else "",
        "seen": row.version if row else "",
        "hints": [hint for hint in questionnaire_engine.hints(asked, mine.value) if hint.risk != "none"],
        "needs_file": questionnaire_engine.missing(asked, mine) == "evidence",
        "overtaken": overtaken,
        "overtaken_says": answers_given.say(asked, overtaken.value) if overtaken else "",
        "overtaken_by": answers_given.say_saved(overtaken, names) if overtaken else "",
    }


def _page_mark(request) -> str:
    """With what the page was drawn; anything that no page carries counts as none."""
    said = request.POST.get("page", "")[:36]
    return said if said.isalnum() else ""


def _save(request, found, asked, form, earlier):
    value, comment = form.value, form.cleaned_data["comment"]
    is_confirmed = earlier is not None and request.POST.get("confirms") and value == earlier.value
    return answers.save(
        found.assessment, asked["id"], value=value, comment=comment, by=request.viewer, at=clock.now(),
        seen=request.POST.get("seen"), page=_page_mark(request),
        confirmed_from=earlier.submission if is_confirmed else None,
    )  # fmt: skip


def _kept(request, found, asked, form, earlier) -> bool:
    """Run the actions; a file that is refused becomes an error of the form, with what was typed kept."""
    by, at, key, source = request.viewer, clock.now(), asked["id"], form.cleaned_data.get("file")
    _save(request, found, asked, form, earlier)
    for stored in evidence_library.of(by.vendor_id).filter(pk__in=form.cleaned_data.get("earlier") or []):
        answers.reuse(found.assessment, key, stored, by=by, at=at)
    with refused_at(form):
        if source:
            answers.attach(found.assessment, key, source, name=source.name, by=by, at=at)
        return True
    return False


def _then(request, found: Progress, key: str) -> HttpResponse:
    """After "next" the question that follows by the answers as they are now; after the last one the page to check them."""
    then = request.POST.get("then")
    if then in {"rows", "attach", "stay"}:
        shown = request.POST.get("rows", "")
        more = f"?rows={min(int(shown), 1000) + MORE_ROWS}" if then == "rows" and shown.isdigit() else ""
        return redirect(scope.question_url(found.assessment, key) + more)
    if then == "later":
        messages.success(request, _("Saved. You can go on here or on another device."))
        return redirect("portal_questionnaire", found.assessment.pk)
    now = Progress(found.assessment, found.sections)  # read anew: the answer may have led to other questions
    following = now.after(key)
    if following:
        return redirect(scope.question_url(found.assessment, following["id"]))
    if found.sections is None:
        return redirect("portal_questionnaire_answers", found.assessment.pk)
    return redirect(scope.go_on_url(now))
