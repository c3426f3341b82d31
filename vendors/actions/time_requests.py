"""Ask for more time to answer, grant it, or say why not."""

import datetime

from django.utils.translation import gettext as _

from core.actors import Actor
from core.events import record
from core.models import Event
from core.refusals import NotNow
from core.workflow import become
from vendors import business_days
from vendors.models import Assessment, TimeRequest
from vendors.policies import due_diligence as policy


def ask(
    assessment: Assessment, *, wanted_on: datetime.date, because: str, by: Actor, at: datetime.datetime
) -> TimeRequest:
    """Raises NotAllowed; NotNow for a day that is no later, or while another request waits."""
    policy.check_can_supply(by, assessment.vendor_id)
    assessment = _lock(assessment)
    policy.check_can_answer(by, assessment)
    if waiting := assessment.time_requests.filter(status="waiting").first():
        if (waiting.wanted_on, waiting.because) == (wanted_on, because):
            return waiting
        raise NotNow(_("You have asked for more time already. We answer that first."))
    if wanted_on <= max(assessment.due_on, business_days.day_of(at)):
        raise NotNow(_("Choose a day after the one by which we wait for your answers."))
    made = TimeRequest.objects.create(
        vendor_id=assessment.vendor_id, assessment=assessment, was_due_on=assessment.due_on, wanted_on=wanted_on,
        because=because, asked_at=at, asked_by=by.user, asked_by_name=by.label,
    )  # fmt: skip
    record("questionnaire.time-asked", assessment, by=by, at=at, because=because, wanted_on=wanted_on)
    return made


def grant(
    request: TimeRequest, *, granted_on: datetime.date, by: Actor, at: datetime.datetime, answer: str = ""
) -> TimeRequest:
    """The questionnaire is due on that day instead. Raises NotAllowed, NotNow."""
    policy.check_can_send(by)
    assessment = _lock(request.assessment)
    request = _lock_request(request)
    if request.status == "granted":
        return request
    policy.check_is_waiting_for_answers(assessment)
    if granted_on <= assessment.due_on:
        raise NotNow(_("Choose a day after the one by which the answers are due."))
    event = become(request, "granted", granted_on=granted_on, decided_at=at, decided_by=by.user, answer=answer)
    assessment.due_on = granted_on
    assessment.save(update_fields=["due_on"])
    told = {"due_on": granted_on, "was_due_on": request.was_due_on, "note": answer}
    record(event, assessment, by=by, at=at, **told)
    return request


def decline(request: TimeRequest, *, answer: str, by: Actor, at: datetime.datetime) -> TimeRequest:
    policy.check_can_send(by)
    assessment = _lock(request.assessment)
    request = _lock_request(request)
    if request.status != "declined":
        event = become(request, "declined", decided_at=at, decided_by=by.user, answer=answer)
        record(event, assessment, by=by, at=at, because=answer, due_on=assessment.due_on)
    return request


def drop_all_of(assessment: Assessment, *, by: Actor, at: datetime.datetime, cause: Event) -> None:
    """The answers are there, or no longer wanted."""
    for request in assessment.time_requests.filter(status="waiting").select_for_update(no_key=True):
        record(become(request, "dropped"), assessment, by=by, at=at, cause=cause)


def _lock(assessment: Assessment) -> Assessment:
    return Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)


def _lock_request(request: TimeRequest) -> TimeRequest:
    return TimeRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
