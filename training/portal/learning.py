"""What do I have to learn, and how far am I? Parts, quiz, result and certificate; the answer key never comes here unasked."""

import json

from django.contrib import messages
from django.db import connection
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock, refusals
from core.files import answers as file_answers
from training import policies, quiz
from training.actions import enrolments
from training.forms import QuizForm
from training.models import Attempt, Enrolment, TrainingCertificate


def _own(request, pk) -> Enrolment:
    rows = (
        Enrolment.objects.visible_to(request.viewer)
        .filter(person_id=request.viewer.person_id)
        .select_related("course", "version")
    )
    return get_object_or_404(rows, pk=pk)


@require_GET
def listing(request: HttpRequest):
    rows = (
        Enrolment.objects.visible_to(request.viewer)
        .filter(person_id=request.viewer.person_id)
        .select_related("course", "version", "certificate")
    )
    shown = [
        {"enrolment": row, "read": row.lessons_read.count(), "parts": len(row.version.lessons)}
        for row in rows.order_by("due_on")
    ]
    return render(request, "portal/training/list.html", {"title": _("Training"), "rows": shown})


@require_GET
def course(request: HttpRequest, pk):
    enrolment = _own(request, pk)
    read = set(enrolment.lessons_read.values_list("lesson", flat=True))
    parts = [{"lesson": lesson, "read": lesson["id"] in read} for lesson in enrolment.version.lessons]
    upcoming = next((part["lesson"] for part in parts if not part["read"]), None)
    context = {
        "title": enrolment.course.title,
        "enrolment": enrolment,
        "parts": parts,
        "next": upcoming,
        "read": len(read),
        "quiz": enrolment.version.content["quiz"],
        "refusal": refusals.why_not(policies.check_can_attempt, request.viewer, enrolment, clock.now()),
        "left": enrolment.attempts_allowed - enrolment.attempts.exclude(submitted_at=None).count(),
        "objectives": enrolment.version.content["objectives"],
        "question_count": enrolment.version.question_count,
        "wait_hours": wait_hours(enrolment, enrolment.attempts.exclude(submitted_at=None).count()),
        "has_open_attempt": enrolment.attempts.filter(submitted_at=None).exists(),
        "certificate": TrainingCertificate.objects.filter(enrolment=enrolment).first(),
    }
    return render(request, "portal/training/course.html", context)


def wait_hours(enrolment: Enrolment, handed_in: int) -> int:
    """How long the attempt after the next one has to wait, said before it is begun; 0 where there is none or no wait."""
    is_last = handed_in + 1 >= enrolment.attempts_allowed
    return 0 if is_last else enrolment.version.content["quiz"].get("wait_hours", 0)


@require_http_methods(["GET", "POST"])
def lesson(request: HttpRequest, pk, key: str):
    """One part. The button below it records that it was read and leads on."""
    enrolment = _own(request, pk)
    shown = enrolment.version.lesson(key)
    if shown is None:
        raise Http404
    keys = [each["id"] for each in enrolment.version.lessons]
    place = keys.index(key)
    following = keys[place + 1] if place + 1 < len(keys) else None
    if request.method == "POST":
        enrolments.read_lesson(enrolment, key, by=request.viewer, at=clock.now())
        return (
            redirect("training_lesson", pk=enrolment.pk, key=following)
            if following
            else redirect("training_course", pk=enrolment.pk)
        )
    context = {
        "title": shown["title"],
        "enrolment": enrolment,
        "lesson": shown,
        "number": place + 1,
        "parts": len(keys),
        "previous": keys[place - 1] if place else None,
        "following": following,
    }
    return render(request, "portal/training/lesson.html", context)


@require_POST
def start(request: HttpRequest, pk):
    attempt = enrolments.start_attempt(_own(request, pk), by=request.viewer, at=clock.now())
    return redirect("training_quiz", pk=attempt.pk)


def _attempt(request, pk) -> Attempt:
    rows = Attempt.objects.filter(
        enrolment__in=Enrolment.objects.visible_to(request.viewer).filter(person_id=request.viewer.person_id)
    )
    return get_object_or_404(rows.select_related("enrolment__course", "enrolment__version", "enrolment__person"), pk=pk)


@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, pk):
    """The drawn questions on one page; wrong input keeps every answer."""
    attempt = _attempt(request, pk)
    if attempt.submitted_at:
        return redirect("training_result", pk=attempt.pk)
    questions = quiz.shown(attempt.enrolment.version.content, attempt.drawn)
    form = QuizForm(request.POST or None, questions=questions)
    if request.method == "POST" and form.is_valid():
        done = enrolments.submit(attempt, form.answers(), by=request.viewer, at=clock.now())
        if done.has_passed:
            messages.success(request, _("Passed. Your certificate is being sealed."))
        return redirect("training_result", pk=attempt.pk)
    context = {
        "title": _("Quiz: %(course)s") % {"course": attempt.enrolment.course.title},
        "form": form,
        "attempt": attempt,
        "count": len(questions),
        "wait_hours": wait_hours(attempt.enrolment, attempt.number - 1),
    }
    return render(request, "portal/training/quiz.html", context, status=422 if form.errors else 200)


@require_GET
def result(request: HttpRequest, pk):
    """The score, and after handing in each question with what was right and why."""
    attempt = _attempt(request, pk)
    if not attempt.submitted_at:
        return redirect("training_quiz", pk=attempt.pk)
    key = _key_of(attempt)
    rows = [
        _explained(question, attempt.answers[question["id"]], key[question["id"]])
        for question in quiz.shown(attempt.enrolment.version.content, attempt.drawn)
    ]
    certificate = TrainingCertificate.objects.filter(enrolment=attempt.enrolment).first()
    context = {
        "title": _("Your result"),
        "attempt": attempt,
        "rows": rows,
        "certificate": certificate,
        "enrolment": attempt.enrolment,
        "left": attempt.enrolment.attempts_allowed - attempt.number,
        "again_at": policies.next_attempt_at(attempt.enrolment),
    }
    return render(request, "portal/training/result.html", context)


def _explained(question: dict, given: list[str], key: dict) -> dict:
    texts = {option["id"]: option["text"] for option in question["options"]}
    return {
        "text": question["text"],
        "is_right": sorted(given) == sorted(key["correct"]),
        "given": [texts[each] for each in given],
        "right": [texts[each] for each in key["correct"]],
        "explanation": key["explanation"],
    }


def _key_of(attempt: Attempt) -> dict:
    with connection.cursor() as cursor:
        cursor.execute("select training_key_of(%s)", [attempt.pk])
        return json.loads(cursor.fetchone()[0])


@require_GET
def certificate(request: HttpRequest, pk):
    """The sealed PDF, for its holder and the firm's contact."""
    found = get_object_or_404(
        TrainingCertificate.objects.visible_to(request.viewer).select_related("file"), pk=pk, file__isnull=False
    )
    return file_answers.attach(found.file)
