"""Officers' pages about questionnaires: send one, read the answers beside the last ones, judge them, return or accept."""

import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock, mail
from core import exports as core_exports
from core.actions import exports
from core.files.answers import attach
from core.policies import can_export
from core.refusals import why_not
from core.web import history
from core.web.dates import say_day
from core.web.listing import neighbours, respond
from vendors import answers_given, answers_weighed, business_days, questionnaire_engine, questionnaire_sets
from vendors.actions import questionnaires, time_requests
from vendors.forms.answering import TimeAnswerForm
from vendors.forms.questionnaires import AcceptForm, DueForm, VerdictForm
from vendors.forms.subcontractors import ReasonForm
from vendors.listings.dd import ASSESSMENTS
from vendors.models import OPEN, AnswerFile, Assessment, Person, Vendor
from vendors.panels import answer_cells, correction_words, dd_words, outcome
from vendors.policies import corrections as correcting
from vendors.policies import due_diligence as policy

WEEKS = datetime.timedelta(weeks=3)
ROUND = datetime.timedelta(weeks=1)


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    return respond(request, ASSESSMENTS)


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, vendor_id) -> HttpResponse:
    policy.check_can_send(request.viewer)
    vendor, at = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=vendor_id), clock.now()
    today = business_days.day_of(at)
    form = DueForm(request.POST or None, today=today, initial={"due_on": today + WEEKS})
    if request.method == "POST" and form.is_valid():
        made = questionnaires.send(vendor, **form.cleaned_data, by=request.viewer, at=at)
        messages.success(request, _("Questionnaire sent to %(name)s") % {"name": vendor.name})
        return redirect("assessment", made.pk)
    _version, asked = questionnaire_sets.for_firm(vendor)
    receivers = _receivers(vendor)
    context = {
        "title": _("Send the questionnaire"), "vendor": vendor, "form": form, "asked": asked, "sections": _by_section(asked),
        "receivers": receivers, "can_arrive": bool(receivers), "checks": _checks(vendor, asked),
        "cancel_url": reverse("subcontractor", args=[vendor.pk]), "crumbs": _crumbs(_("Send the questionnaire")),
    }  # fmt: skip
    return render(request, "desk/vendors_dd/send.html", context, status=422 if form.errors else 200)


def _by_section(asked: dict) -> list[dict]:
    return [
        {"section": section, "questions": [each for each in asked["questions"] if each["section"] == section["id"]]}
        for section in asked["sections"]
    ]


def _receivers(vendor: Vendor) -> list[dict]:
    """The contacts with an account, for components/rows.html: they are told, and answer or ask a colleague."""
    rows = Person.objects.filter(vendor=vendor, is_contact=True, departed_at=None, user__is_active=True)
    return [{"title": row.name, "meta": row.user.email} for row in rows.select_related("user").order_by("name")]


def _checks(vendor: Vendor, asked: dict) -> list[dict]:
    """What could keep it from being answered, for components/checks.html."""
    first_shown = questionnaire_engine.shown(asked["questions"], {})
    return [
        {"text": mail.way(), "met": not mail.folder()},
        {"text": _("%(number)d questions are asked from the start; others follow from answers") % {"number": len(first_shown)}, "met": bool(first_shown)},
        _no_other(vendor),
    ]  # fmt: skip


def _no_other(vendor: Vendor) -> dict:
    other = Assessment.objects.filter(vendor=vendor, status__in=OPEN).first()
    if other is None:
        return {"text": _("No other questionnaire is open"), "met": True}
    words = _("%(reference)s is open: you get to it, and no second one is sent") % {"reference": other.reference}
    return {"text": words, "met": False, "url": reverse("assessment", args=[other.pk]), "action": _("Open it")}


@require_GET
def record(request: HttpRequest, pk) -> HttpResponse:
    return render(request, "desk/vendors_dd/assessment.html", _page(request, _find(request, pk)))


@require_POST
def verdict(request: HttpRequest, pk, key: str) -> HttpResponse:
    """What we make of one answer."""
    policy.check_can_review(request.viewer)
    assessment = _find(request, pk)
    get_object_or_404(assessment.answers, question=key)
    form = VerdictForm(request.POST, prefix=key)
    if not form.is_valid():
        context = _page(request, assessment, wrong={key: form})
        return render(request, "desk/vendors_dd/assessment.html", context, status=422)
    questionnaires.judge(assessment, key, **form.cleaned_data, by=request.viewer, at=clock.now())
    return redirect(f"{reverse('assessment', args=[assessment.pk])}#q-{key}")


