"""Does a pass come only from reading and right answers, and does the database itself hold to that?"""

import datetime
import json

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from core import clock
from core.database import context
from core.database.roles import PORTAL
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make
from tests import make_training as school
from training import quiz
from training.actions import certificates, enrolments, starter
from training.models import Attempt, Completion, CourseVersion, Enrolment, QuizKey, TrainingCertificate

pytestmark = pytest.mark.django_db


def events_of(row) -> set[str]:
    return set(Event.objects.about(row).values_list("name", flat=True))


def refused_by_the_database(deed) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        deed()


def test_a_fail_then_a_pass_gives_the_fact_and_the_certificate():
    row = school.read(school.enrolment())
    failed = school.attempt(row, right=False)
    assert (failed.has_passed, failed.right, failed.percent) == (False, 0, 0)
    assert not Completion.objects.exists() and not TrainingCertificate.objects.exists()
    passed = school.attempt(row)
    assert (passed.has_passed, passed.percent, passed.number) == (True, 100, 2)
    row.refresh_from_db()
    fact, paper = Completion.objects.get(person=row.person), TrainingCertificate.objects.get(enrolment=row)
    assert row.status == "passed" and fact.key == "ip-protection" and fact.source_id == row.pk
    assert (fact.starts_at, fact.ends_at) == (paper.valid_from, paper.valid_until)
    assert (fact.ends_at.year, fact.ends_at.month) == (fact.starts_at.year + 1, fact.starts_at.month)
    assert {"training.assigned", "training.started", "training.attempted", "training.passed"} <= events_of(row)


def test_what_is_repeated_changes_and_records_nothing():
    row = school.read(school.enrolment())
    assert school.enrolment(row.person) == row
    learner = make.as_person(row.person)
    opened = enrolments.start_attempt(row, by=learner, at=clock.now())
    assert enrolments.start_attempt(row, by=learner, at=clock.now()) == opened
    done = enrolments.submit(opened, school.answers(opened), by=learner, at=clock.now())
    before = Event.objects.count()
    again = enrolments.submit(opened, school.answers(opened, right=False), by=learner, at=clock.now())
    assert again.percent == done.percent == 100 and Event.objects.count() == before
    assert starter.load(by=make.CLOCK, at=clock.now()) == 0


def test_the_quiz_waits_until_every_part_is_read():
    row = school.enrolment()
    with pytest.raises(NotNow) as refusal:
        enrolments.start_attempt(row, by=make.as_person(row.person), at=clock.now())
    assert len(refusal.value.unmet) == len(row.version.lessons)


def test_an_unanswered_question_is_not_handed_in():
    row = school.read(school.enrolment())
    learner = make.as_person(row.person)
    opened = enrolments.start_attempt(row, by=learner, at=clock.now())
    given = school.answers(opened)
    given.popitem()
    with pytest.raises(NotNow):
        enrolments.submit(opened, given, by=learner, at=clock.now())


def test_after_the_last_attempt_only_staff_gives_new_ones():
    row = school.read(school.enrolment())
    for _each in range(row.attempts_allowed):
        school.attempt(row, right=False)
    row.refresh_from_db()
    assert row.status == "failed"
    with pytest.raises(NotNow):
        school.attempt(row)
    with pytest.raises(NotAllowed):
        enrolments.reopen(row, by=make.staff_member("reader"), at=clock.now(), because="Asked")
    enrolments.reopen(row, by=make.officer(), at=clock.now(), because="Asked")
    assert school.attempt(row).has_passed


def test_the_next_attempt_waits_for_its_hour():
    row = school.read(school.enrolment())
    at, hours = clock.now(), datetime.timedelta(hours=row.version.content["quiz"]["wait_hours"])
    school.attempt(row, right=False, at=at)
    with pytest.raises(NotNow, match="again from"):
        school.attempt(row, at=at + hours - datetime.timedelta(seconds=1))
    assert row.attempts.count() == 1
    assert school.attempt(row, at=at + hours).has_passed


def test_new_attempts_wait_for_nothing_and_the_one_after_them_does():
    row, at = school.read(school.enrolment()), clock.now()
    for _each in range(row.attempts_allowed):
        school.attempt(row, right=False)
    at = row.attempts.latest("number").submitted_at
    row = enrolments.reopen(row, by=make.officer(), at=at, because="Asked")
    school.attempt(row, right=False, at=at)
    with pytest.raises(NotNow, match="again from"):
        school.attempt(row, at=at + datetime.timedelta(hours=1))


def test_nobody_learns_for_somebody_else():
    row = school.enrolment()
    with pytest.raises(NotAllowed):
        enrolments.read_lesson(
            row, row.version.lessons[0]["id"], by=make.as_person(make.contact(row.vendor)), at=clock.now()
        )
    with pytest.raises(NotAllowed):
        enrolments.assign(row.person, row.course, by=make.staff_member("reader"), at=clock.now(), due_on=row.due_on)


