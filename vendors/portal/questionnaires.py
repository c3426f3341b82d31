"""What are we asked, and how far are we? All questionnaires, one of them by section, one section by question."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import clock
from core.web.dates import say_moment
from vendors import answers_given, business_days
from vendors.answering import Progress
from vendors.models import Assessment
from vendors.panels import dd_words
from vendors.policies import due_diligence as policy
from vendors.portal import scope


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    rows = list(Assessment.objects.visible_to(request.viewer).exclude(status="withdrawn").order_by("-sent_at"))
    if not rows:
        policy.check_can_supply(request.viewer, request.viewer.vendor_id)
    found = [Progress.seen_by(request.viewer, row) for row in rows]
    context = {
        "title": _("Questionnaires"),
        "rows": [{"found": each, "state": dd_words.tag(each.assessment)} for each in found],
    }
    return render(request, "portal/vendors_dd/questionnaires.html", context)


@require_GET
def overview(request: HttpRequest, pk) -> HttpResponse:
    """The sections, how far each is, and where to go on."""
    found, at = scope.progress(request, pk), clock.now()
    last, with_whom = found.last_saved, _with_whom(found)
    context = {
        "title": found.assessment.title,
        "assessment": found.assessment,
        "found": found,
        "state": dd_words.tag(found.assessment),
        "sections": [{**_section(found, part), "delegation": with_whom.get(part["id"])} for part in found.parts],
        "done": found.done,
        "total": len(found.shown),
        "returned": len(found.back),
        "next_url": scope.go_on_url(found),
        "last_saved": answers_given.say_saved(last, found.names) if last else "",
        "is_contact": found.sections is None,
        "offered": len(found.offered) if found.sections is None else 0,
        "time_request": found.assessment.time_requests.order_by("-asked_at").first(),
        "pause": found.assessment.pauses.filter(ended_at=None, until_on__gte=business_days.day_of(at)).first(),
    }
    return render(request, "portal/vendors_dd/questionnaire.html", context)


@require_GET
def section(request: HttpRequest, pk, key: str) -> HttpResponse:
    """One section, its questions and their answers so far."""
    found, part = scope.section(request, pk, key)
    here = found.of(key)
    wanting = [each for each in found.wanting if each["section"] == key]
    context = {
        "title": part["title"],
        "part": part,
        "assessment": found.assessment,
        "found": found,
        "lines": [_line(found, each) for each in here],
        "done": found.count(here),
        "total": len(here),
        "next_url": scope.question_url(found.assessment, (wanting or here)[0]["id"]) if here else "",
        "is_contact": found.sections is None,
        "delegation": _with_whom(found).get(key),
        "past": _past(found, key) if found.sections is None else [],
        "viewer_person": request.viewer.person_id,
    }
    return render(request, "portal/vendors_dd/section.html", context)


def _with_whom(found: Progress) -> dict:
    """Section -> the colleague whom it is with now."""
    rows = found.assessment.delegations.open().select_related("person")
    return {row.section: row for row in rows if found.may_see(row.section)}


def _past(found: Progress, section: str) -> list[dict]:
    """Who was asked before, as components/rows.html draws it."""
    rows = found.assessment.delegations.filter(section=section).exclude(status="asked").select_related("person")
    words = _("Asked %(asked)s. %(state)s %(ended)s. %(answer)s")
    return [
        {
            "title": row.person.name,
            "meta": words
            % {
                "asked": say_moment(row.asked_at, "portal"),
                "state": row.get_status_display(),
                "ended": say_moment(row.ended_at, "portal"),
                "answer": f"“{row.answer}”" if row.answer else "",
            },
        }
        for row in rows.order_by("-asked_at")
    ]


def _section(found: Progress, part: dict) -> dict:
    here = found.of(part["id"])
    return {
        "section": part,
        "done": found.count(here),
        "total": len(here),
        "is_begun": any(found.is_given(each) for each in here),
        "is_done": not any(found.missing(each) for each in here),
        "url": scope.section_url(found.assessment, part["id"]) if here else "",
        "back": any(each["id"] in found.back for each in here),
    }


def _line(found: Progress, question: dict) -> dict:
    row = found.rows.get(question["id"])
    return {
        "question": question,
        "url": scope.question_url(found.assessment, question["id"]),
        "said": answers_given.say(question, row.value) if row else "",
        "files": row.held if row else 0,
        "missing": found.missing(question),
        "is_offered": question["id"] in found.offered,
        "is_given": found.is_given(question),
        "saved": answers_given.say_saved(row, found.names) if row else "",
    }
