"""Do the pages of training open for the right people, lead through a course, and keep the key to themselves?"""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.urls import reverse

from core import clock
from tests import make
from tests import make_training as school
from tests.make_audits import repeated_ids
from training.actions import enrolments
from training.models import Attempt, Enrolment, QuizKey, TrainingCertificate
from training.portal import learning
from vendors import business_days

pytestmark = pytest.mark.django_db


def explanations(row) -> list[str]:
    return [each["explanation"] for each in QuizKey.objects.get(version=row.version).answers.values()]


def tomorrow():
    return clock.now() + datetime.timedelta(hours=24)


def seen(client, url) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert repeated_ids(page) == [] and page.count("<h1") == 1 and not re.search(r"\sstyle=|<style|\son\w+=", page)
    return page


def test_a_learner_reads_fails_waits_and_passes(client, monkeypatch):
    row = school.enrolment()
    client.force_login(row.person.user)
    url = reverse("training_course", args=[row.pk])
    assert row.course.title in seen(client, reverse("training"))
    assert row.course.title in seen(client, reverse("your_tasks"))
    assert "Start the training" in seen(client, url)
    said = {"as_person": client.get(url).context["as_person"]}
    assert client.post(reverse("training_quiz_start", args=[row.pk]), said).status_code == 409
    for lesson in row.version.lessons:
        page = reverse("training_lesson", args=[row.pk, lesson["id"]])
        assert lesson["title"] in client.get(page).context["title"] and seen(client, page)
        assert client.post(page, said).status_code == 302
    assert client.get(reverse("training_lesson", args=[row.pk, "no-such-part"])).status_code == 404
    assert "Start the quiz" in seen(client, url)
    for right in (False, True):
        assert client.post(reverse("training_quiz_start", args=[row.pk]), said).status_code == 302
        opened = Attempt.objects.get(enrolment=row, submitted_at=None)
        quiz, result = reverse("training_quiz", args=[opened.pk]), reverse("training_result", args=[opened.pk])
        page = seen(client, quiz)
        assert "the next attempt is possible 24 hours later" in page
        assert client.get(result).status_code == 302
        assert not any(words in page for words in explanations(row)) and "correct" not in page
        given = school.answers(opened, right=right)
        name, options = next(iter(given.items()))
        kept = client.post(quiz, {**said, name: options})
        assert kept.status_code == 422 and "checked" in kept.content.decode()
        assert "Question 2: choose an answer" in kept.content.decode()
        assert not any(words in kept.content.decode() for words in explanations(row))
        forged = {"has_passed": "true", "percent": "100", "right": "10", "submitted_at": "2020-01-01"}
        assert client.post(quiz, {**said, **given, **forged}).status_code == 302
        opened.refresh_from_db()
        assert opened.has_passed is right and opened.percent == (100 if right else 0)
        assert Attempt.objects.get(pk=opened.pk).submitted_at.year >= 2024
        assert ("Passed" if right else "Not passed yet") in seen(client, result)
        assert ("Back to your tasks" if right else "The next is possible from") in client.get(result).content.decode()
        assert "Right is" in client.get(result).content.decode() or right
        if not right:
            assert client.post(reverse("training_quiz_start", args=[row.pk]), said).status_code == 409
            assert "You can take the quiz again from" in seen(client, url)
            monkeypatch.setattr(learning, "clock", SimpleNamespace(now=tomorrow))
    assert "It is being sealed" in seen(client, url)
    paper = TrainingCertificate.objects.get(enrolment=row)
    assert client.get(reverse("training_certificate", args=[paper.pk])).status_code == 404


def test_other_people_get_nothing(client):
    row = school.read(school.enrolment())
    opened = enrolments.start_attempt(row, by=make.as_person(row.person), at=clock.now())
    pages = [
        reverse("training_course", args=[row.pk]),
        reverse("training_lesson", args=[row.pk, row.version.lessons[0]["id"]]),
        reverse("training_quiz", args=[opened.pk]),
        reverse("training_result", args=[opened.pk]),
    ]
    for other in (make.contact(row.vendor), make.person(row.vendor), make.person(make.vendor())):
        client.force_login(other.user)
        assert [client.get(page).status_code for page in pages] == [404] * len(pages)
        assert client.get(reverse("enrolment", args=[row.pk])).status_code in {403, 404}


def test_the_desk_assigns_follows_and_reopens(client):
    course, firm = school.course(), make.vendor()
    worker, stranger = make.person(firm), make.person(make.vendor())
    client.force_login(make.officer().user)
    assert course.title in seen(client, reverse("courses"))
    assert "right" in seen(client, reverse("course", args=[course.key]))
    url, day = reverse("course_assignment", args=[course.key]), business_days.day_of(clock.now())
    seen(client, url)
    given = {"vendor": firm.pk, "due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year}
    assert client.post(url, {"vendor": firm.pk}).status_code == 422
    assert "Choose the subcontractor" in client.post(url, {"because": ""}).content.decode()
    assert f"{worker.name}, {firm.name} ({firm.reference})" in client.get(url).content.decode()
    assert client.post(url, {**given, "people": [stranger.pk]}).status_code == 422
    assert client.post(url, given).status_code == 302
    row = Enrolment.objects.get(person=worker)
    assert worker.name in seen(client, reverse("training_enrolments"))
    school.read(row)
    for _each in range(row.attempts_allowed):
        school.attempt(row, right=False)
    page = reverse("enrolment", args=[row.pk])
    assert "Give new attempts" in seen(client, page)
    assert client.post(reverse("enrolment_reopening", args=[row.pk]), {"because": "Asked"}).status_code == 302
    school.attempt(row)
    assert "Revoke the certificate" in seen(client, page)
    assert client.get(reverse("enrolment_certificate", args=[row.pk])).status_code == 404
    assert client.post(reverse("certificate_revocation", args=[row.pk]), {"because": "Not he"}).status_code == 302
    assert TrainingCertificate.objects.get(enrolment=row).revoked_because == "Not he"
    assert worker.name in client.get(reverse("subcontractor_tab", args=[firm.pk, "training"])).content.decode()


def test_a_reader_looks_and_does_not_assign(client):
    row = school.enrolment()
    client.force_login(make.staff_member("trainer").user)
    assert client.get(reverse("course", args=[row.course.key])).status_code == 200
    client.force_login(make.staff_member("auditor").user)
    assert client.get(reverse("course_assignment", args=[row.course.key])).status_code == 403
    assert client.post(reverse("enrolment_reopening", args=[row.pk]), {"because": "x"}).status_code == 403
    client.force_login(make.staff_member().user)
    assert client.get(reverse("courses")).status_code == 403
    assert client.get(reverse("enrolment", args=[row.pk])).status_code == 404