@require_http_methods(["GET", "POST"])
def clarification(request: HttpRequest, pk) -> HttpResponse:
    """Return the questions that are marked."""
    policy.check_can_review(request.viewer)
    assessment, at = _find(request, pk), clock.now()
    today = business_days.day_of(at)
    form = DueForm(request.POST or None, today=today, initial={"due_on": today + ROUND})
    if request.method == "POST" and form.is_valid():
        questionnaires.send_back(assessment, **form.cleaned_data, by=request.viewer, at=at)
        messages.success(request, _("The marked questions went back to %(name)s") % {"name": assessment.vendor.name})
        return redirect("assessment", assessment.pk)
    context = {
        "title": _("Return the marked questions"), "form": form, "submit": _("Return them"),
        "lede": _("Everything else stays sealed as it was sent."), "cancel_url": reverse("assessment", args=[assessment.pk]),
        "crumbs": _crumbs(assessment.reference),
    }  # fmt: skip
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


@require_POST
def acceptance(request: HttpRequest, pk) -> HttpResponse:
    assessment = _find(request, pk)
    policy.check_can_review(request.viewer)
    form = AcceptForm(request.POST, wants_reason=answers_weighed.of(assessment).wants_reason)
    if assessment.status == "submitted" and not form.is_valid():
        context = _page(request, assessment, accept_form=form)
        return render(request, "desk/vendors_dd/assessment.html", context, status=422)
    because = form.cleaned_data["because"] if form.is_valid() else ""
    questionnaires.accept(assessment, by=request.viewer, at=clock.now(), because=because)
    messages.success(request, _("Answers accepted"))
    return redirect("assessment", assessment.pk)


