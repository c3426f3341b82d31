"""How does a test get somebody on a course, and through it? Through the actions; answers come from the key as staff reads it."""

import datetime

from core import clock
from tests import make
from training import policies
from training.actions import enrolments, starter
from training.models import Attempt, Course, Enrolment, QuizKey, TrainingCertificate
from vendors import business_days
from vendors.models import Person


def course(key: str = "ip-protection") -> Course:
    if not Course.objects.exists():
        starter.load(by=make.CLOCK, at=make.earlier())
    return Course.objects.get(key=key)


def enrolment(who: Person | None = None, **values) -> Enrolment:
    """Assigned an hour ago, due today."""
    at = make.earlier()
    values = {"due_on": business_days.day_of(at), **values}
    return enrolments.assign(who or make.person(), course(), by=make.officer(), at=at, **values)


def read(row: Enrolment) -> Enrolment:
    """Every part read by the learner."""
    for lesson in row.version.lessons:
        enrolments.read_lesson(row, lesson["id"], by=make.as_person(row.person), at=clock.now())
    return row


def answers(attempt: Attempt, *, right: bool = True) -> dict[str, list[str]]:
    """All right, or all wrong (another single option, which is never the whole of what is right)."""
    key = QuizKey.objects.get(version=attempt.enrolment.version).answers
    return {row["question"]: _answer(row, key[row["question"]]["correct"], right) for row in attempt.drawn}


def _answer(row: dict, correct: list[str], right: bool) -> list[str]:
    return correct if right else [next(each for each in row["options"] if each not in correct)]


def attempt(row: Enrolment, *, right: bool = True, at: datetime.datetime | None = None) -> Attempt:
    """One go at the quiz, handed in; as soon as the wait after the one before is over."""
    at = at or policies.next_attempt_at(row) or clock.now()
    learner = make.as_person(row.person)
    started = enrolments.start_attempt(row, by=learner, at=at)
    return enrolments.submit(started, answers(started, right=right), by=learner, at=at)


def certificate(who: Person | None = None) -> TrainingCertificate:
    """Passed at the first go; not sealed yet."""
    row = read(enrolment(who))
    attempt(row)
    return TrainingCertificate.objects.get(enrolment=row)