def test_revoking_ends_the_completion():
    paper = school.certificate()
    with pytest.raises(NotAllowed):
        certificates.revoke(paper, by=make.staff_member("reader"), at=clock.now(), because="x")
    at = clock.now() + datetime.timedelta(days=1)
    certificates.revoke(paper, by=make.officer(), at=at, because="Somebody else sat the quiz")
    fact = Completion.objects.current().get(source_id=paper.enrolment_id)
    assert fact.ends_at == at and "certificate.revoked" in events_of(paper)
    certificates.revoke(paper, by=make.officer(), at=at, because="Again")
    assert Event.objects.filter(name="certificate.revoked").count() == 1


def test_the_same_seed_draws_the_same_quiz_and_every_option_once():
    content = school.course().current.content
    drawn = quiz.draw(content, "seed")
    assert drawn == quiz.draw(content, "seed") and drawn != quiz.draw(content, "another seed")
    for row, question in zip(drawn, quiz.shown(content, drawn), strict=True):
        assert [each["id"] for each in question["options"]] == row["options"]
        assert len(set(row["options"])) == len(row["options"])


def test_no_version_carries_its_answers():
    school.course()
    for version in CourseVersion.objects.all():
        for question in version.content["questions"]:
            assert "correct" not in question and "explanation" not in question
            assert QuizKey.objects.get(version=version).answers[question["id"]]["correct"]


def test_the_portal_cannot_read_the_key():
    row = school.read(school.enrolment())
    started = enrolments.start_attempt(row, by=make.as_person(row.person), at=clock.now())
    with context.role(PORTAL, vendor=row.vendor_id):
        assert CourseVersion.objects.exists()
        refused_by_the_database(lambda: list(QuizKey.objects.all()))
        assert key_of(started) is None
    school.attempt(row)
    with context.role(PORTAL, vendor=row.vendor_id):
        assert set(key_of(started)) == {each["question"] for each in started.drawn}
    with context.role(PORTAL, vendor=make.vendor().pk):
        assert key_of(started) is None


def key_of(attempt):
    with connection.cursor() as cursor:
        cursor.execute("select training_key_of(%s)", [attempt.pk])
        found = cursor.fetchone()[0]
    return json.loads(found) if found else None


def test_a_score_is_never_written_from_outside():
    row = school.read(school.enrolment())
    started = enrolments.start_attempt(row, by=make.as_person(row.person), at=clock.now())
    mine = Attempt.objects.filter(pk=started.pk)
    wrong = school.answers(started, right=False)
    with context.role(PORTAL, vendor=row.vendor_id):
        refused_by_the_database(lambda: mine.update(drawn=[]))
        refused_by_the_database(mine.delete)
        mine.update(has_passed=True, percent=100, right=10)
        assert not mine.get().has_passed
        mine.update(answers=wrong, submitted_at=clock.now(), has_passed=True, percent=100, right=10)
        assert (mine.get().has_passed, mine.get().percent, mine.get().right) == (False, 0, 0)
        refused_by_the_database(lambda: mine.update(has_passed=True))


def test_half_of_a_multiple_choice_is_not_right():
    row = school.read(school.enrolment())
    learner = make.as_person(row.person)
    started = enrolments.start_attempt(row, by=learner, at=clock.now())
    key = QuizKey.objects.get(version=row.version).answers
    given = school.answers(started)
    several = [each for each, options in given.items() if len(options) > 1]
    given = {each: key[each]["correct"][:1] if each in several else options[::-1] for each, options in given.items()}
    assert enrolments.submit(started, given, by=learner, at=clock.now()).right == len(given) - len(several)


def test_the_tables_keep_their_promises():
    row = school.read(school.enrolment())
    started = enrolments.start_attempt(row, by=make.as_person(row.person), at=clock.now())
    values = {"vendor": row.vendor, "person": row.person, "course": row.course, "version": row.version}
    values |= {"due_on": row.due_on, "assigned_at": clock.now(), "attempts_allowed": 3}
    for broken in (
        lambda: Enrolment.objects.create(**values),
        lambda: Enrolment.objects.filter(pk=row.pk).update(status="passed"),
        lambda: row.lessons_read.create(vendor=row.vendor, lesson=row.version.lessons[0]["id"], at=clock.now()),
        lambda: row.attempts.create(vendor=row.vendor, number=2, drawn=started.drawn, started_at=clock.now()),
        lambda: row.attempts.create(vendor=row.vendor, number=1, drawn=[], started_at=clock.now()),
        lambda: CourseVersion.objects.create(course=row.course, number=1, content={}, published_at=clock.now()),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            broken()