@require_http_methods(["GET", "POST"])
def withdrawal(request: HttpRequest, pk) -> HttpResponse:
    policy.check_can_send(request.viewer)
    assessment, form = _find(request, pk), ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        questionnaires.withdraw(assessment, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Questionnaire withdrawn"))
        return redirect("assessment", assessment.pk)
    context = {
        "title": _("Withdraw the questionnaire"), "form": form, "submit": _("Withdraw it"), "tone": "danger",
        "cancel_url": reverse("assessment", args=[assessment.pk]), "crumbs": _crumbs(assessment.reference),
    }  # fmt: skip
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


@require_POST
def more_time(request: HttpRequest, pk, wish) -> HttpResponse:
    """Grant the time that is asked for, or decline: POST `decision`."""
    policy.check_can_send(request.viewer)
    assessment = _find(request, pk)
    asked = get_object_or_404(assessment.time_requests, pk=wish)
    form = TimeAnswerForm(request.POST, due_on=assessment.due_on)
    if not form.is_valid():
        return render(
            request, "desk/vendors_dd/assessment.html", _page(request, assessment, time_form=form), status=422
        )
    said = {"answer": form.cleaned_data["answer"], "by": request.viewer, "at": clock.now()}
    if request.POST.get("decision") == "decline":
        time_requests.decline(asked, **said)
        messages.success(request, _("Declined. The subcontractor is told why."))
    else:
        time_requests.grant(asked, granted_on=form.cleaned_data["granted_on"], **said)
        messages.success(request, _("Granted. The subcontractor is told."))
    return redirect("assessment", pk)


@require_GET
def workbook(request: HttpRequest, pk) -> HttpResponse:
    """The answers as a workbook, with what we made of them."""
    assessment = _find(request, pk)
    rows = answer_cells.rows(assessment)
    exports.made("answers", kind="xlsx", query="", rows=len(rows), of=assessment, by=request.viewer, at=clock.now())
    return core_exports.respond(request, assessment.reference, answer_cells.columns(), rows, "xlsx")


@require_GET
def file(request: HttpRequest, pk, link) -> HttpResponseBase:
    rows = AnswerFile.objects.filter(answer__assessment=_find(request, pk)).select_related("stored")
    return attach(get_object_or_404(rows, pk=link).stored)


def _find(request, pk) -> Assessment:
    rows = Assessment.objects.visible_to(request.viewer).select_related("vendor", "previous")
    found = get_object_or_404(rows, pk=pk)
    if not request.viewer.is_staff:
        raise Http404
    return found


def _page(request, assessment, wrong=None, time_form=None, accept_form=None) -> dict:
    written = answers_given.rows(assessment)
    given = answers_given.given_by(written)
    beside = correction_words.by_question(assessment, written)
    may_judge = policy.can_review(request.viewer) and assessment.status == "submitted"
    lines = _lines(assessment, given, may_judge, wrong or {}, beside)
    return {
        "title": f"{assessment.title}, {assessment.vendor.name}", "assessment": assessment, "sections": lines, "outcome": outcome.of(assessment) if assessment.round else {},
        "may_judge": may_judge, "may_export": can_export(request.viewer), "unclear": assessment.answers.filter(verdict="clarify").count(),
        "may_withdraw": policy.can_send(request.viewer) and assessment.is_answerable, "submissions": assessment.submissions.order_by("-round"),
        "entries": history.of(assessment),
        "neighbours": neighbours(request, ASSESSMENTS, assessment, list_url=reverse("assessments")),
        "identity": {
            "name": assessment.vendor.name, "reference": assessment.reference, "state": dd_words.tag(assessment),
            "meta": [assessment.title, assessment.get_tier_display()],
        },
        "crumbs": _crumbs(assessment.reference), "form": time_form or accept_form or next(iter((wrong or {}).values()), None),
        "pause": assessment.pauses.filter(ended_at=None, until_on__gte=business_days.day_of(clock.now())).first(),
        **_correcting(request.viewer, assessment), **_time_wanted(request.viewer, assessment, time_form), **_acceptance(request.viewer, assessment, may_judge, accept_form),
    }  # fmt: skip


def _correcting(viewer, assessment) -> dict:
    rows = assessment.corrections.standing().select_related("assessment")
    return {
        "may_correct": correcting.can_correct(viewer, assessment),
        "can_take_back": {row.pk for row in rows if correcting.can_take_back(viewer, row)},
    }


def _acceptance(viewer, assessment, may_judge: bool, form) -> dict:
    """What nobody has judged, and the form to take the answers; primary once nothing flagged is left."""
    if not may_judge:
        return {}
    weighed, refusal = answers_weighed.of(assessment), why_not(correcting.check_corrected_nothing, viewer, assessment)
    tone = "" if weighed.wants_reason else "primary"
    return {
        "weighed": weighed,
        "accept_form": form or AcceptForm(wants_reason=weighed.wants_reason),
        "accept_panel": {"title": _("Accept the answers"), "refusal": refusal},
        # Disabled where it is refused: the panel reads that off the tone.
        "accept_acts": [
            {
                "name": "decision",
                "value": "accept",
                "label": _("Accept the answers"),
                "tone": "primary" if refusal else tone,
            }
        ],
    }


def _time_wanted(viewer, assessment, form) -> dict:
    """The request for more time that waits, and the form to answer it."""
    asked = assessment.time_requests.filter(status="waiting").first()
    if asked and form is None and policy.can_send(viewer):
        form = TimeAnswerForm(due_on=assessment.due_on, initial={"granted_on": asked.wanted_on})
    if asked is None:
        return {}
    words = _("%(name)s asks to answer by %(day)s instead of %(due)s.") % {
        "name": asked.asked_by_name, "day": say_day(asked.wanted_on, "full"), "due": say_day(assessment.due_on, "full"),
    }  # fmt: skip
    return {
        "time_wanted": asked, "time_form": form,
        "time_panel": {"title": _("More time?"), "asked": words, "because": asked.because},
        "time_acts": [
            {"name": "decision", "value": "grant", "label": _("Grant it"), "tone": "primary"},
            {"name": "decision", "value": "decline", "label": _("Decline"), "tone": "danger"},
        ],
    }  # fmt: skip


def _lines(assessment, given, may_judge, wrong, beside) -> list[dict]:
    """By section: question, answer, evidence, last answer, verdict, and what we set `beside` it."""
    shown = questionnaire_engine.shown(assessment.questions["questions"], given)
    rows = {row.question: row for row in assessment.answers.prefetch_related("files__stored")}
    last = {row.question: row for row in assessment.previous.answers.all()} if assessment.previous else {}
    return [
        {
            "section": section,
            "lines": [
                {**_line(each, rows.get(each["id"]), last, may_judge, wrong), "beside": beside.get(each["id"], [])}
                for each in shown
                if each["section"] == section["id"]
            ],
        }
        for section in assessment.questions["sections"]
    ]


def _line(asked, row, last, may_judge, wrong) -> dict:
    before = last.get(asked["id"])
    said, then = (
        answers_given.say(asked, row.value) if row else "",
        answers_given.say(asked, before.value) if before else "",
    )
    form = wrong.get(asked["id"]) or VerdictForm(
        prefix=asked["id"], initial={"verdict": row.verdict, "note": row.verdict_note} if row else {}
    )
    return {
        "question": asked, "row": row, "files": list(row.files.all()) if row else [], "said": said, "then": then, "is_changed": bool(before) and bool(said) and said != then,
        "risk": questionnaire_engine.risk(asked, row.value if row else None), "form": form if may_judge and row else None,
        "tone": {"ok": "plain", "verified": "ok", "clarify": "warn"}.get(row.verdict, "outline") if row else "outline",
    }  # fmt: skip


def _crumbs(label: str) -> list[dict]:
    return [{"label": _("Assessments"), "url": reverse("assessments")}, {"label": label, "url": ""}]
