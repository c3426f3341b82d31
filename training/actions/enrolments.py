"""Assign training, follow the lessons, take the quiz. A pass writes the fact and the certificate."""

import datetime
import secrets

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from core import events, facts, nudges
from core.actors import Actor
from core.refusals import NotNow
from core.workflow import become
from training import policies, quiz
from training.models import Attempt, Completion, Course, Enrolment, LessonRead, TrainingCertificate
from vendors.models import Person

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0/O, 1/I: codes are typed from paper


def assign(
    person: Person,
    course: Course,
    *,
    by: Actor,
    at: datetime.datetime,
    due_on: datetime.date,
    because: str = "",
    cause=None,
) -> Enrolment:
    """Give the person the current version. One who is already on it keeps what was given. Raises NotAllowed."""
    policies.check_can_assign(by)
    return follow(person, course, by=by, at=at, due_on=due_on, because=because, cause=cause)


def follow(
    person: Person, course: Course, *, by: Actor, at: datetime.datetime, due_on: datetime.date, because: str, cause
) -> Enrolment:
    """The same as a consequence of something else: who caused that is not asked for the right to assign."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    standing = Enrolment.objects.filter(person=person, course=course).exclude(status="passed").first()
    if standing:
        return standing
    version = course.current
    enrolment = Enrolment.objects.create(
        vendor_id=person.vendor_id,
        person=person,
        course=course,
        version=version,
        because=because,
        due_on=due_on,
        assigned_at=at,
        attempts_allowed=version.content["quiz"]["attempts"],
    )
    events.record(
        "training.assigned",
        enrolment,
        by=by,
        at=at,
        because=because,
        cause=cause,
        person=person,
        course=course.key,
        due_on=due_on,
    )
    return enrolment


def read_lesson(enrolment: Enrolment, lesson: str, *, by: Actor, at: datetime.datetime) -> Enrolment:
    """The learner has finished a part; the first one starts the training. Repeating it changes nothing."""
    enrolment = _locked(enrolment)
    policies.check_can_learn(by, enrolment)
    if enrolment.version.lesson(lesson) is None:
        raise LookupError(lesson)
    if enrolment.status == "assigned":
        events.record(
            become(enrolment, "started", started_at=at), enrolment, by=by, at=at, version=enrolment.version.number
        )
    LessonRead.objects.get_or_create(
        enrolment=enrolment, lesson=lesson, defaults={"vendor_id": enrolment.vendor_id, "at": at}
    )
    return enrolment


def start_attempt(enrolment: Enrolment, *, by: Actor, at: datetime.datetime) -> Attempt:
    """Draw the questions. An attempt that is still open is returned as it was drawn. Raises NotAllowed, NotNow."""
    enrolment = _locked(enrolment)
    policies.check_can_attempt(by, enrolment, at)
    open_one = enrolment.attempts.filter(submitted_at=None).first()
    if open_one:
        return open_one
    number = enrolment.attempts.count() + 1
    drawn = quiz.draw(enrolment.version.content, secrets.token_hex(8))
    attempt = Attempt.objects.create(
        vendor_id=enrolment.vendor_id, enrolment=enrolment, number=number, drawn=drawn, started_at=at
    )
    events.record("training.attempt-started", enrolment, by=by, at=at, attempt=number)
    return attempt


def submit(attempt: Attempt, answers: dict[str, list[str]], *, by: Actor, at: datetime.datetime) -> Attempt:
    """Hand in the answers {question: [options]}; the database grades them (sql/grading.sql). A second hand-in returns the first."""
    enrolment = _locked(attempt.enrolment)
    policies.check_can_learn(by, enrolment)
    attempt = Attempt.objects.select_for_update(no_key=True).get(pk=attempt.pk)
    if attempt.submitted_at:
        return attempt
    missing = [row["question"] for row in attempt.drawn if not answers.get(row["question"])]
    if missing:
        raise NotNow(_("Answer every question before you hand in."), unmet=missing)
    attempt.answers = {row["question"]: answers[row["question"]] for row in attempt.drawn}
    attempt.submitted_at = at
    attempt.save(update_fields=["answers", "submitted_at"])
    attempt.refresh_from_db()
    _conclude(enrolment, attempt, by=by, at=at)
    return attempt


def _conclude(enrolment: Enrolment, attempt: Attempt, *, by, at) -> None:
    said = {
        "percent": attempt.percent,
        "attempt": attempt.number,
        "person": enrolment.person_id,
        "course": enrolment.course.key,
    }
    if attempt.has_passed:
        event = events.record(become(enrolment, "passed", passed_at=at), enrolment, by=by, at=at, **said)
        _certify(enrolment, attempt, by=by, at=at, cause=event)
    elif attempt.number >= enrolment.attempts_allowed:
        events.record(become(enrolment, "failed"), enrolment, by=by, at=at, **said)
    else:
        events.record("training.attempted", enrolment, by=by, at=at, **said)


def _certify(enrolment: Enrolment, attempt: Attempt, *, by, at, cause) -> TrainingCertificate:
    valid_until = at + relativedelta(months=enrolment.course.valid_months)
    facts.assert_fact(
        Completion,
        at=at,
        during=facts.span(at, valid_until),
        vendor_id=enrolment.vendor_id,
        person_id=enrolment.person_id,
        key=enrolment.course.key,
        source_kind=enrolment._meta.label_lower,
        source_id=enrolment.pk,
    )
    certificate = TrainingCertificate.objects.create(
        vendor_id=enrolment.vendor_id,
        enrolment=enrolment,
        code="".join(secrets.choice(ALPHABET) for _ in range(16)),
        person_name=enrolment.person.name,
        course_title=enrolment.course.title,
        version_number=enrolment.version.number,
        percent=attempt.percent,
        valid_from=at,
        valid_until=valid_until,
    )
    events.record(
        "certificate.issued", certificate, by=by, at=at, cause=cause, code=certificate.code, valid_until=valid_until
    )
    ask_for_sealing()
    return certificate


def ask_for_sealing() -> None:
    """After commit the worker prints and seals. A broker that is down loses nothing: the timetable asks again."""
    nudges.after_commit("training.tasks.seal_certificates")


def reopen(enrolment: Enrolment, *, by: Actor, at: datetime.datetime, because: str) -> Enrolment:
    """New attempts for somebody who has used all of them; who has some left keeps them. Raises NotNow for a course passed."""
    policies.check_can_assign(by)
    enrolment = _locked(enrolment)
    if enrolment.status in {"assigned", "started"}:
        return enrolment
    more = enrolment.attempts_allowed + enrolment.version.content["quiz"]["attempts"]
    events.record(become(enrolment, "started", attempts_allowed=more), enrolment, by=by, at=at, because=because)
    return enrolment


def _locked(enrolment: Enrolment) -> Enrolment:
    Person.objects.select_for_update(no_key=True).get(pk=enrolment.person_id)
    rows = Enrolment.objects.select_for_update(no_key=True, of=("self",)).select_related("course", "version", "person")
    return rows.get(pk=enrolment.pk)
