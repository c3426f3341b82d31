"""Who has learnt what? Courses, who is on them, and assigning more."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext, ngettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.files import answers as file_answers
from core.refusals import NotAllowed
from core.web import history
from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View, neighbours, respond
from training import policies
from training.actions import certificates, enrolments
from training.forms import AssignForm, ReasonForm
from training.models import Course, Enrolment, TrainingCertificate

TONES = {
    "assigned": ("info", ""),
    "started": ("info", "circle-dot"),
    "passed": ("plain", "check"),
    "failed": ("danger", "circle-x"),
}

ENROLMENTS = Listing(
    key="enrolments",
    title=_l("Training"),
    rows=lambda viewer: Enrolment.objects.visible_to(viewer).select_related("vendor", "person", "course", "version"),
    columns=(
        Column("person", _l("Person"), show="person.name", sort="person__name", kind="person"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company"),
        Column(
            "course",
            _l("Course"),
            show=lambda e: Cell(e.course.title, sub=_("version %(number)d") % {"number": e.version.number}),
        ),
        Column(
            "state",
            _l("State"),
            show=lambda e: Cell(e.get_status_display(), kind="tag", tone=TONES[e.status][0], icon=TONES[e.status][1]),
        ),
        Column("due", _l("Due"), show="due_on", kind="day", sort="due_on"),
        Column("passed", _l("Passed"), show="passed_at", kind="moment", sort="passed_at"),
        Column("version", _l("Version"), show="version.number", filed=True),
        Column("mail", _l("Mail address"), show="person.email", filed=True),
    ),
    sort="due",
    filters=(
        Choice("state", _l("State"), Enrolment.WORKFLOW.choices, field="status"),
        Days("due", _l("Due"), field="due_on", moments=False),
    ),
    search=("person__name", "vendor__name", "course__title"),
    views=(
        View("all", _l("All")),
        View("open", _l("Open"), {"state": "assigned,started"}, counted=True),
        View("failed", _l("Not passed"), {"state": "failed"}, counted=True),
    ),
    link=lambda row: reverse("enrolment", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s enrolment", "%(count)s enrolments", "count"),
    empty=Empty(
        _l("Nobody is on a course yet"),
        _l("Choose a course and assign it to the people of a subcontractor."),
        url="/desk/training/courses/",
        action=_l("Show the courses"),
        rights=("training.write",),
    ),
    can_export=True,
)


@require_GET
def listing(request: HttpRequest):
    return respond(request, ENROLMENTS, template="desk/training/list.html")


def _check_reader(viewer) -> None:
    if not viewer.may("training.read"):
        raise NotAllowed(_("Courses are shown to staff who may read training."))


def _rights(request) -> dict:
    return {"may_assign": request.viewer.may("training.write")}


@require_GET
def courses(request: HttpRequest):
    _check_reader(request.viewer)
    rows = [
        {"course": row, "version": row.current, "people": row.enrolments.count()}
        for row in Course.objects.filter(versions__isnull=False).distinct()
    ]
    context = {"title": _("Courses"), "rows": rows, "crumbs": _crumbs(_("Courses")), **_rights(request)}
    return render(request, "desk/training/courses.html", context)


@require_GET
def course(request: HttpRequest, key: str):
    """The course as a learner reads it, with the answers beside for staff."""
    _check_reader(request.viewer)
    found = get_object_or_404(Course, key=key)
    version = found.current
    answers = version.quiz_key.answers
    questions = [{**q, "answer": answers[q["id"]]} for q in version.content["questions"]]
    context = {
        "title": found.title,
        "course": found,
        "current": version,
        "questions": questions,
        "crumbs": _crumbs(found.title),
        **_rights(request),
    }
    return render(request, "desk/training/course.html", context)


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, key: str):
    policies.check_can_assign(request.viewer)
    found = get_object_or_404(Course, key=key)
    form = AssignForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        at, people = clock.now(), form.chosen()
        for person in people:
            enrolments.assign(
                person,
                found,
                by=request.viewer,
                at=at,
                due_on=form.cleaned_data["due_on"],
                because=form.cleaned_data["because"],
            )
        text = ngettext("Assigned to %(count)d person", "Assigned to %(count)d people", len(people)) % {
            "count": len(people)
        }
        messages.success(request, text)
        return redirect("training_enrolments")
    context = {
        "title": _("Assign: %(course)s") % {"course": found.title},
        "form": form,
        "crumbs": _crumbs(found.title),
        "cancel_url": reverse("course", args=[key]),
    }
    return render(request, "desk/training/assign.html", context, status=422 if form.errors else 200)


def _enrolment(request, pk) -> Enrolment:
    rows = Enrolment.objects.visible_to(request.viewer).select_related("vendor", "person", "course", "version")
    return get_object_or_404(rows, pk=pk)


@require_GET
def enrolment(request: HttpRequest, pk):
    found = _enrolment(request, pk)
    certificate = TrainingCertificate.objects.filter(enrolment=found).first()
    tone, icon = TONES[found.status]
    context = {
        "title": found.course.title,
        "enrolment": found,
        "certificate": certificate,
        "attempts": found.attempts.order_by("number"),
        "read": found.lessons_read.count(),
        "parts": len(found.version.lessons),
        "reason_form": ReasonForm(),
        "neighbours": neighbours(request, ENROLMENTS, found, list_url=reverse("training_enrolments")),
        "identity": {
            "name": f"{found.person.name}: {found.course.title}",
            "mark": found.person.name,
            "meta": [found.vendor.name],
            "state": {"tone": tone, "text": found.get_status_display(), "icon": icon},
        },
        "crumbs": _crumbs(found.person.name),
        "entries": history.of(found, also=[certificate] if certificate else []),
        "can_write": request.viewer.may("training.write"),
    }
    return render(request, "desk/training/enrolment.html", context)


@require_POST
def reopen(request: HttpRequest, pk):
    form = ReasonForm(request.POST)
    found = _enrolment(request, pk)
    if form.is_valid():
        enrolments.reopen(found, by=request.viewer, at=clock.now(), because=form.cleaned_data["because"])
        messages.success(request, _("New attempts given"))
    else:
        messages.error(request, _("Give a reason"))
    return redirect("enrolment", pk=found.pk)


@require_POST
def revoke(request: HttpRequest, pk):
    form = ReasonForm(request.POST)
    found = _enrolment(request, pk)
    certificate = get_object_or_404(TrainingCertificate.objects.filter(enrolment=found))
    if form.is_valid():
        certificates.revoke(certificate, by=request.viewer, at=clock.now(), because=form.cleaned_data["because"])
        messages.success(request, _("Certificate revoked. What needs it is closed from now on."))
    else:
        messages.error(request, _("Give a reason"))
    return redirect("enrolment", pk=found.pk)


@require_GET
def certificate_file(request: HttpRequest, pk):
    found = _enrolment(request, pk)
    papers = TrainingCertificate.objects.filter(enrolment=found, file__isnull=False)
    return file_answers.attach(get_object_or_404(papers.select_related("file")).file)


def _crumbs(label) -> list[dict]:
    return [{"label": _("Training"), "url": reverse("training_enrolments")}, {"label": label, "url": ""}]
